import { readPodRow } from '../../evidence/pod-row-text.js';
import type { DurationRange } from '../../time/human-duration.js';
import type { TranscriptRow } from '../transcript.js';

/** A row of `kubectl get pods`, and whose it is where that is told. */
export interface RowOfPod {
  readonly namespace: string | undefined;
  readonly pod: string | undefined;
  readonly row: TranscriptRow;
}

/**
 * Reads one row that tells its age. A failing init container waits by the same rule as a regular one (D12), so `Init:` is
 * taken off.
 */
export function readRow(line: string): RowOfPod | undefined {
  const told = readPodRow(line);
  if (told?.age === undefined) return undefined;
  const { namespace, name, status, restarts, lastEndAgo, age } = told;
  const end = lastEndAgo && cut(lastEndAgo);
  const row = {
    ageMs: age.fromMs,
    ageResolutionMs: cut(age).resolutionMs,
    status: status.replace('Init:', '').replace('PodInitializing', 'ContainerCreating'),
    restarts,
    lastExitAgo: end,
  };
  return { namespace, pod: name, row };
}

function cut({ fromMs, toMs }: DurationRange): { readonly ms: number; readonly resolutionMs: number } {
  return { ms: fromMs, resolutionMs: toMs - fromMs + 1 };
}
