import type { PodRow } from '../analysis/pod-row.js';
import { humanDuration } from '../time/human-duration.js';
import { SECOND_MS } from '../time/units.js';

/** `1/2`. */
export function readyCell({ ready, total }: PodRow): string {
  return `${ready}/${total}`;
}

/** `12 (5m25s ago)`: how long ago the newest run that `lastState` tells of ended. @source kubelet-semantics P17 */
export function restartsCell({ restarts, lastEndMs }: PodRow, nowMs: number): string {
  return restarts === 0 || lastEndMs === undefined
    ? String(restarts)
    : `${restarts} (${ageCell(lastEndMs, nowMs)} ago)`;
}

/** How long ago an instant was, as kubectl tells it: the API keeps whole seconds. @source kubelet-semantics T19 */
function ageCell(atMs: number, nowMs: number): string {
  return humanDuration(nowMs - Math.floor(atMs / SECOND_MS) * SECOND_MS);
}
