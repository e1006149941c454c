import { objectsAt } from '../../objects/cluster-objects.js';
import { logReader } from '../../objects/container-logs.js';
import { logText } from '../../report/log-text.js';
import { clusterFlags, namespaceFlag, simulateCluster, type TimingOf, timingOf } from '../cluster.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { durationFlag } from '../kubelet-flags.js';
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
      .option('timestamps', { type: 'boolean', default: false, describe: 'when each line was written' })
      .option('prefix', { type: 'boolean', default: false, describe: 'whose each line is' })
      .option('follow', { alias: 'w', type: 'boolean', default: false, describe: 'go on to the end of the run' })
      .example('$0 hello --previous -f scenarios/exits-immediately.yaml --at 9m', 'what was said before the crash')
      .example('$0 pod/hello --timestamps -f scenarios/exits-immediately.yaml --at 9m', 'and when it was said')
      .example('$0 -l app=web --prefix -f scenarios/needs-database.yaml --at 5m', 'of all pods with a label'),
  work: async (args, io) => {
    checkLogFlags(args);
    const sinceMs = args.since === undefined ? undefined : durationFlag('since', args.since);
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
    const fromMs = sinceMs === undefined ? undefined : atMs - sinceMs;
    const times = args.timestamps ? ('shown' as const) : ('left-out' as const);
    const order = args.follow ? ('as-written' as const) : ('as-asked' as const);
    const told: TimedText[] = [];
    for (const { pod, container } of sources.logs) {
      const answer = read(pod, { container, run, untilMs, fromMs, tailLines });
      if (answer.kind === 'refused') {
        print(told, order, io);
        io.stderr(`Error from server (BadRequest): ${answer.message}\n`);
        return EXIT.expectationFailed;
      }
      const source = args.prefix ? { pod: pod.metadata?.name ?? '', container } : undefined;
      told.push(...answer.lines.map((line) => ({ atMs: line.atMs, text: logText(line, { source, times }) })));
    }
    print(told, order, io);
    return EXIT.good;
  },
});

interface TimedText {
  readonly atMs: number;
  readonly text: string;
}

/** Log after log, as kubectl asks for them; who follows several sees each line when it is written. */
function print(told: readonly TimedText[], order: 'as-asked' | 'as-written', io: Io): void {
  const lines = order === 'as-written' ? told.toSorted((a, b) => a.atMs - b.atMs) : told;
  io.stdout(lines.map(({ text }) => text).join(''));
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
