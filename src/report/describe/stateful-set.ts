import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { Event, PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, selectorText } from './labels.js';
import { field, type Line, line, NONE, optional } from './page.js';
import { templateLines } from './pod-template.js';
import { podsStatusLine } from './pods-status.js';
import { canonical } from './quantity.js';
import { timeText } from './times.js';

/** A StatefulSet and the pods around it. */
export interface StatefulSetAndPods {
  readonly statefulSet: StatefulSet;
  readonly pods: readonly Pod[];
}

/** What `kubectl describe statefulset` prints; see {@link describePod} for events and the time. */
export function describeStatefulSet(
  { statefulSet, pods }: StatefulSetAndPods,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { metadata, spec, status } = statefulSet;
  const { type = '', rollingUpdate } = spec?.updateStrategy ?? {};
  const partition = rollingUpdate?.partition;
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      field(0, 'CreationTimestamp', timeText(metadata?.creationTimestamp)),
      field(0, 'Selector', selectorText(spec?.selector)),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      field(0, 'Replicas', `${spec?.replicas ?? 1} desired | ${status?.replicas ?? 0} total`),
      field(0, 'Update Strategy', type),
      ...optional(1, 'Partition', partition),
      ...(partition === undefined ? [] : optional(1, 'MaxUnavailable', rollingUpdate?.maxUnavailable)),
      podsStatusLine(metadata, pods),
      ...templateLines(spec?.template ?? {}),
      ...claimLines(spec?.volumeClaimTemplates),
    ],
    events,
    nowMs,
  );
}

function claimLines(claims: readonly PersistentVolumeClaim[] = []): readonly Line[] {
  if (claims.length === 0) return [field(0, 'Volume Claims', NONE)];
  const lines = claims.flatMap(({ metadata, spec }) => [
    field(1, 'Name', metadata?.name ?? ''),
    field(1, 'StorageClass', spec?.storageClassName ?? ''),
    ...labelLines('Labels', metadata?.labels, '  '),
    ...labelLines('Annotations', metadata?.annotations, '  '),
    field(1, 'Capacity', storageText(spec?.resources?.requests?.storage)),
    field(1, 'Access Modes', `[${(spec?.accessModes ?? []).join(' ')}]`),
  ]);
  return [line(0, 'Volume Claims:'), ...lines];
}

function storageText(storage: string | undefined): string {
  return storage === undefined ? '<default>' : canonical(storage);
}
