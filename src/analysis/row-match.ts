import { SECOND_MS } from '../time/units.js';
import { type Intervals, intersect } from './intervals.js';
import { agesOf, type Shown, type TranscriptRow } from './transcript.js';

/**
 * How a run's clock stands to the pod's: creation, cut to the second as the API keeps it, lies this many milliseconds
 * before the run's instant 0. So the age at an instant is offset + instant, in whole seconds.
 *
 * An offset is unknown in two ways: a pod waits for a node, its images and its volumes before its kubelet comes to its
 * containers, and nobody knows when within a second it was created. It is not searched for but solved for.
 */
export type Offsets = Intervals;

/** Whether what was shown reads like the row, ages aside. */
export function readsLike(row: TranscriptRow, shown: Shown): boolean {
  return row.status === shown.status && row.restarts === shown.restarts;
}

/** The offsets at which the pod has the row's age while it shows this. */
export function offsetsByAge(row: TranscriptRow, { fromMs, untilMs }: Shown): Offsets {
  const { from, to } = agesOf(row);
  return [{ from: from - untilMs + 1, to: to - fromMs }];
}

/**
 * The offsets at which the row could have been printed while the pod showed this. Both ages of a row are differences
 * to stamps that are cut to the second, so it is the offset that decides how each is cut.
 *
 * @source kubelet-semantics P17, T19: times are cut to whole seconds before they are sent
 */
export function offsetsOf(row: TranscriptRow, shown: Shown): Offsets {
  const { lastExitAgo } = row;
  if (lastExitAgo === undefined) return offsetsByAge(row, shown);
  const { lastExitAtMs, fromMs, untilMs } = shown;
  if (lastExitAtMs === undefined) return [];
  const ages = agesOf(row);
  const ago = { from: lastExitAgo.ms, to: lastExitAgo.ms + lastExitAgo.resolutionMs - 1 };
  const offsets: { from: number; to: number }[] = [];
  const earliestStampMs = Math.ceil((ages.from - ago.to) / SECOND_MS) * SECOND_MS;
  for (let stampMs = earliestStampMs; stampMs <= ages.to - ago.from; stampMs += SECOND_MS) {
    const stamped = { from: stampMs - lastExitAtMs, to: stampMs + SECOND_MS - 1 - lastExitAtMs };
    const from = Math.max(ages.from, stampMs + ago.from);
    const to = Math.min(ages.to, stampMs + ago.to);
    offsets.push(...intersect([stamped], [{ from: from - untilMs + 1, to: to - fromMs }]));
  }
  return offsets;
}
