import type { Argv } from 'yargs';
import { runsCsv } from '../report/csv.js';
import type { RunFormat } from './run-format.js';
import { chartFormat } from './run-format-chart.js';
import { openMetricsFormat } from './run-format-openmetrics.js';
import { textFormat } from './run-format-text.js';
import { yamlDocument } from './yaml.js';

const json: RunFormat = {
  describe: 'the contract for programs',
  runs: (answers, io) => {
    const runs = answers.map(({ run }) => run);
    io.stdout(`${JSON.stringify(runs.length === 1 ? runs[0] : runs)}\n`);
  },
  bands: ({ bands }, io) => io.stdout(`${JSON.stringify(bands)}\n`),
};

const ndjson: RunFormat = {
  describe: 'the same, a scenario a line',
  runs: (answers, io) => {
    for (const { run } of answers) io.stdout(`${JSON.stringify(run)}\n`);
  },
  bands: ({ bands }, io) => io.stdout(`${JSON.stringify(bands)}\n`),
};

/** Each scenario a document of its own, so that `kubectl`-minded tools read them one by one. */
const yaml: RunFormat = {
  describe: 'the same as YAML, a scenario a document',
  runs: (answers, io) => {
    for (const { run } of answers) io.stdout(yamlDocument(run));
  },
  bands: ({ bands }, io) => io.stdout(yamlDocument(bands)),
};

const csv: RunFormat = {
  describe: 'every attempt a line',
  readsRoutine: false,
  examples: [['scenarios/cap-60s.yaml --for 20d -o csv', 'every attempt a line']],
  runs: (answers, io) => io.stdout(runsCsv(answers.map(({ run }) => run))),
};

/** Every way to tell a run, by the name that `-o` takes. A new one is a line here. */
export const RUN_FORMATS: Readonly<Record<string, RunFormat>> = {
  text: textFormat('some', 'for people'),
  wide: textFormat('all', 'text with every row'),
  json,
  ndjson,
  yaml,
  csv,
  openmetrics: openMetricsFormat,
  svg: chartFormat('svg', 'a chart, for documents', [
    ['scenarios/needs-database.yaml -o svg > timeline.svg', 'what kubectl shows, as a picture'],
  ]),
  html: chartFormat('html', 'a page of charts that answer the pointer', [
    ['scenarios/liveness-failing.yaml -o html --chart timeline,backoff > page.html', 'charts on a page'],
  ]),
  png: chartFormat('png', 'a chart, for slides', undefined),
};

/** Adds to a command what single formats bring: flags and examples. */
export function formatFlags<Flags>(yargs: Argv<Flags>): Argv<Flags> {
  const flags = Object.values(RUN_FORMATS).flatMap((format) => Object.entries(format.flags ?? {}));
  // Formats that share a flag say it once.
  for (const [name, options] of new Map(flags)) yargs.option(name, options);
  for (const { examples = [] } of Object.values(RUN_FORMATS)) {
    for (const [line, shows] of examples) yargs.example(`$0 ${line}`, shows);
  }
  return yargs;
}
