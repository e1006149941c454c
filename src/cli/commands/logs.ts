import { objectsAt } from '../../objects/cluster-objects.js';
import { logReader } from '../../objects/container-logs.js';
import { calendarMs, timeOf } from '../../objects/times.js';
import { logPrefix, logText } from '../../report/log-text.js';
import { parseTimestamp } from '../../time/timestamp.js';
import { MINUTE_MS } from '../../time/units.js';
import { clusterFlags, namespaceFlag, simulateCluster, type TimingOf, timingOf } from '../cluster.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { durationFlag } from '../kubelet-flags.js';
import { limitedTo, type PrintedLine } from '../limit-bytes.js';
import { checkLogFlags, logSources } from '../log-sources.js';

/** With a selector kubectl shows only so many lines of each log. */
const TAIL_OF_MANY = 10;

/** kubectl logs, on a simulated cluster. */
export const logsCommand = command({
  options: (yargs) =>
    namespaceFlag(
      clusterFlags(
        yargs.positional('whose', {
          type: 'string',
          array: true,
          default: [] as string[],
          describe: 'a pod, or TYPE/NAME such as deploy/web; and maybe one of its containers',
        }),
      ),
    )
      .option('container', { alias: 'c', type: 'string', requiresArg: true, describe: 'of which container' })
      .option('previous', { alias: 'p', type: 'boolean', default: false, describe: 'of the run before' })
      .option('all-containers', { type: 'boolean', default: false, describe: 'of all containers' })
      .option('selector', { alias: 'l', type: 'string', requiresArg: true, default: '', describe: 'pods by labels' })
      .option('tail', { type: 'number', requiresArg: true, describe: 'so many lines; with -l 10 unless given' })
      .option('since', { type: 'string', requiresArg: true, describe: 'not older than this, such as 5m' })
      .option('since-time', { type: 'string', requiresArg: true, describe: 'not older, such as 2024-01-01T00:05:00Z' })
      .option('limit-bytes', { type: 'number', requiresArg: true, describe: 'of each log so many bytes at most' })
      .option('timestamps', { type: 'boolean', default: false, describe: 'when each line was written' })
      .option('prefix', { type: 'boolean', default: false, describe: 'whose each line is' })
      .option('follow', { alias: 'w', type: 'boolean', default: false, describe: 'go on to the end of the run' })
      .example('$0 hello --previous -f scenarios/exits-immediately.yaml --at 9m', 'what was said before the crash')
      .example('$0 pod/hello --timestamps -f scenarios/exits-immediately.yaml --at 9m', 'and when it was said')
      .example('$0 -l app=web --prefix -f scenarios/needs-database.yaml --at 5m', 'of all pods with a label'),
  work: async (args, io) => {
    checkLogFlags(args);
    const from = fromOf(args);
    const limitBytes = limitOf(args['limit-bytes']);
    const tailLines = tailOf(args);
    const cluster = await simulateCluster(args, io, args.follow ? followingOf(args) : timingOf(args));
    if (cluster === undefined) return EXIT.interrupted;
    const { plan, trace, atMs, untilMs } = cluster;
    const sources = logSources(args, objectsAt(plan, trace, atMs));
    if ('missing' in sources) {
      io.stderr(`error: ${sources.missing}\n`);
      return EXIT.expectationFailed;
    }
    for (const notice of sources.notices) io.stderr(notice);
    const read = logReader(trace);
    const run = args.previous ? ('previous' as const) : ('current' as const);
    const fromMs = from(atMs);
    const times = args.timestamps ? ('shown' as const) : ('left-out' as const);
    const order = args.follow ? ('as-written' as const) : ('as-asked' as const);
    const told: PrintedLine[] = [];
    for (const { pod, container } of sources.logs) {
      const answer = read(pod, { container, run, untilMs, fromMs, tailLines });
      if (answer.kind === 'refused') {
        print(told, order, io);
        io.stderr(`Error from server (BadRequest): ${answer.message}\n`);
        return EXIT.expectationFailed;
      }
      const prefix = args.prefix ? logPrefix(pod.metadata?.name ?? '', container) : '';
      const lines = answer.lines.map((line) => ({ atMs: line.atMs, prefix, text: logText(line, times) }));
      for (const line of limitedTo(limitBytes, lines)) told.push(line);
    }
    print(told, order, io);
    return EXIT.good;
  },
});

/** Log after log, as kubectl asks for them; who follows several sees each line when it is written. */
function print(told: readonly PrintedLine[], order: 'as-asked' | 'as-written', io: Io): void {
  const lines = order === 'as-written' ? told.toSorted((a, b) => a.atMs - b.atMs) : told;
  io.stdout(lines.map(({ prefix, text }) => prefix + text).join(''));
}

/** The instant of the oldest line wanted, given the instant at which is asked. @throws {UsageError} */
function fromOf({
  since,
  'since-time': time,
}: {
  readonly since: string | undefined;
  readonly 'since-time': string | undefined;
}): (atMs: number) => number | undefined {
  if (since !== undefined && time !== undefined) throw new UsageError('--since and --since-time exclude each other');
  if (since !== undefined) {
    const sinceMs = durationFlag('since', since);
    return (atMs) => atMs - sinceMs;
  }
  if (time === undefined) return () => undefined;
  const calendar = parseTimestamp(time);
  if (calendar === undefined) {
    throw new UsageError(
      `--since-time ${time} is no time\nhint: as --timestamps shows them, such as ${timeOf(5 * MINUTE_MS)}`,
    );
  }
  return () => calendar - calendarMs(0);
}

/** @throws {UsageError} */
function limitOf(bytes: number | undefined): number | undefined {
  if (bytes === undefined || bytes === 0) return undefined;
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new UsageError('--limit-bytes must be a whole number, 0 for no limit\nhint: --limit-bytes 1000');
}

/** From the instant asked for on, to the end of the scenario. */
function followingOf(flags: { readonly at: string | undefined }): TimingOf {
  const asked = timingOf(flags);
  return (durationMs) => {
    const { atMs } = asked(durationMs);
    return { atMs, untilMs: Math.max(atMs, durationMs) };
  };
}

/** @throws {UsageError} */
function tailOf({
  tail,
  selector,
}: {
  readonly tail: number | undefined;
  readonly selector: string;
}): number | undefined {
  if (tail === undefined) return selector === '' ? undefined : TAIL_OF_MANY;
  if (Number.isInteger(tail) && tail >= -1) return tail === -1 ? undefined : tail;
  throw new UsageError('--tail must be greater than or equal to -1\nhint: --tail 20 shows the last 20 lines');
}
