import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExplainOptions } from '../../src/analysis/explain/explain.js';
import type { VersionName } from '../../src/kubelet/versions.js';

/** A Pod object as the API server served it, and when its container really started next. */
export interface ServedObject {
  readonly run: string;
  readonly kubelet: VersionName;
  readonly kubeletConfig: object | null;
  readonly container: string;
  /** When it was served, in seconds since 1970. */
  readonly at: number;
  /** Null: never, or not before the recording ended. */
  readonly nextStartAt: number | null;
  readonly pod: { readonly metadata: { readonly name: string } };
}

const FILE = join(import.meta.dirname, '../fixtures/explain/pods.ndjson');

/**
 * Objects from the recordings of real kubelets, one a line, without what says nothing about restarts (volumes, commands,
 * tolerations, addresses).
 */
export function servedObjects(): readonly ServedObject[] {
  const lines = readFileSync(FILE, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as ServedObject);
}

/** What one would say on the command line about the node an object is from. */
export function optionsFor({ at, kubelet, kubeletConfig }: ServedObject): ExplainOptions {
  const text = JSON.stringify({ kind: 'KubeletConfiguration', ...kubeletConfig });
  const config = { file: 'kubelet.yaml', text };
  return { nowMs: at * 1_000, version: kubelet, config };
}
