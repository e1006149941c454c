import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedKubelet, RecordedPod } from '../../src/scenario/recorded-pod.js';
import { unpackRecording } from './packed-recording.js';

const FOLDER = join(import.meta.dirname, '../fixtures/recorded-pods');

/** A recorded pod, and the kubelet that ran it. */
export interface KubeletAndPod {
  readonly kubelet: RecordedKubelet;
  readonly pod: RecordedPod;
}

/** The recordings as they lie in their files, by run. */
export function recordingTexts(): ReadonlyMap<string, string> {
  const names = readdirSync(FOLDER).sort();
  return new Map(names.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
}

/** Every recorded kubelet the project holds. */
export function recordedKubelets(): readonly RecordedKubelet[] {
  return [...recordingTexts().values()].map(unpackRecording);
}

/** Every recorded pod of every run. */
export function recordedPods(): readonly KubeletAndPod[] {
  return recordedKubelets().flatMap((kubelet) => kubelet.pods.map((pod) => ({ kubelet, pod })));
}
