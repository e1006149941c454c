import type { DaemonSet } from 'kubernetes-types/apps/v1.js';
import type { Event, Pod } from 'kubernetes-types/core/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, labelText, selectorText } from './labels.js';
import { field } from './page.js';
import { templateLines } from './pod-template.js';
import { podsStatusLine } from './pods-status.js';

/** A DaemonSet and the pods around it. */
export interface DaemonSetAndPods {
  readonly daemonSet: DaemonSet;
  readonly pods: readonly Pod[];
}

/** What `kubectl describe daemonset` prints; see {@link describePod} for events and the time. */
export function describeDaemonSet(
  { daemonSet, pods }: DaemonSetAndPods,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { metadata, spec, status } = daemonSet;
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      field(0, 'Selector', selectorText(spec?.selector)),
      field(0, 'Node-Selector', labelText(spec?.template.spec?.nodeSelector)),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      `Desired Number of Nodes Scheduled: ${status?.desiredNumberScheduled ?? 0}`,
      `Current Number of Nodes Scheduled: ${status?.currentNumberScheduled ?? 0}`,
      `Number of Nodes Scheduled with Up-to-date Pods: ${status?.updatedNumberScheduled ?? 0}`,
      `Number of Nodes Scheduled with Available Pods: ${status?.numberAvailable ?? 0}`,
      `Number of Nodes Misscheduled: ${status?.numberMisscheduled ?? 0}`,
      podsStatusLine(metadata, pods),
      ...templateLines(spec?.template ?? {}),
    ],
    events,
    nowMs,
  );
}
