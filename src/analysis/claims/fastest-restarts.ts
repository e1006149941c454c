import { type BackoffPolicy, grownStep } from '../../kubelet/policy.js';
import { DAY_MS } from '../../time/units.js';

/** What ends the runs of a container: the process itself only, or the kubelet too, when a liveness probe fails. */
export type Endings = 'exits' | 'exits-and-kills';

/** One run of the fastest history: how long it lasts and what ends it. */
export interface FastRun {
  readonly ending: 'exit' | 'kill';
  readonly runMs: number;
}

export interface FastestOptions {
  readonly policy: BackoffPolicy;
  readonly endings: Endings;
  /**
   * What the lengths of killed runs and of runs that reset are multiples of, and the least a killed run lasts. 0 gives
   * the bound; a second gives a history that a probe can bring about.
   */
  readonly grainMs: number;
  /** From which restart on the history is told by how it repeats; Infinity: it is followed to the last. */
  readonly repeatsFrom?: number;
}

/** A restart of the fastest history that leads to some state, and the run that ended with it. */
interface Reached {
  readonly atMs: number;
  readonly from: Reached | undefined;
  readonly run: FastRun | undefined;
}

/** A move from one start to the next: how the run between them ends, and how the backoff stands afterwards. */
interface Move {
  readonly run: FastRun;
  readonly tookMs: number;
  readonly to: State;
}

/** What decides about the next restart, as far as the past goes. */
interface State {
  /** The step in force; 0: there is no entry. */
  readonly stepMs: number;
  /** From the newest exit to the start; undefined: nothing has exited yet, or was only killed just now. */
  readonly sinceExitMs: number | undefined;
}

/** By this restart the fastest history repeats itself, as the few states and their waits do. */
const REPEATS_FROM = 4_000;
const LONGEST_PERIOD = 200;
/** Within less it is quicker to count one by one. */
const LONG_MS = 2 * DAY_MS;

const FIRST: State = { stepMs: 0, sinceExitMs: undefined };

/**
 * The most restarts that any lengths of runs can bring about: for every number of restarts the earliest instant, on a
 * kubelet that notices everything at once. A real one is only later, so this is a bound that no luck beats; it does not
 * hold across a restart of the kubelet or a change of the image, which forget the backoff.
 *
 * Each run may end at once and wait its step, or last until the entry is forgotten, which takes the reset time from the
 * admission whatever the step; or the kubelet kills it, and judges the new start by the exit before (D13), so that the
 * run itself counts as waiting. All histories of these are followed at once, the best of each state.
 *
 * For the backoff of released kubelets, in which steps are products.
 *
 * @source kubelet-semantics B5, B6, B8, B14, D2 to D5, D13, PR16
 */
export class FastestRestarts {
  readonly #options: FastestOptions;
  readonly #settled: number;
  readonly #moves = new Map<string, readonly Move[]>();
  #front: ReadonlyMap<string, { readonly state: State; readonly reached: Reached }>;
  /** By the number of the restart; 0 is the first start. */
  readonly #best: Reached[] = [];
  #period: { readonly restarts: number; readonly ms: number } | undefined = undefined;

  /** @param from the states at an instant at which a restart, or the first start, just happened */
  constructor(options: FastestOptions, from: readonly State[] = [FIRST]) {
    this.#options = options;
    this.#settled = options.repeatsFrom ?? REPEATS_FROM;
    const start: Reached = { atMs: 0, from: undefined, run: undefined };
    this.#front = new Map(from.map((state) => [keyOf(state), { state, reached: start }]));
    this.#best.push(start);
  }

