import type { RunStop } from '../engine/run.js';
import type { Sink } from '../trace/sink.js';
import { Dependencies } from './dependencies.js';
import { NodeSimulation, type PlacedPod } from './node-simulation.js';
import type { Plan } from './plan.js';

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

/** A plan under way, node after node; can be advanced in pieces, so that a caller may show progress or stop. */
export class Simulation {
  readonly #plan: Plan;
  readonly #sink: Sink;
  readonly #dependencies: Dependencies;
  readonly #podsByNode: ReadonlyMap<string, readonly PlacedPod[]>;
  #nodeIndex = 0;
  #node: NodeSimulation | undefined = undefined;

  constructor(plan: Plan, sink: Sink) {
    this.#plan = plan;
    this.#sink = sink;
    this.#dependencies = new Dependencies(plan.dependencies);
    this.#podsByNode = placePods(plan);
  }

  /** How much is done, 0 to 1: simulated time over all nodes. */
  get doneRatio(): number {
    const { nodes, durationMs } = this.#plan;
    const ofNode = this.#node === undefined || durationMs === 0 ? 0 : this.#node.nowMs / durationMs;
    return Math.min(1, (this.#nodeIndex + ofNode) / nodes.length);
  }

  /** The instant reached on the node under way. */
  get nowMs(): number {
    return this.#node?.nowMs ?? 0;
  }

  /**
   * Processes up to about `maxEvents` events.
   *
   * @returns whether the run is complete
   * @throws {NoProgressError} when events go on without time passing
   */
  advance(maxEvents: number): boolean {
    const node = this.#plan.nodes[this.#nodeIndex];
    if (node === undefined) return true;
    this.#node ??= new NodeSimulation(
      this.#plan,
      node,
      this.#podsByNode.get(node.name) ?? [],
      this.#dependencies,
      this.#sink,
    );
    const stop = this.#node.advance(maxEvents);
    if (stop.kind === 'no-progress') throw new NoProgressError(stop);
    if (stop.kind === 'budget') return false;
    this.#nodeIndex += 1;
    this.#node = undefined;
    return this.#nodeIndex >= this.#plan.nodes.length;
  }
}

const EVENTS_AT_ONCE = 1_000_000;

/** Runs a plan to its end. @throws {NoProgressError} */
export function simulatePlan(plan: Plan, sink: Sink): void {
  const simulation = new Simulation(plan, sink);
  while (!simulation.advance(EVENTS_AT_ONCE));
}

/** Gives every pod and container its number, in the order of the plan, and groups the pods by node. */
function placePods(plan: Plan): ReadonlyMap<string, readonly PlacedPod[]> {
  const byNode = new Map<string, PlacedPod[]>(plan.nodes.map(({ name }) => [name, []]));
  let firstContainer = 0;
  plan.pods.forEach((pod, index) => {
    byNode.get(pod.node)?.push({ plan: pod, index, firstContainer });
    firstContainer += pod.containers.length;
  });
  return byNode;
}
