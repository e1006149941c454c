import { CHART_FLAGS, type ChartFormat, chartFile } from './charts/chart-file.js';
import type { RunChartName } from './charts/run-charts.js';
import { termsOf } from './charts/terms.js';
import { write } from './charts/write.js';
import { UsageError } from './io.js';
import type { RunAnswer, RunFlags, RunFormat } from './run-format.js';

const OF_ONE_RUN: readonly RunChartName[] = ['timeline', 'restarts', 'backoff', 'node'];
const OF_MANY_RUNS = 'bands';

/** Charts of a page, when none is named; one picture shows the first. */
const USUAL: readonly RunChartName[] = ['timeline', 'restarts', 'backoff'];
/** From so many pods on, a page also shows what they ask of their node. */
const MANY_PODS = 20;

const FLAGS = {
  chart: {
    type: 'string',
    requiresArg: true,
    describe: `what to draw, for -o svg, html and png: ${OF_ONE_RUN.join(', ')}, or several of them (timeline,backoff); with --runs: ${OF_MANY_RUNS}`,
  },
  ...CHART_FLAGS,
} as const;

/** Draws runs; what draws is loaded when it is needed, since most commands do without. */
export function chartFormat(format: ChartFormat, describe: string, examples: RunFormat['examples']): RunFormat {
  return {
    describe,
    flags: FLAGS,
    ...(examples === undefined ? {} : { examples }),
    check: ({ runs, ...flags }, io) => {
      chartFile(format, flags, io);
      if (runs === undefined) chosen(flags);
      else checkBands(flags);
    },
    runs: async (answers, io, flags) => {
      const { chartsOfRun, drawFile } = await import('./charts/entry.js');
      const charts = answers.flatMap((answer) => chartsOfRun(answer, chosen(flags) ?? usual(format, answer)));
      write(await drawFile(charts, chartFile(format, flags, io)), io);
    },
    bands: async ({ bands, compiled }, io, flags) => {
      const { bandsChart, drawFile } = await import('./charts/entry.js');
      const chart = bandsChart(bands, termsOf(compiled.plan));
      write(await drawFile([chart], chartFile(format, flags, io)), io);
    },
  };
}

function usual(format: ChartFormat, { run }: RunAnswer): readonly RunChartName[] {
  if (format !== 'html') return USUAL.slice(0, 1);
  return run.pods.length >= MANY_PODS ? [...USUAL, 'node'] : USUAL;
}

/** The charts that were named. @throws {UsageError} */
function chosen({ chart }: RunFlags): readonly RunChartName[] | undefined {
  if (typeof chart !== 'string') return undefined;
  return chart.split(',').map((word) => {
    const name = OF_ONE_RUN.find((each) => each === word);
    if (name !== undefined) return name;
    if (word === OF_MANY_RUNS) throw new UsageError('--chart bands needs many runs\nhint: add --runs 50');
    throw new UsageError(
      `--chart ${word}: no chart is called that\nhint: ${OF_ONE_RUN.join(', ')}, or bands with --runs`,
    );
  });
}

function checkBands({ chart, files }: RunFlags): void {
  if (chart !== undefined && chart !== OF_MANY_RUNS) {
    throw new UsageError(`--chart ${String(chart)} shows one run\nhint: leave out --runs, or --chart ${OF_MANY_RUNS}`);
  }
  if (Array.isArray(files) && files.length > 1) {
    throw new UsageError('bands of several scenarios do not go into one file\nhint: draw one after the other');
  }
}