  /** The earliest instant of restart `number`, from the first start on. */
  earliestMs(number: number): number {
    const period = number <= this.#settled ? undefined : this.#findPeriod();
    if (period === undefined) return this.#reach(number).atMs;
    const turns = Math.ceil((number - this.#settled) / period.restarts);
    return this.#reach(number - turns * period.restarts).atMs + turns * period.ms;
  }

  /** The runs that lead to restart `number` at its earliest, one for each start before it. */
  runsTo(number: number): readonly FastRun[] {
    const runs: FastRun[] = [];
    for (let at: Reached | undefined = this.#reach(number); at !== undefined; at = at.from) {
      if (at.run !== undefined) runs.push(at.run);
    }
    return runs.reverse();
  }

  /** How many restarts can happen within a time, both ends included; undefined: more than `most`. */
  mostWithin(withinMs: number, most: number): number | undefined {
    let number = this.#skippedWithin(withinMs);
    if (number > most) return undefined;
    while (this.earliestMs(number + 1) <= withinMs) {
      number += 1;
      if (number > most) return undefined;
    }
    return number;
  }

  /** The states a container can be in just after a restart. */
  statesAfterRestarts(): readonly State[] {
    const found = new Map(this.#movesFrom(FIRST).map(({ to }) => [keyOf(to), to]));
    for (const state of found.values()) {
      for (const { to } of this.#movesFrom(state)) found.set(keyOf(to), to);
    }
    return [...found.values()];
  }

  /** Restarts that surely happen within a time, by the turns that repeat: almost all. */
  #skippedWithin(withinMs: number): number {
    if (!Number.isFinite(this.#settled)) return 0;
    const settledMs =
      this.#best.length > this.#settled || withinMs > LONG_MS ? this.#reach(this.#settled).atMs : withinMs;
    const period = withinMs > settledMs ? this.#findPeriod() : undefined;
    if (period === undefined) return 0;
    return this.#settled + Math.floor((withinMs - settledMs) / period.ms) * period.restarts;
  }

  /** After how many restarts everything repeats that much later; undefined: it has not settled, or takes no time. */
  #findPeriod(): { readonly restarts: number; readonly ms: number } | undefined {
    if (this.#period !== undefined) return this.#period;
    const lastMs = this.#reach(this.#settled).atMs;
    for (let restarts = 1; restarts <= LONGEST_PERIOD; restarts += 1) {
      const ms = lastMs - this.#reach(this.#settled - restarts).atMs;
      if (ms > 0 && this.#repeats(restarts, ms)) {
        this.#period = { restarts, ms };
        return this.#period;
      }
    }
    return undefined;
  }

  #repeats(restarts: number, ms: number): boolean {
    for (let at = this.#settled; at > this.#settled / 2; at -= 1) {
      if (this.#reach(at).atMs - this.#reach(at - restarts).atMs !== ms) return false;
    }
    return true;
  }

  #reach(number: number): Reached {
    while (this.#best.length <= number) this.#best.push(this.#advance());
    return this.#best[number] as Reached;
  }

  #advance(): Reached {
    const next = new Map<string, { readonly state: State; readonly reached: Reached }>();
    let best: Reached | undefined;
    for (const { state, reached } of this.#front.values()) {
      for (const { run, tookMs, to } of this.#movesFrom(state)) {
        const atMs = reached.atMs + tookMs;
        const key = keyOf(to);
        const known = next.get(key);
        if (known !== undefined && known.reached.atMs <= atMs) continue;
        const better = { atMs, from: reached, run };
        next.set(key, { state: to, reached: better });
        if (best === undefined || atMs < best.atMs) best = better;
      }
    }
    this.#front = next;
    return best as Reached;
  }

  #movesFrom(state: State): readonly Move[] {
    const key = keyOf(state);
    const known = this.#moves.get(key);
    if (known !== undefined) return known;
    const moves = this.#options.endings === 'exits' ? this.#exits(state) : [...this.#exits(state), this.#kill(state)];
    this.#moves.set(key, moves);
    return moves;
  }

  #exits({ stepMs }: State): readonly Move[] {
    const { policy, grainMs } = this.#options;
    const atOnce: FastRun = { ending: 'exit', runMs: 0 };
    if (!policy.delays) return [{ run: atOnce, tookMs: 0, to: FIRST }];
    if (stepMs === 0) return [{ run: atOnce, tookMs: 0, to: { stepMs: policy.initialMs, sinceExitMs: 0 } }];
    const waits: Move = { run: atOnce, tookMs: stepMs, to: { stepMs: grownStep(policy, stepMs), sinceExitMs: stepMs } };
    const resetMs = onGrain(policy.reset.afterMs + 1, grainMs);
    // The earlier it exits, the more time counts for the kill that follows; on a grain it runs until it is forgotten.
    const sinceExitMs = grainMs === 0 ? Math.min(stepMs, resetMs) : 0;
    const resets: Move = {
      run: { ending: 'exit', runMs: resetMs - sinceExitMs },
      tookMs: resetMs,
      to: { stepMs: policy.initialMs, sinceExitMs },
    };
    return [waits, resets];
  }

  /** The kubelet kills and starts in one sync, as soon as the step has passed since the exit before. */
  #kill({ stepMs, sinceExitMs }: State): Move {
    const { policy, grainMs } = this.#options;
    const runMs = Math.max(grainMs, onGrain(Math.max(0, stepMs - (sinceExitMs ?? 0)), grainMs));
    const run: FastRun = { ending: 'kill', runMs };
    // Nothing has exited when the first kill decides: the map is not touched (D2).
    if (!policy.delays || sinceExitMs === undefined) {
      return { run, tookMs: runMs, to: policy.delays ? { stepMs: 0, sinceExitMs: 0 } : FIRST };
    }
    const to = { stepMs: stepMs === 0 ? policy.initialMs : grownStep(policy, stepMs), sinceExitMs: 0 };
    return { run, tookMs: runMs, to };
  }
}

/**
 * The most restarts in any window of so long, wherever it lies: the first and the last may stand at its ends.
 *
 * @returns undefined when there are more than `most`
 */
export function mostInAnyWindow(options: FastestOptions, windowMs: number, most: number): number | undefined {
  const afterOne = new FastestRestarts(options, new FastestRestarts(options).statesAfterRestarts());
  const more = afterOne.mostWithin(windowMs, most);
  return more === undefined ? undefined : more + 1;
}

function onGrain(ms: number, grainMs: number): number {
  return grainMs === 0 ? ms : Math.ceil(ms / grainMs) * grainMs;
}

const keyOf = ({ stepMs, sinceExitMs }: State): string => `${stepMs} ${sinceExitMs ?? ''}`;
