import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplicaSet } from 'kubernetes-types/apps/v1.js';
import type { Event, Node, Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { eventRow } from '../../src/report/describe/events.js';
import { EVENT_TABLE } from '../../src/report/kubectl/events.js';
import { NODE_TABLE } from '../../src/report/kubectl/nodes.js';
import { objectRow } from '../../src/report/kubectl/object-row.js';
import { podRow, podTable } from '../../src/report/kubectl/pods.js';
import { REPLICA_SET_TABLE } from '../../src/report/kubectl/replica-sets.js';
import { humanDuration } from '../../src/time/human-duration.js';

interface PodRowCase {
  readonly title: string;
  readonly pod: Pod;
  readonly expect: Readonly<Record<string, string>>;
}

interface OtherRowCase {
  readonly title: string;
  readonly kind: 'Event' | 'ReplicaSet' | 'Node';
  readonly object: unknown;
  readonly cells: readonly (string | number)[];
}

interface Rows {
  readonly now: string;
  readonly durations: readonly { readonly seconds: number; readonly human: string }[];
  readonly pods: readonly PodRowCase[];
  readonly otherRows: readonly OtherRowCase[];
  readonly describeEventLines: readonly {
    readonly title: string;
    readonly event: Event;
    readonly columns: readonly string[];
  }[];
}

const file = join(import.meta.dirname, '../fixtures/kubectl-rows.json');
const { now, durations, pods, otherRows, describeEventLines } = JSON.parse(readFileSync(file, 'utf8')) as Rows;
const nowMs = Date.parse(now);

const CELLS: Readonly<Record<OtherRowCase['kind'], (object: unknown) => readonly (string | number)[]>> = {
  Event: (object) => EVENT_TABLE.cells(object as Event, nowMs),
  ReplicaSet: (object) => REPLICA_SET_TABLE.cells(object as ReplicaSet, nowMs),
  Node: (object) => NODE_TABLE.cells(object as Node, nowMs),
};

describe('what the code of Kubernetes 1.36.2 computes', () => {
  it('is all there', () => {
    expect([durations.length, pods.length, otherRows.length, describeEventLines.length]).toEqual([51, 49, 11, 7]);
  });

  it.each(durations)('duration of $seconds s: $human', ({ seconds, human }) => {
    expect(humanDuration(seconds * 1_000)).toBe(human);
  });

  it.each(pods)('pod: $title', ({ pod, expect: expected }) => {
    expect(podRow(pod, nowMs)).toEqual(expected);
    expect(podTable('1.36').cells(pod, nowMs)).toEqual(Object.values(expected));
  });

  it.each(otherRows)('$kind: $title', ({ kind, object, cells }) => {
    expect(CELLS[kind](object)).toEqual(cells);
  });

  it.each(describeEventLines)('event of a page: $title', ({ event, columns }) => {
    expect(eventRow(event, nowMs)).toEqual(columns);
  });
});

describe('the row of a pod', () => {
  it('shows Completed or NotReady on a server before 1.35 where a newer one shows the error of another container', () => {
    const ended = pods.find(({ title }) => title === '2 containers: first Completed, second Error (none running)');
    expect(podRow(ended?.pod ?? {}, nowMs, '1.34').status).toBe('Completed');
    expect(podRow(ended?.pod ?? {}, nowMs, '1.35').status).toBe('Error');
  });

  it('is told by the names of its columns for every kind', () => {
    const set = otherRows.find(({ title }) => title === 'replicaset ready')?.object;
    expect(objectRow(set ?? {}, nowMs)).toMatchObject({
      name: 'web-1',
      desired: 2,
      ready: 1,
      age: '25h',
      images: 'i,i',
    });
    expect(objectRow({ kind: 'Node' }, nowMs)).toMatchObject({ internalIp: '<none>', osImage: '<unknown>' });
    expect(objectRow({ kind: 'Service' }, nowMs)).toMatchObject({ ports: '<none>', clusterIp: '<none>' });
    expect(objectRow({ kind: 'Gadget' }, nowMs)).toBeUndefined();
  });

  it('exists for an object of which nothing is known', () => {
    expect(podRow({}, nowMs)).toMatchObject({ name: '', ready: '0/0', restarts: '0', age: '<unknown>', ip: '<none>' });
  });
});
