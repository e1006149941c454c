import type { Event, Pod } from 'kubernetes-types/core/v1.js';
import { containerLines, resourceLines } from './container.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines } from './labels.js';
import type { NewerPodSpec } from './newer-fields.js';
import { controllerText } from './owner.js';
import { field, type Line, line, NONE, optional } from './page.js';
import { qosClass } from './qos-class.js';
import { spreadLines } from './spread.js';
import { ageText, timeText } from './times.js';
import { tolerationLines } from './tolerations.js';
import { volumeLines } from './volumes.js';

/**
 * What `kubectl describe pod` prints.
 *
 * @param events about this pod, in the API's order; undefined leaves them out, as `--show-events=false` does
 * @param nowMs milliseconds since 1970
 * @source kubectl 1.36 pkg/describe/describe.go describePod; times are in UTC
 */
export function describePod(pod: Pod, events: readonly Event[] | undefined, nowMs: number): string {
  return pageWithEvents(
    [
      ...identityLines(pod),
      ...statusLines(pod, nowMs),
      ...addressLines(pod),
      ...ownResourceLines(pod),
      ...allContainers(pod),
      ...conditionLines(pod),
      ...placementLines(pod),
    ],
    events,
    nowMs,
  );
}

function identityLines({ metadata, spec, status }: Pod): readonly Line[] {
  const { nodeName = '', serviceAccountName, priority, priorityClassName, runtimeClassName } = spec ?? {};
  return [
    field(0, 'Name', metadata?.name ?? ''),
    field(0, 'Namespace', metadata?.namespace ?? ''),
    ...optional(0, 'Priority', priority),
    ...optional(0, 'Priority Class Name', priorityClassName),
    ...optional(0, 'Runtime Class Name', runtimeClassName),
    ...optional(0, 'Service Account', serviceAccountName),
    field(0, 'Node', nodeName === '' ? NONE : `${nodeName}/${status?.hostIP ?? ''}`),
    ...(status?.startTime === undefined ? [] : [field(0, 'Start Time', timeText(status.startTime))]),
    ...labelLines('Labels', metadata?.labels),
    ...annotationLines('Annotations', metadata?.annotations),
  ];
}

function statusLines({ metadata, spec, status }: Pod, nowMs: number): readonly Line[] {
  const { phase = '', reason, message } = status ?? {};
  const profile = spec?.securityContext?.seccompProfile;
  const ending = metadata?.deletionTimestamp;
  return [
    ...(ending === undefined || phase === 'Failed' || phase === 'Succeeded'
      ? [field(0, 'Status', phase)]
      : [
          field(0, 'Status', `Terminating (lasts ${ageText(ending, nowMs)})`),
          field(0, 'Termination Grace Period', `${metadata?.deletionGracePeriodSeconds ?? 0}s`),
        ]),
    ...optional(0, 'Reason', reason),
    ...optional(0, 'Message', message),
    ...optional(0, 'SeccompProfile', profile?.type),
    ...(profile?.type === 'Localhost' ? optional(0, 'LocalhostProfile', profile.localhostProfile) : []),
  ];
}

function addressLines({ metadata, status }: Pod): readonly Line[] {
  const { podIP = '', podIPs = [], nominatedNodeName } = status ?? {};
  return [
    field(0, 'IP', podIP),
    ...(podIPs.length === 0 ? [field(0, 'IPs', NONE)] : [line(0, 'IPs:')]),
    ...podIPs.map(({ ip = '' }) => field(1, 'IP', ip)),
    ...optional(0, 'Controlled By', controllerText(metadata)),
    ...optional(0, 'NominatedNodeName', nominatedNodeName),
  ];
}

function ownResourceLines({ spec }: Pod): readonly Line[] {
  const { resources }: Partial<NewerPodSpec> = spec ?? {};
  return resources === undefined ? [] : [line(0, 'Resources:'), ...resourceLines(resources, 1)];
}

function allContainers(pod: Pod): readonly Line[] {
  const { initContainers = [], containers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const { initContainerStatuses, containerStatuses, ephemeralContainerStatuses } = pod.status ?? {};
  return [
    ...(initContainers.length === 0
      ? []
      : containerLines('Init Containers', initContainers, { statuses: initContainerStatuses ?? [], pod })),
    ...containerLines('Containers', containers, { statuses: containerStatuses ?? [], pod }),
    ...(ephemeralContainers.length === 0
      ? []
      : containerLines('Ephemeral Containers', ephemeralContainers, {
          statuses: ephemeralContainerStatuses ?? [],
          pod,
        })),
  ];
}

function conditionLines({ spec, status }: Pod): readonly Line[] {
  const conditions = status?.conditions ?? [];
  const gates = (spec?.readinessGates ?? []).map(({ conditionType: type }) => {
    return { type, status: conditions.find((each) => each.type === type)?.status ?? NONE };
  });
  const tables = { 'Readiness Gates': gates, Conditions: conditions };
  return Object.entries(tables).flatMap(([title, rows]) => {
    if (rows.length === 0) return [];
    return [`${title}:`, line(1, 'Type\tStatus'), ...rows.map((row) => line(1, `${row.type} \t${row.status} `))];
  });
}

function placementLines(pod: Pod): readonly Line[] {
  const { volumes, nodeSelector, tolerations, topologySpreadConstraints } = pod.spec ?? {};
  return [
    ...volumeLines(volumes),
    field(0, 'QoS Class', qosClass(pod)),
    ...labelLines('Node-Selectors', nodeSelector),
    ...tolerationLines(tolerations),
    ...spreadLines(topologySpreadConstraints),
  ];
}
