import { Simulation } from '../../cluster/simulation.js';
import { compileScenario } from '../../scenario/compile.js';
import { parseScenario } from '../../scenario/parse.js';
import { DAY_MS, SECOND_MS } from '../../time/units.js';
import { Quiet } from '../../trace/quiet.js';
import { busiestWindow } from '../busiest-window.js';
import type { ClaimedKubelet } from './claimed-kubelet.js';
import { crashingScenario, type Life } from './crashing-scenario.js';

/** Lives that are tried of containers killed by a probe, in seconds. */
const LIVES_SECONDS = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120];
/** Longer times are not searched; by rule they are. */
const LONGEST_SEARCH_MS = 3 * DAY_MS;
/** More are not counted. */
export const MOST_RESTARTS = 20_000;
/** A run of a transcript's search takes as long as about so many events. */
const EVENTS_PER_RUN = 1_000;

/** What containers come to that a liveness probe has killed, all runs after the same time. */
export interface KilledBest {
  /** The most restarts in the time asked about; undefined: not searched. */
  readonly most: number | undefined;
  /** The restart asked about at its earliest, and the life that has it then. */
  readonly earliest: { readonly atMs: number; readonly life: Life } | undefined;
}

/** What is asked of each life. */
export interface KillQuestion {
  readonly kubelet: ClaimedKubelet;
  /** How long each run lasts; undefined: whatever serves best. */
  readonly runMs: number | undefined;
  /** From the first start on, or in any window. */
  readonly where: 'first' | 'anywhere';
  readonly withinMs: number;
  /** The restart whose instant is asked, of `first`. */
  readonly restart: number;
}

class Starts extends Quiet {
  readonly atMs: number[] = [];

  override started(_container: number, _attempt: number, atMs: number): void {
    this.atMs.push(atMs);
  }
}

/**
 * Has containers killed after one time and another, in pieces so that a caller may show progress or stop. What cannot
 * win is not run: a container that lives longer than so many restarts take has no more of them.
 */
export class KillSearch {
  readonly #question: KillQuestion;
  readonly #lives: readonly number[];
  #done = 0;
  #underWay: { readonly starts: Starts; readonly simulation: Simulation } | undefined = undefined;
  #best: KilledBest = { most: undefined, earliest: undefined };

  constructor(question: KillQuestion) {
    const { runMs, where, withinMs, restart } = question;
    this.#question = question;
    const isSearched = where === 'anywhere' || (withinMs <= LONGEST_SEARCH_MS && restart <= MOST_RESTARTS);
    const lives = runMs === undefined ? LIVES_SECONDS : [Math.max(1, Math.ceil(runMs / SECOND_MS))];
    this.#lives = isSearched ? lives : [];
  }

  /**
   * @param runs how much to do, in runs of a transcript's search
   * @returns whether there is nothing left to try
   */
  advance(runs: number): boolean {
    const seconds = this.#lives[this.#done];
    if (seconds === undefined) return true;
    if (this.#underWay === undefined && !this.#mayWin(seconds)) return this.#next();
    this.#underWay ??= this.#begin(seconds);
    const { starts, simulation } = this.#underWay;
    if (!simulation.advance(runs * EVENTS_PER_RUN)) return false;
    this.#take(seconds, starts.atMs);
    return this.#next();
  }

  get doneRatio(): number {
    return this.#lives.length === 0
      ? 1
      : (this.#done + (this.#underWay?.simulation.doneRatio ?? 0)) / this.#lives.length;
  }

  get best(): KilledBest {
    return this.#best;
  }

  #next(): boolean {
    this.#done += 1;
    this.#underWay = undefined;
    return this.#done >= this.#lives.length;
  }

  #mayWin(seconds: number): boolean {
    const { withinMs, restart, where } = this.#question;
    const { most, earliest } = this.#best;
    if (most === undefined) return true;
    const shortestMs = healthyMs(seconds);
    const atMost = Math.floor(withinMs / shortestMs) + (where === 'anywhere' ? 1 : 0);
    const isSooner = where === 'first' && restart * shortestMs < (earliest?.atMs ?? withinMs + 1);
    return atMost > most || isSooner;
  }

  #begin(seconds: number): { readonly starts: Starts; readonly simulation: Simulation } {
    const { kubelet, where, withinMs } = this.#question;
    const spanMs =
      where === 'first' ? withinMs : Math.min(LONGEST_SEARCH_MS, 2 * withinMs + 2 * kubelet.policy.reset.afterMs);
    const life = lifeOf(seconds);
    const text = crashingScenario({ kubelet, life, durationMs: spanMs, description: '', restartsAtLeast: 0 });
    const starts = new Starts();
    return { starts, simulation: new Simulation(compileScenario(parseScenario(text ?? '')).plan, starts) };
  }

  #take(seconds: number, startsAtMs: readonly number[]): void {
    const { withinMs, restart, where } = this.#question;
    const restarts = where === 'first' ? startsAtMs.length - 1 : busiestWindow(startsAtMs.slice(1), withinMs).restarts;
    const most = Math.max(restarts, this.#best.most ?? 0);
    const atMs = where === 'first' ? startsAtMs[restart] : undefined;
    const isSooner = atMs !== undefined && atMs < (this.#best.earliest?.atMs ?? Number.POSITIVE_INFINITY);
    this.#best = { most, earliest: isSooner ? { atMs, life: lifeOf(seconds) } : this.#best.earliest };
  }
}

const lifeOf = (seconds: number): Life => ({ kind: 'same-kills', runMs: seconds * SECOND_MS });
/** Until then its probe is answered; the next failure kills it. */
const healthyMs = (seconds: number): number => seconds * SECOND_MS - SECOND_MS / 2;
