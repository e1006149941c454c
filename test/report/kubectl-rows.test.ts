import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { podRow, type RowContainer, type RowPod } from '../../src/analysis/pod-row.js';
import { ageCell, readyCell, restartsCell } from '../../src/report/pod-cells.js';
import type { ContainerType } from '../../src/trace/vocabulary.js';

interface Row {
  readonly title: string;
  readonly pod: Pod;
  readonly expect: Readonly<Record<'ready' | 'status' | 'restarts' | 'age', string>>;
}

const { now, pods } = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/kubectl-rows.json'), 'utf8')) as {
  readonly now: string;
  readonly pods: readonly Row[];
};

const msOf = (time: string | undefined): number | null => (time === undefined ? null : Date.parse(time));

function containerOf(name: string, type: ContainerType, status: ContainerStatus | undefined): RowContainer {
  const { waiting, running, terminated } = status?.state ?? {};
  const last = status?.lastState?.terminated;
  return {
    name,
    type,
    reported: status !== undefined,
    state: running !== undefined ? 'running' : terminated !== undefined ? 'terminated' : 'waiting',
    reason: terminated?.reason ?? waiting?.reason ?? null,
    ready: status?.ready ?? false,
    started: status?.started ?? false,
    restartCount: status?.restartCount ?? 0,
    current: terminated === undefined ? null : { exitCode: terminated.exitCode, signal: terminated.signal },
    last: last === undefined ? null : { finishedAtMs: msOf(last.finishedAt) },
  };
}

function rowPodOf({ metadata, spec, status }: Pod): RowPod {
  const find = (all: readonly ContainerStatus[] | undefined, name: string): ContainerStatus | undefined =>
    all?.find((each) => each.name === name);
  const inits = (spec?.initContainers ?? []).map(({ name, restartPolicy }) =>
    containerOf(name, restartPolicy === 'Always' ? 'sidecar' : 'init', find(status?.initContainerStatuses, name)),
  );
  const others = (spec?.containers ?? []).map(({ name }) =>
    containerOf(name, 'container', find(status?.containerStatuses, name)),
  );
  return {
    phase: status?.phase ?? '',
    reason: status?.reason ?? null,
    isTerminating: metadata?.deletionTimestamp !== undefined,
    conditions: (status?.conditions ?? []).map(({ type, status: is, reason }) => ({
      type,
      status: is === 'True',
      reason: reason ?? null,
    })),
    containers: [...inits, ...others],
  };
}

describe('rows of kubectl get pods, as the code of Kubernetes 1.36.2 computes them', () => {
  it.each(pods)('$title', ({ pod, expect: expected }) => {
    const row = podRow(rowPodOf(pod), '1.36');
    const nowMs = Date.parse(now);
    expect({
      ready: readyCell(row),
      status: row.status,
      restarts: restartsCell(row, nowMs),
      age: ageCell(msOf(pod.metadata?.creationTimestamp) ?? 0, nowMs),
    }).toEqual({
      ready: expected.ready,
      status: expected.status,
      restarts: expected.restarts,
      age: expected.age,
    });
  });

  it('a server before 1.35 shows Completed or NotReady where a newer one shows the error of another container', () => {
    const ended = pods.find(({ title }) => title === '2 containers: first Completed, second Error (none running)');
    expect(podRow(rowPodOf(ended?.pod ?? {}), '1.34').status).toBe('Completed');
    expect(podRow(rowPodOf(ended?.pod ?? {}), '1.35').status).toBe('Error');
  });
});
