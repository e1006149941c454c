import { HOUR_MS } from '../../time/units.js';
import type { Career } from './course.js';

/**
 * How often a container restarts in the long run.
 *
 * - `cycle`: its last waits and runs repeat exactly; the rate is that of one round
 * - `average`: chance plays a part, or nothing repeats: from the first to the last restart of the second half
 * - `over`: it has stopped restarting: it runs on, or is done
 */
export type Steady =
  | { readonly basis: 'cycle'; readonly perHour: number; readonly restarts: number; readonly cycleMs: number }
  | { readonly basis: 'average'; readonly perHour: number }
  | { readonly basis: 'over'; readonly perHour: 0 };

const OVER: Steady = { basis: 'over', perHour: 0 };
/** No rule of the model repeats later than this. */
const LONGEST_CYCLE = 1_000;

/** @param repeats whether runs and latencies are the same each time, so that what repeats once repeats for ever */
export function steadyOf(career: Career, endMs: number, repeats: 'exactly' | 'by-chance'): Steady {
  const { startsMs } = career;
  const last = startsMs.at(-1);
  if (startsMs.length < 2 || last === undefined || career.goneAtMs <= endMs) return OVER;
  if (endMs - last > 2 * longestGapMs(startsMs)) return OVER;
  const restarts = repeats === 'exactly' ? cycleOf(career) : undefined;
  if (restarts === undefined) return averageOf(startsMs, endMs);
  const cycleMs = last - (startsMs.at(-1 - restarts) ?? 0);
  return { basis: 'cycle', perHour: (restarts * HOUR_MS) / cycleMs, restarts, cycleMs };
}

function longestGapMs(startsMs: readonly number[]): number {
  let longestMs = 0;
  for (let at = 1; at < startsMs.length; at += 1)
    longestMs = Math.max(longestMs, (startsMs[at] ?? 0) - (startsMs[at - 1] ?? 0));
  return longestMs;
}

/** The fewest restarts after which runs, waits and steps come again as they were; undefined when none do. */
function cycleOf({ startsMs, exitsMs, stepsMs }: Career): number | undefined {
  const last = startsMs.length - 2;
  const same = (a: number, b: number): boolean =>
    stepsMs[a] === stepsMs[b] &&
    (exitsMs[a] ?? 0) - (startsMs[a] ?? 0) === (exitsMs[b] ?? 0) - (startsMs[b] ?? 0) &&
    (startsMs[a + 1] ?? 0) - (exitsMs[a] ?? 0) === (startsMs[b + 1] ?? 0) - (exitsMs[b] ?? 0);
  for (let length = 1; length <= Math.min(LONGEST_CYCLE, Math.floor((last + 1) / 2)); length += 1) {
    let matching = 0;
    while (matching < length && same(last - matching, last - matching - length)) matching += 1;
    if (matching === length) return length;
  }
  return undefined;
}

function averageOf(startsMs: readonly number[], endMs: number): Steady {
  const late = startsMs.filter((atMs) => atMs >= endMs / 2);
  const spanMs = (late.at(-1) ?? 0) - (late[0] ?? 0);
  return { basis: 'average', perHour: spanMs === 0 ? 0 : ((late.length - 1) * HOUR_MS) / spanMs };
}
