import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1.js';
import { type RowContainer, type RowPod, podRow as rowOf, type ServerVersion } from '../../analysis/pod-row.js';
import { parseTimestamp } from '../../time/timestamp.js';
import type { ContainerType } from '../../trace/vocabulary.js';
import { NONE } from '../describe/page.js';
import { ageText } from '../describe/times.js';
import { readyCell, restartsCell } from '../pod-cells.js';
import { columns, type KindTable } from './kind-table.js';

/** What kubectl prints of a pod, the last four with `-o wide` only. */
export interface PodCells {
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
  readonly age: string;
  readonly ip: string;
  readonly node: string;
  readonly nominatedNode: string;
  readonly readinessGates: string;
}

/**
 * The row of `kubectl get pods` for any pod object.
 *
 * @param nowMs since 1970
 * @param version of the API server: before 1.35 it showed Completed in more cases
 * @example
 * podRow(pod, Date.parse('2026-01-10T12:00:00Z')).status // 'CrashLoopBackOff'
 */
export function podRow(pod: Pod, nowMs: number, version: ServerVersion = '1.36'): PodCells {
  const row = rowOf(rowPod(pod), version);
  return {
    name: pod.metadata?.name ?? '',
    ready: readyCell(row),
    status: row.status,
    restarts: restartsCell(row, nowMs),
    age: ageText(pod.metadata?.creationTimestamp, nowMs),
    ip: pod.status?.podIPs?.[0]?.ip || NONE,
    node: pod.spec?.nodeName || NONE,
    nominatedNode: pod.status?.nominatedNodeName || NONE,
    readinessGates: gatesText(pod),
  };
}

/** How pods are listed by a server of a release. */
export function podTable(version: ServerVersion): KindTable<Pod> {
  return {
    columns: columns(
      ['Name', 'Ready', 'Status', 'Restarts', 'Age'],
      ['IP', 'Node', 'Nominated Node', 'Readiness Gates'],
    ),
    cells: (pod, nowMs) => Object.values(podRow(pod, nowMs, version)),
  };
}

/** What the rule of the row reads of a pod object. */
function rowPod({ metadata, spec, status }: Pod): RowPod {
  const inits = (spec?.initContainers ?? []).map(({ name, restartPolicy }) =>
    rowContainer(name, restartPolicy === 'Always' ? 'sidecar' : 'init', status?.initContainerStatuses),
  );
  const others = (spec?.containers ?? []).map(({ name }) => rowContainer(name, 'container', status?.containerStatuses));
  return {
    phase: status?.phase ?? '',
    reason: status?.reason || null,
    isTerminating: isSet(metadata?.deletionTimestamp),
    conditions: (status?.conditions ?? []).map(({ type, status: is, reason }) => {
      return { type, status: is === 'True', reason: reason ?? null };
    }),
    containers: [...inits, ...others],
  };
}

function rowContainer(name: string, type: ContainerType, all: readonly ContainerStatus[] | undefined): RowContainer {
  const status = all?.find((each) => each.name === name);
  const { waiting, running, terminated } = status?.state ?? {};
  const last = status?.lastState?.terminated;
  return {
    name,
    type,
    reported: status !== undefined,
    state: isSet(running) ? 'running' : isSet(terminated) ? 'terminated' : 'waiting',
    reason: terminated?.reason || waiting?.reason || null,
    ready: status?.ready ?? false,
    started: status?.started ?? false,
    restartCount: status?.restartCount ?? 0,
    current: isSet(terminated) ? { exitCode: terminated.exitCode, signal: terminated.signal } : null,
    last: isSet(last) ? { finishedAtMs: parseTimestamp(last.finishedAt ?? '') ?? null } : null,
  };
}

const isSet = <Value>(value: Value | null | undefined): value is Value => value !== undefined && value !== null;

function gatesText({ spec, status }: Pod): string {
  const gates = spec?.readinessGates ?? [];
  if (gates.length === 0) return NONE;
  const isTrue = (wanted: string): boolean =>
    status?.conditions?.some(({ type, status: is }) => type === wanted && is === 'True') === true;
  return `${gates.filter(({ conditionType }) => isTrue(conditionType)).length}/${gates.length}`;
}
