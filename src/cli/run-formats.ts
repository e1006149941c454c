import type { Argv } from 'yargs';
import { runsCsv } from '../report/csv.js';
import type { RunFormat } from './run-format.js';
import { openMetricsFormat } from './run-format-openmetrics.js';
import { textFormat } from './run-format-text.js';
import { yamlDocument } from './yaml.js';

const json: RunFormat = {
  describe: 'the contract for programs',
  runs: (answers, io) => {
    const runs = answers.map(({ run }) => run);
    io.stdout(`${JSON.stringify(runs.length === 1 ? runs[0] : runs)}\n`);
  },
  bands: (bands, io) => io.stdout(`${JSON.stringify(bands)}\n`),
};

const ndjson: RunFormat = {
  describe: 'the same, a scenario a line',
  runs: (answers, io) => {
    for (const { run } of answers) io.stdout(`${JSON.stringify(run)}\n`);
  },
  bands: (bands, io) => io.stdout(`${JSON.stringify(bands)}\n`),
};

/** Each scenario a document of its own, so that `kubectl`-minded tools read them one by one. */
const yaml: RunFormat = {
  describe: 'the same as YAML, a scenario a document',
  runs: (answers, io) => {
    for (const { run } of answers) io.stdout(yamlDocument(run));
  },
  bands: (bands, io) => io.stdout(yamlDocument(bands)),
};

const csv: RunFormat = {
  describe: 'every attempt a line',
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
};

/** Adds to a command what single formats bring: flags and examples. */
export function formatFlags<Flags>(yargs: Argv<Flags>): Argv<Flags> {
  for (const { flags = {}, examples = [] } of Object.values(RUN_FORMATS)) {
    for (const [name, options] of Object.entries(flags)) yargs.option(name, options);
    for (const [line, shows] of examples) yargs.example(`$0 ${line}`, shows);
  }
  return yargs;
}
