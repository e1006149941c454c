import type { Plan } from '../cluster/plan.js';
import type { ConditionAt, PodRecord } from '../trace/api-state.js';
import type { PodIdentity } from '../trace/identity.js';
import type { Trace } from '../trace/trace.js';
import type { Phase } from '../trace/vocabulary.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';
import { type ContainerAt, containerAt } from './container-at.js';
import { type PodRow, podRow } from './pod-row.js';

/** A pod as the API shows it at an instant. */
export interface PodAt {
  readonly identity: PodIdentity;
  readonly name: string;
  /** Null until the scheduler has chosen one. */
  readonly node: string | null;
  readonly createdAtMs: number;
  /** When its deletion was asked for. */
  readonly terminatingAtMs: number | undefined;
  readonly deletedAtMs: number | undefined;
  readonly phase: Phase;
  /** When it succeeded or failed for good. */
  readonly endedAtMs: number | undefined;
  /** The pod's own, such as Evicted. */
  readonly reason: string | null;
  readonly message: string | null;
  readonly conditions: readonly ConditionAt[];
  /** The condition Ready. */
  readonly ready: boolean;
  /** Init containers and sidecars first, in the order of the manifest, then the others. */
  readonly containers: readonly ContainerAt[];
  /** What kubectl prints of it. */
  readonly row: PodRow;
}

/**
 * What the API shows at an instant of every pod that ever was, by its number; undefined where a pod does not exist yet.
 * A pod already deleted is told as it was last shown.
 */
export function clusterAt(
  plan: Plan,
  trace: Trace,
  atMs: number,
  attempts: readonly (readonly AttemptFacts[])[] = gatherAttempts(trace),
): readonly (PodAt | undefined)[] {
  const api = trace.apiAt(atMs);
  return trace.pods.map(({ index }) => {
    const record = api.pods[index];
    if (record === undefined) return undefined;
    const containers = record.identity.containers.map((container) =>
      containerAt(container, api.containers[container.index], attempts[container.index] ?? []),
    );
    return podAt(plan, record, containers);
  });
}

function podAt({ kubelet }: Plan, record: PodRecord, containers: readonly ContainerAt[]): PodAt {
  const { identity, node, createdAtMs, terminatingAtMs, deletedAtMs, phase, reason, message, conditions } = record;
  const hasEnded = phase === 'Succeeded' || phase === 'Failed';
  const isTerminating = terminatingAtMs !== undefined;
  return {
    identity,
    name: identity.name,
    node,
    createdAtMs,
    terminatingAtMs,
    deletedAtMs,
    phase,
    endedAtMs: hasEnded ? record.phaseSinceMs : undefined,
    reason,
    message,
    conditions,
    ready: conditions.some(({ type, status }) => type === 'Ready' && status),
    containers,
    row: podRow({ phase, reason, isTerminating, conditions, containers }, kubelet.versionName),
  };
}
