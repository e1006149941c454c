import { buildBands } from '../../analysis/bands.js';
import { buildRun } from '../../analysis/build-run.js';
import { clusterAt } from '../../analysis/cluster-state.js';
import type { Run } from '../../analysis/run.js';
import { bandsText } from '../../report/bands-text.js';
import { runsCsv } from '../../report/csv.js';
import { tells } from '../../report/events-text.js';
import { podsAtText } from '../../report/pods-at.js';
import { policyText } from '../../report/policy-text.js';
import { runText } from '../../report/run-text.js';
import type { Compiled } from '../../scenario/compile.js';
import { estimateEvents } from '../../scenario/estimate-events.js';
import { Trace } from '../../trace/trace.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { durationFlag, kubeletFlags, overridesOf } from '../kubelet-flags.js';
import { loadScenario } from '../load.js';
import { simulateMany, simulateWatched } from '../simulate.js';

const FORMATS = ['text', 'wide', 'json', 'ndjson', 'csv'] as const;
type Format = (typeof FORMATS)[number];

/** More tell no more. */
const MOST_RUNS = 100_000;
/** Some minutes of work and two gigabytes of samples. */
const MOST_EVENTS_IN_ALL = 400_000_000;

interface Answer {
  readonly run: Run;
  readonly compiled: Compiled;
  readonly trace: Trace;
}

/** Simulates scenarios and tells what happened. */
export const runCommand = command({
  verb: 'run',
  positionals: '<files..>',
  summary: 'simulate scenarios: every restart, and why it waited as long as it did',
  options: (yargs) =>
    kubeletFlags(
      yargs.positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files, or - for standard input',
      }),
    )
      .option('output', {
        alias: 'o',
        choices: FORMATS,
        default: 'text' as Format,
        describe: 'how to tell it; wide: text with every row',
      })
      .option('filename', {
        alias: 'f',
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'more manifests',
      })
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: 'simulate this long instead of the scenario’s duration',
      })
      .option('runs', {
        type: 'number',
        requiresArg: true,
        describe: 'run this often, from seeds of their own, and tell the bands',
      })
      .option('at', { type: 'string', requiresArg: true, describe: 'list the pods as they are at this time instead' })
      .example('$0 scenarios/exits-immediately.yaml', 'why one line printed crash-loops')
      .example('$0 scenarios/needs-database.yaml --at 9m', 'the pods after 9 minutes')
      .example('$0 scenarios/exits-immediately.yaml --fidelity realistic --runs 50', 'with a real kubelet’s spread')
      .example('$0 scenarios/cap-60s.yaml --for 20d -o csv', 'every attempt a line'),
  work: async (args, io) => {
    const overrides = {
      ...overridesOf(args, io),
      durationMs: args.for === undefined ? undefined : durationFlag('for', args.for),
    };
    const atMs = args.at === undefined ? undefined : durationFlag('at', args.at);
    checkCombination(args);
    const loaded = args.files.map((file) => {
      const compiled = loadScenario(file, args.filename, overrides, io);
      if (atMs === undefined || atMs <= compiled.plan.durationMs) return compiled;
      if (args.for !== undefined) throw new UsageError(`--at ${args.at} is after the end, --for ${args.for}`);
      return loadScenario(file, args.filename, { ...overrides, durationMs: atMs }, { ...io, stderr: () => {} });
    });
    if (args.runs !== undefined) checkWork(loaded, args.runs);
    if (args.runs !== undefined) return tellBands(loaded, args.runs, args.output, io);
    const answers: Answer[] = [];
    for (const compiled of loaded) {
      const trace = new Trace();
      if (!(await simulateWatched(compiled.plan, trace, io))) {
        io.stderr(`interrupted: ${compiled.plan.scenario} is left out, unfinished\n`);
        if (answers.length > 0) tell(answers, args.output, atMs, io);
        return EXIT.interrupted;
      }
      answers.push({ run: buildRun(compiled.plan, trace), compiled, trace });
    }
    tell(answers, args.output, atMs, io);
    return EXIT.good;
  },
});

function checkCombination({
  runs,
  at,
  output,
}: {
  runs?: number | undefined;
  at?: string | undefined;
  output: Format;
}): void {
  if (runs !== undefined && !(Number.isSafeInteger(runs) && runs >= 1 && runs <= MOST_RUNS)) {
    throw new UsageError(
      `--runs must be a whole number from 1 to ${MOST_RUNS}${Number.isNaN(runs) ? '' : `, not ${runs}`}`,
    );
  }
  if (runs !== undefined && at !== undefined) throw new UsageError('--runs and --at exclude each other');
  if (runs !== undefined && output === 'csv')
    throw new UsageError('--runs has no CSV form\nhint: -o json or -o ndjson');
  if (at !== undefined && output !== 'text' && output !== 'wide') {
    throw new UsageError(
      `--at lists pods as text only, not as ${output}\nhint: leave out -o ${output}, or leave out --at`,
    );
  }
}

/** Every restart of every run is kept until the end. */
function checkWork(loaded: readonly Compiled[], runs: number): void {
  for (const { plan } of loaded) {
    const events = estimateEvents(plan).events * runs;
    if (events <= MOST_EVENTS_IN_ALL) continue;
    const most = Math.max(1, Math.floor((runs * MOST_EVENTS_IN_ALL) / events));
    const size = `about ${Math.round(events / 1e6)} million events; at most ${MOST_EVENTS_IN_ALL / 1e6} million are simulated`;
    throw new UsageError(`--runs ${runs} of ${plan.scenario} have ${size}\nhint: --runs ${most}, or a shorter --for`);
  }
}

async function tellBands(loaded: readonly Compiled[], runs: number, format: Format, io: Io): Promise<number> {
  for (const { plan } of loaded) {
    const { samples, done } = await simulateMany(plan, runs, io);
    if (done < runs) io.stderr(`interrupted: ${done} of ${runs} runs of ${plan.scenario} are complete\n`);
    if (done === 0) return EXIT.interrupted;
    const bands = buildBands(plan, samples, done);
    if (format === 'json' || format === 'ndjson') io.stdout(`${JSON.stringify(bands)}\n`);
    else io.stdout(bandsText(bands, format === 'wide' ? 'all' : 'some'));
    if (done < runs) return EXIT.interrupted;
  }
  return EXIT.good;
}

function tell(answers: readonly Answer[], format: Format, atMs: number | undefined, io: Io): void {
  if (atMs !== undefined) {
    for (const { compiled, trace } of answers) io.stdout(podsAtText(clusterAt(compiled.plan, trace, atMs), atMs));
    return;
  }
  const runs = answers.map(({ run }) => run);
  switch (format) {
    case 'json':
      io.stdout(`${JSON.stringify(runs.length === 1 ? runs[0] : runs)}\n`);
      return;
    case 'ndjson':
      for (const run of runs) io.stdout(`${JSON.stringify(run)}\n`);
      return;
    case 'csv':
      io.stdout(runsCsv(runs));
      return;
    default:
      io.stdout(answers.map((answer) => text(answer, format === 'wide' ? 'all' : 'some', io)).join('\n'));
  }
}

function text({ run, compiled, trace }: Answer, rows: 'all' | 'some', io: Io): string {
  const { description, plan } = compiled;
  const events = trace.eventKinds.some(tells) ? 'telling' : 'none';
  return runText(run, { description, policy: policyText(plan.kubelet.policy), width: io.columns, rows, events });
}
