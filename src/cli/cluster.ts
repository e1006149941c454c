import type { Argv } from 'yargs';
import type { Plan } from '../cluster/plan.js';
import { Trace } from '../trace/trace.js';
import { type Io, UsageError } from './io.js';
import { durationFlag, type KubeletFlags, kubeletFlags, overridesOf } from './kubelet-flags.js';
import { loadScenario } from './load.js';
import { MORE_MANIFESTS } from './scenario-flags.js';
import { simulateWatched } from './simulate.js';

/** Flags of commands that ask a simulated cluster, as kubectl asks a real one. */
export interface ClusterFlags extends KubeletFlags {
  readonly filename: readonly string[];
  readonly at: string | undefined;
}

/** The flags of a command that asks a cluster: which scenario, when, and under which kubelet. */
export function clusterFlags<Flags>(yargs: Argv<Flags>): Argv<Flags & ClusterFlags> {
  return kubeletFlags(
    yargs
      .option('filename', {
        ...MORE_MANIFESTS,
        describe: 'the scenario, or - for standard input; given again: more manifests',
      })
      .option('at', {
        type: 'string',
        requiresArg: true,
        describe: 'ask at this time of the run; unless given, at its end',
      }),
  );
}

/** Flags that say where to look. */
export interface PlaceFlags {
  readonly namespace: string;
  readonly 'all-namespaces': boolean;
}

/** The flags that say where to look: in one namespace, or in all. */
export function placeFlags<Flags>(yargs: Argv<Flags>): Argv<Flags & PlaceFlags> {
  return namespaceFlag(yargs).option('all-namespaces', {
    alias: 'A',
    type: 'boolean',
    default: false,
    describe: 'in all namespaces',
  });
}

/** The flag of a command that looks in one namespace only. */
export function namespaceFlag<Flags>(yargs: Argv<Flags>): Argv<Flags & Pick<PlaceFlags, 'namespace'>> {
  return yargs.option('namespace', {
    alias: 'n',
    type: 'string',
    requiresArg: true,
    default: 'default',
    describe: 'in this namespace',
  });
}

/** Flags that say where to look, and whether to go on looking. */
export interface WatchFlags extends PlaceFlags {
  readonly watch: boolean;
  readonly until: string | undefined;
}

/** The flags that say where to look, and how long to go on looking. */
export function watchFlags<Flags>(yargs: Argv<Flags>): Argv<Flags & WatchFlags> {
  return placeFlags(yargs)
    .option('watch', { alias: 'w', type: 'boolean', default: false, describe: 'tell every change from --at on' })
    .option('until', { type: 'string', requiresArg: true, describe: 'with -w: up to this time, unless to the end' });
}

/** Where to look; undefined: everywhere. */
export function namespaceOf(flags: PlaceFlags): string | undefined {
  return flags['all-namespaces'] ? undefined : flags.namespace;
}

/** A cluster that was simulated, when it is asked, and up to when it is watched. */
export interface Cluster extends Timing {
  readonly plan: Plan;
  readonly trace: Trace;
}

export interface Timing {
  readonly atMs: number;
  /** Nothing later is asked for. */
  readonly untilMs: number;
}

/** When a cluster is asked, given how long its scenario lasts. */
export type TimingOf = (durationMs: number) => Timing;

/** The instant `--at` names, or the end of the run. */
export function timingOf({ at }: Pick<ClusterFlags, 'at'>): TimingOf {
  const atMs = at === undefined ? undefined : durationFlag('at', at);
  return (durationMs) => ({ atMs: atMs ?? durationMs, untilMs: atMs ?? durationMs });
}

/** Before anything has happened. */
const BEFORE_ALL_MS = -1;

/** How a watch is bounded: by an instant, or by how long it lasts. */
export interface WatchBounds {
  readonly at: string | undefined;
  readonly until: string | undefined;
  readonly for?: string | undefined;
}

/** From the instant `--at` names, or from before the first, up to what is said, or to the end. @throws {UsageError} */
function watchTimingOf({ at, until, for: length }: WatchBounds): TimingOf {
  if (until !== undefined && length !== undefined) throw new UsageError('--until and --for exclude each other');
  const atMs = at === undefined ? BEFORE_ALL_MS : durationFlag('at', at);
  const lengthMs = length === undefined ? undefined : durationFlag('for', length);
  const saidMs = until === undefined ? undefined : durationFlag('until', until);
  const untilMs = lengthMs === undefined ? saidMs : Math.max(0, atMs) + lengthMs;
  return (durationMs) => ({ atMs, untilMs: untilMs ?? Math.max(atMs, durationMs) });
}

/** The timing of a command that can watch. @throws {UsageError} for a bound without a watch */
export function askedTimingOf(flags: WatchBounds & Pick<WatchFlags, 'watch'>): TimingOf {
  if (flags.watch) return watchTimingOf(flags);
  const bound = flags.until !== undefined ? '--until' : flags.for !== undefined ? '--for' : undefined;
  if (bound !== undefined) throw new UsageError(`${bound} goes with -w\nhint: --at says when to look`);
  return timingOf(flags);
}

/**
 * Simulates the scenario a command names, up to what is asked for: maybe longer than the scenario says.
 *
 * @returns undefined when the user interrupts
 * @throws {UsageError} when no scenario is named
 */
export async function simulateCluster(
  flags: ClusterFlags & Partial<WatchBounds>,
  io: Io,
  asked: TimingOf,
): Promise<Cluster | undefined> {
  const [file, ...manifests] = flags.filename;
  if (file === undefined) throw new UsageError('no scenario is given\nhint: -f scenario.yaml');
  const overrides = overridesOf(flags, io);
  const written = loadScenario(file, manifests, overrides, io);
  const timing = asked(written.plan.durationMs);
  const durationMs = timing.untilMs;
  const isLonger = durationMs > written.plan.durationMs;
  // A longer run is checked against the limits again.
  const silent: Io = { ...io, stderr: () => {} };
  const longer = { ...overrides, durationMs, durationWords: wordsOf(flags) };
  const { plan } = isLonger ? loadScenario(file, manifests, longer, silent) : written;
  const trace = new Trace();
  if (!(await simulateWatched({ plan: { ...plan, durationMs }, file }, trace, io))) {
    io.stderr(`interrupted: ${plan.scenario} is unfinished\n`);
    return undefined;
  }
  return { ...timing, plan, trace };
}

/** The flag that says up to when. */
function wordsOf({ at, until, for: length }: Partial<WatchBounds>): string | undefined {
  const said = Object.entries({ until, for: length, at }).find(([, text]) => text !== undefined);
  return said === undefined ? undefined : `--${said[0]} ${said[1]}`;
}
