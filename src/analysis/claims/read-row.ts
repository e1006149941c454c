import { parseGoDuration } from '../../time/go-duration.js';
import { ageTextEndsMs } from '../claim.js';
import type { TranscriptRow } from '../transcript.js';

/** A row of `kubectl get pods`, and whose it is where that is told. */
export interface RowOfPod {
  readonly namespace: string | undefined;
  readonly pod: string | undefined;
  readonly row: TranscriptRow;
}

const NAME = '[a-z0-9][-a-z0-9.]*';
const AGE = '(?:\\d+[dhms])+';
const ROW = new RegExp(
  `^\\s*(?:(?:(${NAME})\\s+)?(?:pods?/)?(${NAME})\\s+(?=\\d+/\\d+\\s))?(?:\\d+/\\d+\\s+)?` +
    `([A-Z][A-Za-z]*(?::[A-Za-z0-9/]+)?)\\s+(\\d{1,7})(?:\\s+\\((${AGE}) ago\\))?\\s+(${AGE})(?:\\s.*)?$`,
);

/**
 * Reads one row, with or without the pod's name: `web-0 0/1 CrashLoopBackOff 16 (106s ago) 42m`. A failing init container
 * waits by the same rule as a regular one (D12), so `Init:` is taken off.
 */
export function readRow(line: string): RowOfPod | undefined {
  const match = ROW.exec(line);
  if (match === null) return undefined;
  const [, namespace, pod, status = '', restarts, lastAgo, age] = match;
  const ageMs = msOf(age);
  if (ageMs === undefined) return undefined;
  const agoMs = msOf(lastAgo);
  return {
    namespace,
    pod,
    row: {
      ageMs,
      ageResolutionMs: ageTextEndsMs(ageMs) - ageMs,
      status: status.replace('Init:', '').replace('PodInitializing', 'ContainerCreating'),
      restarts: Number(restarts),
      lastExitAgo: agoMs === undefined ? undefined : { ms: agoMs, resolutionMs: ageTextEndsMs(agoMs) - agoMs },
    },
  };
}

function msOf(age: string | undefined): number | undefined {
  const read = age === undefined ? undefined : parseGoDuration(age);
  return read?.ok === true ? read.ms : undefined;
}
