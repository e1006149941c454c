import type { Plan } from '../cluster/plan.js';
import type { ApiFacts, ShownReason } from '../trace/sink.js';
import type { Trace } from '../trace/trace.js';
import type { ContainerState, Phase } from '../trace/vocabulary.js';
import { type ShownContainer, statusText } from './status-text.js';

/** A container as the API shows it at an instant. */
export interface ContainerAt extends ShownContainer {
  readonly name: string;
  readonly restartCount: number;
}

/** A pod as the API shows it at an instant. */
export interface PodAt {
  readonly name: string;
  readonly phase: Phase;
  readonly status: string;
  readonly ready: boolean;
  readonly deletedAtMs: number | undefined;
  readonly containers: readonly ContainerAt[];
}

/** Follows what the API shows of each pod, fact by fact. */
class ApiState implements ApiFacts {
  readonly created = new Set<number>();
  readonly deletedAtMs = new Map<number, number>();
  readonly phases = new Map<number, Phase>();
  readonly states: ContainerState[] = [];
  readonly reasons: ShownReason[] = [];
  readonly attempts: number[] = [];

  podCreated(pod: number): void {
    this.created.add(pod);
  }

  podDeleted(pod: number, atMs: number): void {
    this.deletedAtMs.set(pod, atMs);
  }

  containerPublished(
    container: number,
    _atMs: number,
    state: ContainerState,
    reason: ShownReason,
    attempt: number,
  ): void {
    this.states[container] = state;
    this.reasons[container] = reason;
    this.attempts[container] = attempt;
  }

  phasePublished(pod: number, _atMs: number, phase: Phase): void {
    this.phases.set(pod, phase);
  }
}

/**
 * What the API shows of every pod of the plan at an instant, in the plan's order; undefined where a pod does not exist
 * yet. A pod already deleted is told as it was last shown.
 */
export function clusterAt(plan: Plan, trace: Trace, atMs: number): readonly (PodAt | undefined)[] {
  const api = new ApiState();
  trace.replayApi(api, atMs);
  let firstContainer = 0;
  return plan.pods.map((pod, index) => {
    const containers = pod.containers.map(({ name }, place) => {
      const index = firstContainer + place;
      const state = api.states[index] ?? 'waiting';
      return { name, state, reason: api.reasons[index] ?? null, restartCount: Math.max(0, api.attempts[index] ?? 0) };
    });
    firstContainer += pod.containers.length;
    if (!api.created.has(index)) return undefined;
    const phase = api.phases.get(index) ?? 'Pending';
    const byName = containers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return {
      name: pod.name,
      phase,
      status: statusText(phase, byName),
      ready: containers.every(({ state }) => state === 'running'),
      deletedAtMs: api.deletedAtMs.get(index),
      containers,
    };
  });
}
