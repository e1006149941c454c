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
  /** How long it ran in each run that has it. Milliseconds. */
  readonly upMs: number[];
  /** How long it waited after its exits to be started again. */
  readonly waitingMs: number[];
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
  /** Undefined while it does not run. */
  runsSinceMs: number | undefined;
  finishedAtMs: number;
  stepMs: number;
  upMs: number;
  waitingMs: number;
  /** Since its last exit it was refused its start. */
  isRefused: boolean;
}

function follow(samples: ContainerSamples): Followed {
  const none = { restarts: 0, finishedAtMs: 0, stepMs: 0, upMs: 0, waitingMs: 0 };
  return { samples, ...none, runsSinceMs: undefined, isRefused: false };
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
  readonly #ofPod = new Map<number, readonly Followed[]>();

  get containers(): readonly ContainerSamples[] {
    return [...this.#samples.values()];
  }

  endOfRun(endMs: number): void {
    for (const followed of this.#followed) {
      const { samples, restarts, upMs, waitingMs, runsSinceMs, finishedAtMs, isRefused } = followed;
      samples.restartCounts.push(restarts);
      samples.upMs.push(upMs + (runsSinceMs === undefined ? 0 : endMs - runsSinceMs));
      samples.waitingMs.push(waitingMs + (isRefused ? endMs - finishedAtMs : 0));
    }
    this.#followed.length = 0;
    this.#ofPod.clear();
    this.#namesakes.clear();
  }

  override podCreated(pod: PodIdentity): void {
    const path = `${pod.namespace}/${pod.name}`;
    const namesakes = this.#namesakes.get(path) ?? 0;
    this.#namesakes.set(path, namesakes + 1);
    const own = pod.containers.map(({ index, name }) => {
      const key = `${path}/${name} ${namesakes}`;
      const samples = this.#samples.get(key) ?? { pod, name, restartCounts: [], upMs: [], waitingMs: [], restarts: [] };
      this.#samples.set(key, samples);
      const followed = follow(samples);
      this.#followed[index] = followed;
      return followed;
    });
    this.#ofPod.set(pod.index, own);
  }

  /** Its containers have exited, and wait no more. */
  override podDeleted(pod: number, atMs: number): void {
    for (const followed of this.#ofPod.get(pod) ?? []) {
      if (followed.isRefused) followed.waitingMs += atMs - followed.finishedAtMs;
      followed.isRefused = false;
    }
  }

  override started(container: number, attempt: number, atMs: number): void {
    const followed = this.#followed[container];
    if (followed === undefined) return;
    followed.runsSinceMs = atMs;
    followed.isRefused = false;
    if (attempt === 0) return;
    followed.restarts = attempt;
    followed.waitingMs += atMs - followed.finishedAtMs;
    const { restarts } = followed.samples;
    restarts[attempt] ??= { startsMs: [], delaysMs: [], stepsMs: [] };
    const { startsMs, delaysMs, stepsMs } = restarts[attempt];
    startsMs.push(atMs);
    delaysMs.push(atMs - followed.finishedAtMs);
    stepsMs.push(followed.stepMs);
  }

  override exited(container: number, _attempt: number, atMs: number): void {
    const followed = this.#followed[container];
    if (followed === undefined) return;
    followed.upMs += atMs - (followed.runsSinceMs ?? atMs);
    followed.runsSinceMs = undefined;
    followed.finishedAtMs = atMs;
  }

  override refused(container: number): void {
    const followed = this.#followed[container];
    if (followed !== undefined) followed.isRefused = true;
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
    this.#sink.endOfRun(this.#plan.durationMs);
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
