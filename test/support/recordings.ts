import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayRecording } from '../../src/analysis/replay.js';
import type { ReplayedGroup } from '../../src/report/replay-table.js';
import type { RecordedContainer } from '../../src/scenario/from-recording.js';

const FOLDER = join(import.meta.dirname, '../fixtures/recordings');

export interface RecordedRun {
  readonly run: string;
  readonly version: string;
  readonly containers: readonly RecordedContainer[];
}

export function readRecording(path: string): RecordedRun {
  const containers = JSON.parse(readFileSync(path, 'utf8')) as readonly RecordedContainer[];
  const [first] = containers;
  if (first === undefined) throw new RangeError(`${path} holds no container`);
  return { run: first.run, version: first.version, containers };
}

/** Every recorded run the project holds. */
export function recordedRuns(): readonly RecordedRun[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => readRecording(join(FOLDER, name)));
}

/** All recorded waits, replayed, by run or pooled by kubelet version. */
export function replayedGroups(seeds: number, grouping: 'by-run' | 'by-version'): readonly ReplayedGroup[] {
  const groups = new Map<string, ReplayedGroup>();
  for (const { run, version, containers } of recordedRuns()) {
    const name = grouping === 'by-run' ? `run ${run}, ${version}` : `kubelet ${version}`;
    const waits = [...(groups.get(name)?.waits ?? []), ...replayRecording(containers, seeds)];
    groups.set(name, { name, waits });
  }
  return [...groups.values()];
}
