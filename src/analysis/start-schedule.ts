import type { Plan } from '../cluster/plan.js';
import { NoProgressError, Simulation } from '../cluster/simulation.js';
import type { BackoffPolicy } from '../kubelet/policy.js';
import { Quiet } from '../trace/quiet.js';
import type { Why } from '../trace/vocabulary.js';

/**
 * All starts of a container whose runs all last the same, on the ideal clock: some first ones, then a cycle for ever.
 *
 * From one exit to the next only the step in force matters, so as soon as a step comes back, so does all that followed
 * it. The starts themselves come from the model; only their repetition is arithmetic.
 */
export class StartSchedule {
  readonly #startsAtMs: readonly number[];
  /** The starts from here on repeat. */
  readonly #cycleBegin: number;
  readonly #cycleMs: number;
  readonly #runMs: number;

  constructor(startsAtMs: readonly number[], cycleBegin: number, runMs: number) {
    this.#startsAtMs = startsAtMs;
    this.#cycleBegin = cycleBegin;
    this.#runMs = runMs;
    this.#cycleMs = (startsAtMs.at(-1) ?? 0) - (startsAtMs[cycleBegin] ?? 0);
  }

  /** When attempt `attempt` starts (0 is the first). */
  startAtMs(attempt: number): number {
    const cycleStarts = this.#startsAtMs.length - 1 - this.#cycleBegin;
    const past = Math.max(0, attempt - this.#cycleBegin);
    const rounds = attempt < this.#startsAtMs.length ? 0 : Math.floor(past / cycleStarts);
    return (this.#startsAtMs[attempt - rounds * cycleStarts] ?? 0) + rounds * this.#cycleMs;
  }

  /** When crash `crash` happens (1 is the first). */
  crashAtMs(crash: number): number {
    return this.startAtMs(crash - 1) + this.#runMs;
  }

  /** How many starts happen up to an instant, that instant included. */
  startsBy(atMs: number): number {
    if (atMs < 0) return 0;
    let low = 0;
    let high = 1;
    while (this.startAtMs(high) <= atMs) high *= 2;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (this.startAtMs(middle) <= atMs) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  crashesBy(atMs: number): number {
    return this.startsBy(atMs - this.#runMs);
  }
}

/** Watches one container until the step in force at an exit is one it has seen before. */
class CycleFinder extends Quiet {
  readonly startsAtMs: number[] = [];
  /** The attempt after which the cycle begins. */
  cycleBegin: number | undefined = undefined;
  readonly #attemptByState = new Map<number, number>();
  /** How many steps the policy lists: a list may hold a step twice, so its place tells more. */
  readonly #listed: number | undefined;
  /** Which of the listed steps is in force; none before there is an entry. */
  #place: number;

  constructor({ stepsMs, firstRestart }: BackoffPolicy) {
    super();
    this.#listed = stepsMs?.length;
    this.#place = firstRestart === 'waits' ? 0 : -1;
  }

  override started(_container: number, _attempt: number, atMs: number): void {
    if (this.cycleBegin === undefined) this.startsAtMs.push(atMs);
  }

  override admitted(_container: number, _atMs: number, stepMs: number, why: Why): void {
    const attempt = this.startsAtMs.length - 1;
    const state = this.#listed === undefined ? stepMs : this.#place;
    if (this.#listed !== undefined) this.#place = why === 'backoff' ? Math.min(this.#place + 1, this.#listed - 1) : 0;
    this.cycleBegin ??= this.#attemptByState.get(state);
    this.#attemptByState.set(state, attempt);
  }
}

const MOST_EVENTS = 1_000_000;
const EVENTS_PER_START = 5;
const EVENTS_AT_ONCE = 50;

/** The steps of a policy do not repeat soon enough to calculate with. */
export class NoCycleError extends Error {
  override readonly name = 'NoCycleError';
}

/**
 * The schedule of the plan's only container, whose runs all last `runMs`.
 *
 * @throws {NoProgressError} when it restarts without time passing
 */
export function findSchedule(plan: Plan, runMs: number): StartSchedule {
  const finder = new CycleFinder(plan.kubelet.policy);
  const simulation = new Simulation(plan, finder);
  for (let events = 0; events < MOST_EVENTS && finder.cycleBegin === undefined; events += EVENTS_AT_ONCE) {
    if (simulation.advance(EVENTS_AT_ONCE)) break;
  }
  if (finder.cycleBegin === undefined && finder.startsAtMs.length > MOST_EVENTS / EVENTS_PER_START) {
    throw new NoCycleError('no step comes back within a million events; the policy grows too slowly to calculate with');
  }
  const schedule = new StartSchedule(finder.startsAtMs, finder.cycleBegin ?? 0, runMs);
  if (schedule.startAtMs(finder.startsAtMs.length) <= (finder.startsAtMs[0] ?? 0)) {
    throw new NoProgressError({ kind: 'no-progress', atMs: 0, culprit: 'the container' });
  }
  return schedule;
}
