import { RUN_BEGINS_MS } from '../../time/calendar.js';
import { SECOND_MS } from '../../time/units.js';
import type { PodRecord } from '../../trace/api-state.js';
import type { PodIdentity } from '../../trace/identity.js';
import { asNumber, conditionSamples, type Family, gauge, type Labels, type Sample } from './family.js';

const INFO = gauge('kube_pod_info', 'Information about pod.');
const OWNER = gauge('kube_pod_owner', "Information about the Pod's owner.");
const CREATED = gauge('kube_pod_created', 'Unix creation timestamp');
const DELETION = gauge('kube_pod_deletion_timestamp', 'Unix deletion timestamp');
const PHASE = gauge('kube_pod_status_phase', 'The pods current phase.');
const READY = gauge('kube_pod_status_ready', 'Describes whether the pod is ready to serve requests.');
const SCHEDULED = gauge('kube_pod_status_scheduled', 'Describes the status of the scheduling process for the pod.');
const UNSCHEDULABLE = gauge('kube_pod_status_unschedulable', 'Describes the unschedulable status for the pod.');

export const POD_FAMILIES: readonly Family[] = [INFO, OWNER, CREATED, DELETION, PHASE, READY, SCHEDULED, UNSCHEDULABLE];

/** One series each; the phase it is in is 1. Nothing here simulates a lost node, so Unknown is always 0. */
const PHASES = ['Pending', 'Succeeded', 'Failed', 'Unknown', 'Running'] as const;

/** The labels that every series of a pod has. */
export function podLabels({ namespace, name, uid }: PodIdentity): Labels {
  return { namespace, pod: name, uid };
}

/** An instant of the run as metrics tell it: whole seconds since 1970, cut off. */
export function unixSeconds(atMs: number): number {
  return Math.floor((RUN_BEGINS_MS + atMs) / SECOND_MS);
}

/** An owner as the trace writes it, `Kind/name`; no labels without one. */
function ownerLabels(owner: string | undefined, kindLabel: string, nameLabel: string): Labels {
  if (owner === undefined) return {};
  const slash = owner.indexOf('/');
  return { [kindLabel]: owner.slice(0, slash), [nameLabel]: owner.slice(slash + 1) };
}

/** The labels by which a series names the controller of its object; none without one. */
export function controllerLabels(owner: string | undefined): Labels {
  return {
    ...ownerLabels(owner, 'owner_kind', 'owner_name'),
    ...(owner !== undefined && { owner_is_controller: 'true' }),
  };
}

/**
 * What kube-state-metrics exposes of a pod as a whole.
 *
 * @source kube-state-metrics v2, internal/store/pod.go
 */
export function podSamples(record: PodRecord): readonly Sample[] {
  const { identity, node, createdAtMs, terminatingAtMs, phase } = record;
  const createdBy = ownerLabels(identity.owner, 'created_by_kind', 'created_by_name');
  const samples: Sample[] = [
    { family: INFO, labels: { ...createdBy, ...(node !== null && { node }) }, value: 1 },
    { family: OWNER, labels: controllerLabels(identity.owner), value: 1 },
    { family: CREATED, value: unixSeconds(createdAtMs) },
    ...PHASES.map((each) => ({ family: PHASE, labels: { phase: each }, value: asNumber(each === phase) })),
  ];
  if (terminatingAtMs !== undefined) samples.push({ family: DELETION, value: unixSeconds(terminatingAtMs) });
  for (const { type, status } of record.conditions) {
    const family = type === 'Ready' ? READY : type === 'PodScheduled' ? SCHEDULED : undefined;
    if (family === undefined) continue;
    samples.push(...conditionSamples(family, 'condition', status ? 'true' : 'false'));
    if (family === SCHEDULED && !status) samples.push({ family: UNSCHEDULABLE, value: 1 });
  }
  return samples;
}
