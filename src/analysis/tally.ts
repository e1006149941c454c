import type { Fidelity, KubeletPlan, Plan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import { type Distribution, fixed } from '../engine/distributions.js';
import { plainContainer, plainPod } from '../kubelet/pod-spec.js';
import { Quiet } from '../trace/quiet.js';
import { seedOfRun } from './many-runs.js';
import { onePodPlan } from './one-pod-plan.js';
import { type Spread, spreadOf } from './spread.js';
import { findSchedule, type StartSchedule } from './start-schedule.js';

/** A question about one container that exits again and again. */
export interface RestartsQuestion {
  readonly kubelet: KubeletPlan;
  readonly fidelity: Fidelity;
  readonly seed: string;
  /** How long each run lasts. */
  readonly run: Distribution;
  /** How many crashes and restarts happen within this time? */
  readonly withinMs: number | undefined;
  /** This time as it was written, `1d` rather than 24h. */
  readonly withinText?: string | undefined;
  /** When does this crash happen? With `withinMs`: is that many within that time possible? */
  readonly count: number | undefined;
}

/** Crash counts for a time, the time of a crash count, or both. */
export interface Tally {
  readonly crashes: number | undefined;
  readonly restarts: number | undefined;
  readonly countAtMs: number | undefined;
  /** Where chance plays a part: how the same figures spread over many seeds. The figures themselves are medians then. */
  readonly spread: TallySpread | undefined;
}

export interface TallySpread {
  readonly seeds: number;
  readonly crashes: Spread | undefined;
  readonly restarts: Spread | undefined;
  readonly countAtMs: Spread | undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Too many crashes to simulate one by one. */
export class TooManyCrashesError extends Error {
  override readonly name = 'TooManyCrashesError';
}

/**
 * Counts; by arithmetic on the repeating schedule where runs are all the same, else by simulating every crash.
 *
 * @throws {NoProgressError} when the container restarts without time passing
 * @throws {TooManyCrashesError} when drawn run lengths ask for too many events
 */
export function tallyRestarts(question: RestartsQuestion): Tally {
  const { run, withinMs, count, fidelity } = question;
  if (run.kind !== 'fixed' || fidelity === 'realistic') return tallyOverSeeds(question);
  const schedule = findSchedule(planFor(question, NEVER), run.ms);
  return {
    crashes: withinMs === undefined ? undefined : schedule.crashesBy(withinMs),
    restarts: withinMs === undefined ? undefined : Math.max(0, schedule.startsBy(withinMs) - 1),
    countAtMs: count === undefined ? undefined : schedule.crashAtMs(count),
    spread: undefined,
  };
}

/** All starts of a container whose runs all last `runMs`, on the ideal clock. @throws as {@link findSchedule} */
export function scheduleOf(kubelet: KubeletPlan, runMs: number): StartSchedule {
  const question = { kubelet, fidelity: 'exact', seed: '1', run: fixed(runMs) } as const;
  return findSchedule(planFor(question, NEVER), runMs);
}

/** Counts up to an instant, and notes when a given crash happened. */
class TallySink extends Quiet {
  crashes = 0;
  restarts = 0;
  exits = 0;
  /** Infinity while the crash has not happened. */
  countAtMs = NEVER;
  readonly #withinMs: number;
  readonly #count: number;

  constructor(withinMs: number, count: number) {
    super();
    this.#withinMs = withinMs;
    this.#count = count;
  }

  override started(_container: number, attempt: number, atMs: number): void {
    if (attempt > 0 && atMs <= this.#withinMs) this.restarts += 1;
  }

  override exited(_container: number, _attempt: number, atMs: number): void {
    this.exits += 1;
    if (atMs <= this.#withinMs) this.crashes += 1;
    if (this.exits === this.#count) this.countAtMs = atMs;
  }
}

/** A few seconds of work in all. */
const MOST_EVENTS = 8_000_000;
/** As many seeds as the work allows, up to this. */
const MOST_SEEDS = 20;
const EVENTS_AT_ONCE = 1_000;

/** Simulates every crash, from one seed after the other. */
function tallyOverSeeds(question: RestartsQuestion): Tally {
  const { withinMs, count, seed } = question;
  const sinks: TallySink[] = [];
  let events = 0;
  while (sinks.length < MOST_SEEDS && events * (1 + 1 / Math.max(1, sinks.length)) <= MOST_EVENTS) {
    const sink = new TallySink(withinMs ?? -1, count ?? 0);
    // The first seed may take all the work allowed; a later one that does not fit is left out.
    const left = sinks.length === 0 ? MOST_EVENTS : MOST_EVENTS - events;
    const taken = simulateTally({ ...question, seed: seedOfRun(seed, sinks.length) }, sink, left);
    events += taken;
    if (taken > left && sinks.length === 0) {
      throw new TooManyCrashesError(
        `after ${sink.exits} crashes the answer is not reached; that is too much to simulate`,
      );
    }
    if (taken > left) break;
    sinks.push(sink);
  }
  const crashes = withinMs === undefined ? undefined : spreadOf(sinks.map((sink) => sink.crashes));
  const restarts = withinMs === undefined ? undefined : spreadOf(sinks.map((sink) => sink.restarts));
  const countAtMs = count === undefined ? undefined : spreadOf(sinks.map((sink) => sink.countAtMs));
  return {
    crashes: crashes?.p50,
    restarts: restarts?.p50,
    countAtMs: countAtMs?.p50,
    spread: { seeds: sinks.length, crashes, restarts, countAtMs },
  };
}

/** @returns about how many events it took; more than `mostEvents` when it gave up */
function simulateTally(question: RestartsQuestion, sink: TallySink, mostEvents: number): number {
  const withinMs = question.withinMs ?? -1;
  const count = question.count ?? 0;
  const simulation = new Simulation(planFor(question, question.count === undefined ? withinMs : NEVER), sink);
  let events = 0;
  while (!simulation.advance(EVENTS_AT_ONCE)) {
    events += EVENTS_AT_ONCE;
    if (sink.exits >= count && simulation.nowMs > withinMs) break;
    if (events > mostEvents) {
      throw new TooManyCrashesError(
        `after ${sink.exits} crashes the answer is not reached; that is too much to simulate`,
      );
    }
  }
  return events;
}

function planFor(
  { kubelet, fidelity, seed, run }: Pick<RestartsQuestion, 'kubelet' | 'fidelity' | 'seed' | 'run'>,
  durationMs: number,
): Plan {
  const entry = { exitCode: 1, reason: 'Error', needs: [], onTerm: { exitCode: 143, afterMs: 0 }, log: [] } as const;
  const script = { guarded: [], listed: [{ ...entry, run, times: 1 }] };
  const spec = plainPod([plainContainer('app', 'app')]);
  const processes = [{ pod: undefined, container: undefined, image: undefined, script }];
  return onePodPlan({ scenario: 'restarts', seed, fidelity, durationMs, kubelet, spec, processes });
}
