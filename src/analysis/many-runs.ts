import type { Plan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import type { PodIdentity } from '../trace/identity.js';
import { Quiet } from '../trace/quiet.js';

/** What many runs of one plan, each from its own seed, say of one restart of one container. */
export interface RestartSamples {
  /** When restart k started, in each run that had one. Milliseconds. */
  readonly startsMs: number[];
  /** The waits before restart k. */
  readonly delaysMs: number[];
  /** The steps in force. */
  readonly stepsMs: number[];
}

/** What many runs say of one container. */
export interface ContainerSamples {
  /** Its pod, as the first run that has it knows it. */
  readonly pod: PodIdentity;
  readonly name: string;
  /** How many restarts each run that has it had. */
  readonly restartCounts: number[];
  /** By restart number, from 1; the first place is empty. */
  readonly restarts: RestartSamples[];
}

/** The seed of run `run` (0 is the first) of a plan. */
export function seedOfRun(seed: string, run: number): string {
  return `${seed}.${run}`;
}

/** One container in the run under way. */
interface Followed {
  readonly samples: ContainerSamples;
  restarts: number;
  finishedAtMs: number;
  stepMs: number;
}

/**
 * Gathers every restart of every container over many runs. Containers are told apart by name, since chance decides when
 * a controller makes a pod, and so its number; a pod made anew under the same name in one run is another one.
 */
class SampleSink extends Quiet {
  readonly #samples = new Map<string, ContainerSamples>();
  readonly #namesakes = new Map<string, number>();
  /** By the number of the container. */
  readonly #followed: Followed[] = [];

  get containers(): readonly ContainerSamples[] {
    return [...this.#samples.values()];
  }

  endOfRun(): void {
    for (const { samples, restarts } of this.#followed) samples.restartCounts.push(restarts);
    this.#followed.length = 0;
    this.#namesakes.clear();
  }

  override podCreated(pod: PodIdentity): void {
    const path = `${pod.namespace}/${pod.name}`;
    const namesakes = this.#namesakes.get(path) ?? 0;
    this.#namesakes.set(path, namesakes + 1);
    for (const { index, name } of pod.containers) {
      const key = `${path}/${name} ${namesakes}`;
      const samples = this.#samples.get(key) ?? { pod, name, restartCounts: [], restarts: [] };
      this.#samples.set(key, samples);
      this.#followed[index] = { samples, restarts: 0, finishedAtMs: 0, stepMs: 0 };
    }
  }

  override started(container: number, attempt: number, atMs: number): void {
    const followed = this.#followed[container];
    if (attempt === 0 || followed === undefined) return;
    followed.restarts = attempt;
    const { restarts } = followed.samples;
    restarts[attempt] ??= { startsMs: [], delaysMs: [], stepsMs: [] };
    const { startsMs, delaysMs, stepsMs } = restarts[attempt];
    startsMs.push(atMs);
    delaysMs.push(atMs - followed.finishedAtMs);
    stepsMs.push(followed.stepMs);
  }

  override exited(container: number, _attempt: number, atMs: number): void {
    const followed = this.#followed[container];
    if (followed !== undefined) followed.finishedAtMs = atMs;
  }

  override admitted(container: number, _atMs: number, stepMs: number): void {
    const followed = this.#followed[container];
    if (followed !== undefined) followed.stepMs = stepMs;
  }
}

/** Many runs of one plan, in pieces, so that a caller may show progress or stop after any of them. */
export class ManyRuns {
  readonly runs: number;
  readonly #plan: Plan;
  readonly #sink = new SampleSink();
  #done = 0;
  #simulation: Simulation | undefined = undefined;

  constructor(plan: Plan, runs: number) {
    this.#plan = plan;
    this.runs = runs;
  }

  /** Runs that are complete. */
  get done(): number {
    return this.#done;
  }

  /** Whether no run is half done, so that the samples are those of complete runs. */
  get isBetweenRuns(): boolean {
    return this.#simulation === undefined;
  }

  /** By container, in the order in which they were first made. */
  get containers(): readonly ContainerSamples[] {
    return this.#sink.containers;
  }

  /** Processes up to about `maxEvents` events. @returns whether all runs are complete */
  advance(maxEvents: number): boolean {
    if (this.#done === this.runs) return true;
    this.#simulation ??= new Simulation({ ...this.#plan, seed: seedOfRun(this.#plan.seed, this.#done) }, this.#sink);
    if (!this.#simulation.advance(maxEvents)) return false;
    this.#sink.endOfRun();
    this.#simulation = undefined;
    this.#done += 1;
    return this.#done === this.runs;
  }
}

const EVENTS_AT_ONCE = 1_000_000;

/** Runs a plan many times, each from its own seed, and gathers every restart. */
export function runMany(plan: Plan, runs: number): readonly ContainerSamples[] {
  const many = new ManyRuns(plan, runs);
  while (!many.advance(EVENTS_AT_ONCE));
  return many.containers;
}
