import type { ReplicaSet } from 'kubernetes-types/apps/v1.js';
import type { Event, Pod } from 'kubernetes-types/core/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, selectorText } from './labels.js';
import { controllerText } from './owner.js';
import { field, NONE, optional } from './page.js';
import { controllerConditions, templateLines } from './pod-template.js';
import { podsStatusLine } from './pods-status.js';

/** A ReplicaSet and the pods around it. */
export interface ReplicaSetAndPods {
  readonly replicaSet: ReplicaSet;
  readonly pods: readonly Pod[];
}

/** What `kubectl describe replicaset` prints; see {@link describePod} for events and the time. */
export function describeReplicaSet(
  { replicaSet, pods }: ReplicaSetAndPods,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { metadata, spec, status } = replicaSet;
  const selector = selectorText(spec?.selector);
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      field(0, 'Selector', selector === '' ? NONE : selector),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      ...optional(0, 'Controlled By', controllerText(metadata)),
      field(0, 'Replicas', `${status?.replicas ?? 0} current / ${spec?.replicas ?? 1} desired`),
      podsStatusLine(metadata, pods),
      ...templateLines(spec?.template ?? {}),
      ...controllerConditions(status?.conditions),
    ],
    events,
    nowMs,
  );
}
