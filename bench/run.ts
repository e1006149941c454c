// Compares the model with the yardsticks on workload W: `npm run bench [-- --quick] [--json] [--rounds N] [--features] [--commands]`.
import yargs from 'yargs';
import { commandTable } from './command-line.js';
import { featureTable } from './features.js';
import { type Case, measure, type Row, type Spread } from './rounds.js';
import { cpp, ours, python } from './yardsticks.js';

const values = yargs(process.argv.slice(2))
  .scriptName('npm run bench --')
  .usage('$0 [flags]\n\nHow fast the model is, against reference programs in the same run.')
  .options({
    quick: { type: 'boolean', describe: 'smaller workloads, in half a minute' },
    json: { type: 'boolean', describe: 'for machines' },
    rounds: { type: 'number', describe: 'how often each is run' },
    features: { type: 'boolean', describe: 'what each feature of a pod costs instead' },
    commands: { type: 'boolean', describe: 'what whole commands cost instead' },
  })
  .check(({ rounds }) => {
    if (rounds === undefined || (Number.isSafeInteger(rounds) && rounds >= 1)) return true;
    throw new Error('--rounds is a whole number of at least 1');
  })
  .strict()
  .version(false)
  .parseSync();
if (values.features === true) {
  process.stdout.write(featureTable());
  process.exit(0);
}
const quick = values.quick === true;
const rounds = values.rounds ?? (quick ? 3 : 5);
if (values.commands === true) {
  const table = commandTable(values.rounds ?? 15, showProgress);
  showProgress('');
  process.stdout.write(table);
  process.exit(0);
}

const cases: readonly Case[] = [
  {
    title: 'One node, many times',
    n: 110,
    hours: 24,
    reps: quick ? 5 : 20,
    runners: [
      cpp('queue'),
      cpp('pod'),
      ours('crashloop, warm', '--warm-up'),
      ours('crashloop, cold'),
      ours('crashloop alone, warm', '--alone', '--warm-up'),
    ],
  },
  // Slow, and no slower per event when run less often.
  {
    title: 'One node, once',
    n: 110,
    hours: 24,
    reps: 1,
    runners: [cpp('queue'), python('simpy'), python('heapq')],
  },
  {
    title: 'A cluster',
    n: 10_000,
    hours: quick ? 3 : 24,
    reps: 1,
    runners: [cpp('queue'), cpp('queue', '--shard', '110'), ours('crashloop'), ours('crashloop alone', '--alone')],
  },
  {
    title: 'A fleet',
    n: quick ? 110_000 : 550_000,
    hours: 0.5,
    reps: 1,
    runners: [cpp('queue'), cpp('queue', '--shard', '110'), ours('crashloop'), ours('crashloop alone', '--alone')],
  },
];

const results = cases.map((each) => ({ each, rows: measure(each, rounds, showProgress) }));
showProgress('');

if (values.json === true) {
  const tables = results.map(({ each: { title, n, hours, reps }, rows }) => ({ title, n, hours, reps, rows }));
  process.stdout.write(`${JSON.stringify({ rounds, tables }, null, 2)}\n`);
} else {
  for (const { each, rows } of results) process.stdout.write(table(each, rows));
  process.stdout.write(
    `CPU time, medians of ${rounds} interleaved rounds (least to most); check: equal words, equal runs.\n`,
  );
}
const wrong = results.filter(({ rows }) => new Set(rows.flatMap(({ check }) => check ?? [])).size > 1);
if (wrong.length > 0) process.exitCode = 1;

function table({ title, n, hours, reps }: Case, rows: readonly Row[]): string {
  const head = `${title}: W(${n}, ${hours} h) x ${reps}`;
  const columns = ['', 'ns/event', 'x C++ queue', 'bytes/container', 'check'];
  return `${[head, line(columns), ...rows.map((row) => line(cells(row)))].join('\n')}\n\n`;
}

function cells({ runner, missing, nsPerEvent, speedRatio, bytesPerContainer, check }: Row): readonly string[] {
  if (missing !== undefined) return [runner, missing];
  const bytes = bytesPerContainer?.toFixed(0) ?? '';
  return [runner, spreadText(nsPerEvent, 0), spreadText(speedRatio, 2), bytes, check ?? ''];
}

function line([name = '', ...rest]: readonly string[]): string {
  return `  ${name.padEnd(24)}${rest.map((cell) => cell.padEnd(22)).join('')}`.trimEnd();
}

function spreadText(spread: Spread | undefined, digits: number): string {
  if (spread === undefined) return '';
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) => value.toFixed(digits));
  return `${median} (${min}-${max})`;
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}
