import type { KubeletPlan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import type { KubeletConfig } from '../kubelet/config.js';
import type { Latencies } from '../kubelet/timing.js';
import type { Behaviour } from './behaviour.js';
import { typicalRunMs } from './drawn-pod.js';
import { findTooEarly, type TooEarly } from './earliest.js';
import type { Interval } from './intervals.js';
import { seedOfRun } from './many-runs.js';
import type { NearestMiss, Plausibility, RunName } from './plausibility.js';
import { ANY_HOST, distinctKubelets, realisticKubelet, realisticPlan } from './plausible-plan.js';
import { reasonOf } from './plausible-reason.js';
import { ShownPod } from './shown-pod.js';
import { agesOf, type TranscriptRow } from './transcript.js';
import type { Miss } from './transcript-matcher.js';
import { TranscriptMatcher } from './transcript-matcher.js';

/** Can a pod that behaves like this have shown these rows? */
export interface TranscriptQuestion {
  /** In order of age. */
  readonly rows: readonly TranscriptRow[];
  readonly behaviour: Behaviour;
  /** The kubelets it may have run on. */
  readonly kubelets: readonly KubeletConfig[];
  /** The hosts it may have run on, each with its latencies; default {@link ANY_HOST}. */
  readonly hosts?: readonly Latencies[];
  readonly seed: string;
  /** Seeds to try before those of the search, each on every kubelet: of runs that showed the rows before. */
  readonly firstSeeds?: readonly string[];
  /** How many runs to try before giving up. */
  readonly mostRuns: number;
}

const EVENTS_AT_ONCE = 16;

/** Tries run after run, from one seed after the other, in pieces so that a caller may show progress. */
export class TranscriptSearch {
  runs = 0;
  readonly #question: TranscriptQuestion;
  readonly #kubelets: readonly KubeletPlan[];
  readonly #tooEarly: TooEarly | undefined;
  readonly #durationMs: number;
  #nearest: NearestMiss | undefined = undefined;
  #nearestKubelet: KubeletPlan | undefined = undefined;
  #showing: { readonly run: RunName; readonly leadMs: Interval } | undefined = undefined;

  constructor(question: TranscriptQuestion) {
    const { rows, behaviour, kubelets, hosts = ANY_HOST } = question;
    this.#question = question;
    this.#kubelets = distinctKubelets(
      kubelets.flatMap((config) => hosts.map((latencies) => realisticKubelet(config, latencies))),
    );
    if (this.#kubelets.length === 0) throw new RangeError('a transcript must be judged against at least one kubelet');
    const found = this.#kubelets.map((kubelet) => findTooEarly(rows, behaviour, kubelet));
    this.#tooEarly = found.every((each) => each !== undefined) ? found[0] : undefined;
    this.#durationMs = Math.max(0, ...rows.map((row) => agesOf(row).to - behaviour.leadMs.from));
  }

  /** @returns whether the search is over: a run shows all rows, or as many as allowed were tried, or none ever can */
  advance(runs: number): boolean {
    const { mostRuns } = this.#question;
    for (let left = runs; left > 0 && this.runs < mostRuns && this.#isOpen; left -= 1) this.#tryNext();
    return this.runs >= mostRuns || !this.#isOpen;
  }

  get result(): Plausibility {
    const { runs } = this;
    if (this.#showing !== undefined) {
      return { verdict: 'possible', runs, showing: this.#showing.run, leadMs: this.#showing.leadMs };
    }
    const basis = this.#tooEarly === undefined ? 'search' : 'rule';
    const facts = { runs, tooEarly: this.#tooEarly, nearest: this.#nearest };
    return { verdict: 'impossible', basis, ...facts, reason: reasonOf(this.#question.rows, facts) };
  }

  get #isOpen(): boolean {
    return this.#showing === undefined && this.#tooEarly === undefined;
  }

  #tryNext(): void {
    const { behaviour, rows } = this.#question;
    const { kubelet, seed } = this.#next();
    const plan = realisticPlan(behaviour, kubelet, seed, this.#durationMs);
    const matcher = new TranscriptMatcher(rows, behaviour.leadMs);
    const pod = new ShownPod(kubelet.versionName, (shown) => matcher.shown(shown));
    const simulation = new Simulation(plan, pod);
    let isOver = false;
    while (!isOver && !matcher.isDecided) isOver = simulation.advance(EVENTS_AT_ONCE);
    if (isOver) {
      pod.tellUntil(this.#durationMs + 1);
      matcher.end();
    }
    this.runs += 1;
    const run = { seed, version: kubelet.versionName, runMs: typicalRunMs(behaviour, seed) };
    const { missed, offsets, rowsMet } = matcher;
    if (missed === undefined) {
      const [lead] = offsets;
      if (lead !== undefined) this.#showing = { run, leadMs: lead };
    } else if (isNearer(rowsMet, missed.miss, this.#nearest)) {
      this.#nearest = { run, rowsMet, ...missed };
      this.#nearestKubelet = kubelet;
    }
  }

  #next(): { readonly kubelet: KubeletPlan; readonly seed: string } {
    const { seed: master, firstSeeds = [] } = this.#question;
    const { length } = this.#kubelets;
    const known = firstSeeds[Math.floor(this.runs / length)];
    if (known !== undefined) return { kubelet: this.#kubelets[this.runs % length] as KubeletPlan, seed: known };
    const run = this.runs - firstSeeds.length * length;
    return { kubelet: this.#kubeletOf(run), seed: seedOfRun(master, run) };
  }

  /** Each in turn; every other run goes to the one that came nearest so far. */
  #kubeletOf(run: number): KubeletPlan {
    const turn = this.#kubelets[Math.floor(run / 2) % this.#kubelets.length] as KubeletPlan;
    return run % 2 === 0 ? turn : (this.#nearestKubelet ?? turn);
  }
}

/** Whether a failed run came nearer: by rows met, then by how far it was off. */
function isNearer(rowsMet: number, miss: Miss, nearest: NearestMiss | undefined): boolean {
  if (nearest === undefined || rowsMet !== nearest.rowsMet) return rowsMet > (nearest?.rowsMet ?? -1);
  return distance(miss) < distance(nearest.miss);
}

function distance(miss: Miss): number {
  return miss.kind === 'never-shown' ? Number.POSITIVE_INFINITY : Math.abs(miss.byMs);
}

/** Judges a transcript: whether some run of the model shows all its rows. Nothing is fitted, only tried. */
export function judgeTranscript(question: TranscriptQuestion): Plausibility {
  const search = new TranscriptSearch(question);
  while (!search.advance(question.mostRuns));
  return search.result;
}
