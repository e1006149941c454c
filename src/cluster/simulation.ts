import type { RunStop } from '../engine/run.js';
import type { Sink } from '../trace/sink.js';
import { Cluster, type ClusterShare } from './cluster.js';
import type { Plan } from './plan.js';
import { type Common, commonOf } from './set-up.js';
import { divide } from './shares.js';

/** A run made no progress: something restarts over and over without time passing. */
export class NoProgressError extends Error {
  override readonly name = 'NoProgressError';
  readonly culprit: string;
  readonly atMs: number;

  constructor(stop: Extract<RunStop, { kind: 'no-progress' }>) {
    super(`${stop.culprit} restarts over and over without time passing`);
    this.culprit = stop.culprit;
    this.atMs = stop.atMs;
  }
}

/**
 * A plan under way: all its nodes together, or, where they do not touch each other, one after the other. Can be advanced
 * in pieces, so that a caller may show progress or stop.
 */
export class Simulation {
  readonly #plan: Plan;
  readonly #sink: Sink;
  readonly #common: Common;
  readonly #shares: readonly ClusterShare[];
  #done = 0;
  #cluster: Cluster | undefined = undefined;

  constructor(plan: Plan, sink: Sink) {
    this.#plan = plan;
    this.#sink = sink;
    this.#common = commonOf(plan);
    this.#shares = divide(plan, sink);
  }

  /** How much is done, 0 to 1: simulated time over all that is run one after the other. */
  get doneRatio(): number {
    return Math.min(1, (this.#done + (this.#cluster?.doneRatio ?? 0)) / this.#shares.length);
  }

  /** The instant reached by what is under way. */
  get nowMs(): number {
    return this.#cluster?.nowMs ?? 0;
  }

  /**
   * Processes up to about `maxEvents` events.
   *
   * @returns whether the run is complete
   * @throws {NoProgressError} when events go on without time passing
   * @throws {ActionError} when an action is about something that does not exist by then
   */
  advance(maxEvents: number): boolean {
    const share = this.#shares[this.#done];
    if (share === undefined) return true;
    this.#cluster ??= new Cluster(this.#plan, share, this.#common, this.#sink);
    const stop = this.#cluster.advance(maxEvents);
    if (stop.kind === 'no-progress') throw new NoProgressError(stop);
    if (stop.kind === 'budget') return false;
    this.#done += 1;
    this.#cluster = undefined;
    return this.#done >= this.#shares.length;
  }
}

const EVENTS_AT_ONCE = 1_000_000;

/** Runs a plan to its end. @throws {NoProgressError} @throws {ActionError} */
export function simulatePlan(plan: Plan, sink: Sink): void {
  const simulation = new Simulation(plan, sink);
  while (!simulation.advance(EVENTS_AT_ONCE));
}
