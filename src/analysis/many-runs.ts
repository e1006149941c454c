import { containerCount, type Plan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import type { Sink } from '../trace/sink.js';

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
  /** How many restarts each run had. */
  readonly restartCounts: number[];
  /** By restart number, from 1; the first place is empty. */
  readonly restarts: RestartSamples[];
}

/** The seed of run `run` (0 is the first) of a plan. */
export function seedOfRun(seed: string, run: number): string {
  return `${seed}.${run}`;
}

/** Gathers every restart of every container over many runs. */
class SampleSink implements Sink {
  readonly keepsStatus = false;
  readonly containers: readonly ContainerSamples[];
  readonly #finishedAtMs: Float64Array;
  readonly #stepMs: Float64Array;
  readonly #count: Int32Array;

  constructor(containers: number) {
    this.containers = Array.from({ length: containers }, () => ({ restartCounts: [], restarts: [] }));
    this.#finishedAtMs = new Float64Array(containers);
    this.#stepMs = new Float64Array(containers);
    this.#count = new Int32Array(containers);
  }

  endOfRun(): void {
    this.containers.forEach(({ restartCounts }, index) => {
      restartCounts.push(this.#count[index] ?? 0);
    });
    this.#count.fill(0);
  }

  started(container: number, attempt: number, atMs: number): void {
    if (attempt === 0) return;
    this.#count[container] = attempt;
    const samples = this.containers[container];
    if (samples === undefined) return;
    samples.restarts[attempt] ??= { startsMs: [], delaysMs: [], stepsMs: [] };
    const { startsMs, delaysMs, stepsMs } = samples.restarts[attempt];
    startsMs.push(atMs);
    delaysMs.push(atMs - (this.#finishedAtMs[container] ?? 0));
    stepsMs.push(this.#stepMs[container] ?? 0);
  }

  exited(container: number, _attempt: number, atMs: number): void {
    this.#finishedAtMs[container] = atMs;
  }

  admitted(container: number, _atMs: number, stepMs: number): void {
    this.#stepMs[container] = stepMs;
  }

  refused(): void {}
  podCreated(): void {}
  podDeleted(): void {}
  containerPublished(): void {}
  phasePublished(): void {}
}

/** Many runs of one plan, in pieces, so that a caller may show progress or stop after any of them. */
export class ManyRuns {
  readonly runs: number;
  readonly #plan: Plan;
  readonly #sink: SampleSink;
  #done = 0;
  #simulation: Simulation | undefined = undefined;

  constructor(plan: Plan, runs: number) {
    this.#plan = plan;
    this.runs = runs;
    this.#sink = new SampleSink(containerCount(plan));
  }

  /** Runs that are complete. */
  get done(): number {
    return this.#done;
  }

  /** Whether no run is half done, so that the samples are those of complete runs. */
  get isBetweenRuns(): boolean {
    return this.#simulation === undefined;
  }

  /** By container, in the plan's order. */
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
