import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Occurrence } from '../../src/analysis/event-list.js';
import type { VersionName } from '../../src/kubelet/versions.js';
import type { EventKind } from '../../src/trace/event.js';

const FOLDER = join(import.meta.dirname, '../fixtures/events');

/** One line of a page of `kubectl describe pod`: which kind, and `29m (x4 over 51m)` taken apart. */
export type DescribedEvent = readonly [kind: number, count: number, age: string, ageOfFirst: string];

/** What kubectl showed of a pod at an instant. */
export interface DescribedPage {
  readonly atMs: number;
  readonly events: readonly DescribedEvent[];
}

/** What a real kubelet said about a pod, and what kubectl showed of it. Times count from the pod's creation. */
export interface RecordedPod {
  readonly run: string;
  readonly version: VersionName;
  readonly name: string;
  readonly kinds: readonly EventKind[];
  readonly occurrences: readonly Occurrence[];
  readonly kubeletRestarts: ReadonlyMap<string, readonly number[]>;
  readonly pages: readonly DescribedPage[];
}

interface RunFile {
  readonly run: string;
  readonly version: VersionName;
  readonly namespace: string;
  readonly node: string;
  readonly pods: readonly {
    readonly name: string;
    readonly uid: string;
    readonly kubeletRestartsMs: readonly number[];
    readonly kinds: readonly (readonly [string | null, EventKind['type'], string, string])[];
    /** `kind,milliseconds since the one before` and so on. */
    readonly occurrences: string;
    readonly described: readonly DescribedPage[];
  }[];
}

function readRun(file: string): readonly RecordedPod[] {
  const { run, version, namespace, node, pods } = JSON.parse(readFileSync(file, 'utf8')) as RunFile;
  return pods.map(({ name, uid, kubeletRestartsMs, kinds: rows, occurrences, described }) => {
    const object = { kind: 'Pod', namespace, name, uid };
    const kinds = rows.map(([fieldPath, type, reason, message]): EventKind => {
      return { source: 'kubelet', host: node, object, fieldPath, type, reason, message };
    });
    const kubeletRestarts = new Map([[node, kubeletRestartsMs]]);
    return { run, version, name, kinds, occurrences: unpack(occurrences, kinds), kubeletRestarts, pages: described };
  });
}

function unpack(text: string, kinds: readonly EventKind[]): readonly Occurrence[] {
  let atMs = 0;
  return text.split(';').map((each) => {
    const [index = 0, sinceMs = 0] = each.split(',').map(Number);
    atMs += sinceMs;
    const kind = kinds[index];
    if (kind === undefined) throw new RangeError(`no kind ${index}`);
    return { kind, atMs };
  });
}

/** Every pod of every recorded run. */
export function recordedPods(): readonly RecordedPod[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((name) => readRun(join(FOLDER, name)));
}
