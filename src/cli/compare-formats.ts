import type { Comparison } from '../analysis/compare/compare.js';
import { comparisonsCsv, toCompareAnswer } from '../report/compare-answer.js';
import { compareText } from '../report/compare-text.js';
import { type ChartFormat, chartFile } from './charts/chart-file.js';
import { write } from './charts/write.js';
import type { Io } from './io.js';
import { yamlDocument } from './yaml.js';

/** One way in which `compare -o NAME` tells what was compared. */
export interface CompareFormat {
  readonly describe: string;
  /** Refuses flags before any work is done. @throws {UsageError} */
  readonly check?: (flags: ChartFlags, io: Io) => void;
  readonly tell: (comparisons: readonly Comparison[], io: Io, flags: ChartFlags) => void | Promise<void>;
}

interface ChartFlags {
  readonly width?: unknown;
  readonly theme?: unknown;
}

/** A picture holds as many charts; a page can be scrolled. */
const MOST_CHARTS: Readonly<Record<ChartFormat, number>> = { svg: 3, png: 3, html: 20 };

/** Every way to tell comparisons, by the name that `-o` takes. */
export const COMPARE_FORMATS: Readonly<Record<string, CompareFormat>> = {
  text: texts('some', 'for people'),
  wide: texts('all', 'every container, and how each rate comes about'),
  json: {
    describe: 'the contract for programs',
    tell: (comparisons, io) => {
      const answers = comparisons.map(toCompareAnswer);
      io.stdout(`${JSON.stringify(answers.length === 1 ? answers[0] : answers)}\n`);
    },
  },
  yaml: {
    describe: 'the same as YAML, a scenario a document',
    tell: (comparisons, io) => {
      for (const comparison of comparisons) io.stdout(yamlDocument(toCompareAnswer(comparison)));
    },
  },
  csv: {
    describe: 'a line for each container and policy',
    tell: (comparisons, io) => io.stdout(comparisonsCsv(comparisons.map(toCompareAnswer))),
  },
  svg: charts('svg', 'restarts over time, a line a policy'),
  html: charts('html', 'the same as a page'),
  png: charts('png', 'the same as a picture'),
};

function texts(detail: 'all' | 'some', describe: string): CompareFormat {
  return {
    describe,
    tell: (comparisons, io) =>
      io.stdout(comparisons.map((each) => compareText(each, { width: io.columns, detail })).join('\n')),
  };
}

/** What draws is loaded when it is needed, since most commands do without. */
function charts(format: ChartFormat, describe: string): CompareFormat {
  return {
    describe,
    check: (flags, io) => void chartFile(format, flags, io),
    tell: async (comparisons, io, flags) => {
      const { comparisonCharts, drawFile } = await import('./charts/entry.js');
      const drawn = comparisons.flatMap((each) => comparisonCharts(each, MOST_CHARTS[format]));
      if (drawn.length === 0)
        io.stderr('note: no container restarts under any of the policies; the picture is empty\n');
      write(await drawFile(drawn, chartFile(format, flags, io)), io);
    },
  };
}
