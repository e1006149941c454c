import { buildBands } from '../../analysis/bands.js';
import { buildRun } from '../../analysis/build-run.js';
import type { Compiled } from '../../scenario/compile.js';
import { estimateEvents } from '../../scenario/estimate-events.js';
import { Trace } from '../../trace/trace.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { durationFlag, kubeletFlags, lengthOf, overridesOf } from '../kubelet-flags.js';
import { loadScenario } from '../load.js';
import type { BandsAnswer, RunAnswer, RunFlags, RunFormat } from '../run-format.js';
import { formatFlags, RUN_FORMATS } from '../run-formats.js';
import { MORE_MANIFESTS, OTHER_DURATION } from '../scenario-flags.js';
import { simulateMany, simulateWatched } from '../simulate.js';

/** More tell no more. */
const MOST_RUNS = 100_000;
/** Some minutes of work and two gigabytes of samples. */
const MOST_EVENTS_IN_ALL = 400_000_000;

/** Simulates scenarios and tells what happened. */
export const runCommand = command({
  options: (yargs) =>
    formatFlags(
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
          choices: Object.keys(RUN_FORMATS),
          default: 'text',
          describe: `how to tell it: ${Object.entries(RUN_FORMATS)
            .map(([name, { describe }]) => `${name}: ${describe}`)
            .join('; ')}`,
        })
        .option('filename', MORE_MANIFESTS)
        .option('for', OTHER_DURATION)
        .option('runs', {
          type: 'number',
          requiresArg: true,
          describe: 'run this often, from seeds of their own, and tell the bands',
        })
        .option('at', { type: 'string', requiresArg: true, describe: 'list the pods as they are at this time instead' })
        .example('$0 scenarios/exits-immediately.yaml', 'why one line printed crash-loops')
        .example('$0 scenarios/needs-database.yaml --at 9m', 'the pods after 9 minutes')
        .example('$0 scenarios/exits-immediately.yaml --fidelity realistic --runs 50', 'with a real kubelet’s spread'),
    ),
  work: async (args, io) => {
    const flags: RunFlags = { ...args };
    const overrides = {
      ...overridesOf(args, io),
      ...lengthOf(args.for),
    };
    const atMs = args.at === undefined ? undefined : durationFlag('at', args.at);
    const format = formatOf(args);
    checkRuns(args.runs);
    refuseForeign(format, flags);
    format.check?.(flags, io);
    const loaded = args.files.map((file) => {
      const compiled = loadScenario(file, args.filename, overrides, io);
      if (atMs === undefined || atMs <= compiled.plan.durationMs) return compiled;
      if (args.for !== undefined) throw new UsageError(`--at ${args.at} is after the end, --for ${args.for}`);
      return loadScenario(
        file,
        args.filename,
        { ...overrides, durationMs: atMs, durationWords: `--at ${args.at}` },
        { ...io, stderr: () => {} },
      );
    });
    if (args.runs !== undefined) checkWork(loaded, args.runs);
    if (args.runs !== undefined) return tellBands(loaded, args.runs, (answer) => format.bands?.(answer, io, flags), io);
    const tell = async (answers: readonly RunAnswer[]): Promise<void> => {
      if (atMs === undefined) await format.runs(answers, io, flags);
      else for (const answer of answers) format.podsAt?.(answer, atMs, io);
    };
    const answers: RunAnswer[] = [];
    for (const compiled of loaded) {
      const trace = new Trace(atMs !== undefined || format.readsRoutine !== false);
      if (!(await simulateWatched(compiled, trace, io))) {
        io.stderr(`interrupted: ${compiled.plan.scenario} is left out, unfinished\n`);
        if (answers.length > 0) await tell(answers);
        return EXIT.interrupted;
      }
      answers.push({ run: buildRun(compiled.plan, trace), compiled, trace });
    }
    await tell(answers);
    return EXIT.good;
  },
});

/** The format asked for, which must be able to tell what is asked. @throws {UsageError} */
function formatOf({
  output,
  runs,
  at,
}: {
  output: string;
  runs: number | undefined;
  at: string | undefined;
}): RunFormat {
  const format = RUN_FORMATS[output];
  if (format === undefined) throw new UsageError(`no format is called ${output}`);
  if (runs !== undefined && at !== undefined) throw new UsageError('--runs and --at exclude each other');
  const refuse = (flag: string, tells: (format: RunFormat) => boolean): never => {
    const able = Object.keys(RUN_FORMATS).filter((name) => RUN_FORMATS[name] !== undefined && tells(RUN_FORMATS[name]));
    throw new UsageError(
      `${flag} cannot be told as ${output}\nhint: ${able.map((name) => `-o ${name}`).join(', ')}, or leave out ${flag}`,
    );
  };
  if (runs !== undefined && format.bands === undefined) refuse('--runs', ({ bands }) => bands !== undefined);
  if (at !== undefined && format.podsAt === undefined) refuse('--at', ({ podsAt }) => podsAt !== undefined);
  return format;
}

/** Flags that only other formats know would be passed over in silence. @throws {UsageError} */
function refuseForeign(format: RunFormat, flags: RunFlags): void {
  for (const [name, given] of Object.entries(flags)) {
    if (format.flags?.[name] !== undefined) continue;
    const able = Object.entries(RUN_FORMATS).filter(([, { flags }]) => flags?.[name] !== undefined);
    if (able.every(([, { flags }]) => flags?.[name]?.default === given)) continue;
    throw new UsageError(`--${name} is for ${able.map(([other]) => `-o ${other}`).join(', ')}`);
  }
}

function checkRuns(runs: number | undefined): void {
  if (runs === undefined || (Number.isSafeInteger(runs) && runs >= 1 && runs <= MOST_RUNS)) return;
  const given = Number.isNaN(runs) ? '' : `, not ${runs}`;
  throw new UsageError(`--runs must be a whole number from 1 to ${MOST_RUNS}${given}`);
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

async function tellBands(
  loaded: readonly Compiled[],
  runs: number,
  tell: (answer: BandsAnswer) => void | Promise<void>,
  io: Io,
): Promise<number> {
  for (const compiled of loaded) {
    const { plan } = compiled;
    const { samples, done } = await simulateMany(plan, runs, io);
    if (done < runs) io.stderr(`interrupted: ${done} of ${runs} runs of ${plan.scenario} are complete\n`);
    if (done === 0) return EXIT.interrupted;
    await tell({ bands: buildBands(plan, samples, done), compiled });
    if (done < runs) return EXIT.interrupted;
  }
  return EXIT.good;
}
