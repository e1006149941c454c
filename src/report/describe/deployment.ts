import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1.js';
import type { Event } from 'kubernetes-types/core/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, selectorText } from './labels.js';
import { byText, field, type Line, NONE, optional } from './page.js';
import { controllerConditions, templateLines } from './pod-template.js';
import { timeText } from './times.js';

/** A Deployment and the ReplicaSets around it. */
export interface DeploymentAndReplicaSets {
  readonly deployment: Deployment;
  readonly replicaSets: readonly ReplicaSet[];
}

const HASH = 'pod-template-hash';

/** What `kubectl describe deployment` prints; see {@link describePod} for events and the time. */
export function describeDeployment(
  { deployment, replicaSets }: DeploymentAndReplicaSets,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { metadata, spec, status } = deployment;
  const { rollingUpdate, type = '' } = spec?.strategy ?? {};
  const update = `${rollingUpdate?.maxUnavailable ?? 0} max unavailable, ${rollingUpdate?.maxSurge ?? 0} max surge`;
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      field(0, 'CreationTimestamp', timeText(metadata?.creationTimestamp)),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      field(0, 'Selector', selectorText(spec?.selector)),
      field(0, 'Replicas', replicasText(spec?.replicas ?? 1, status)),
      field(0, 'StrategyType', type),
      field(0, 'MinReadySeconds', spec?.minReadySeconds ?? 0),
      ...optional(0, 'RollingUpdateStrategy', rollingUpdate === undefined ? undefined : update),
      ...templateLines(spec?.template ?? {}),
      ...controllerConditions(status?.conditions),
      ...replicaSetLines({ deployment, replicaSets }),
    ],
    events,
    nowMs,
  );
}

function replicasText(desired: number, status: Deployment['status']): string {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status ?? {};
  const made = `${desired} desired | ${updatedReplicas} updated | ${replicas} total`;
  return `${made} | ${availableReplicas} available | ${unavailableReplicas} unavailable`;
}

function replicaSetLines({ deployment, replicaSets }: DeploymentAndReplicaSets): readonly Line[] {
  const uid = deployment.metadata?.uid;
  const own = replicaSets
    .filter(({ metadata }) => metadata?.ownerReferences?.some((each) => each.controller === true && each.uid === uid))
    .sort((a, b) => byAge(a, b));
  if (own.length === 0) return [];
  const template = templateKey(deployment.spec?.template);
  const newest = own.find(({ spec }) => templateKey(spec?.template) === template);
  return [
    field(0, 'OldReplicaSets', setsText(own.filter((each) => each !== newest))),
    field(0, 'NewReplicaSet', setsText(newest === undefined ? [] : [newest])),
  ];
}

function byAge({ metadata: a }: ReplicaSet, { metadata: b }: ReplicaSet): number {
  return byText(a?.creationTimestamp ?? '', b?.creationTimestamp ?? '') || byText(a?.name ?? '', b?.name ?? '');
}

/** Equal for templates that differ in nothing but the hash of the template. */
function templateKey(template: unknown): string {
  return JSON.stringify(template, (key, value: unknown) => {
    if (key === HASH) return undefined;
    const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isPlain ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => byText(a, b))) : value;
  });
}

function setsText(sets: readonly ReplicaSet[]): string {
  const texts = sets.map(({ metadata, spec, status }) => {
    return `${metadata?.name ?? ''} (${status?.replicas ?? 0}/${spec?.replicas ?? 1} replicas created)`;
  });
  return texts.length === 0 ? NONE : texts.join(', ');
}
