import type { Explanation } from '../analysis/explain/explanation.js';
import { formatTimestamp } from '../time/timestamp.js';

/** When the answer holds, and how that is known. */
export function asOf({ nowMs, clock }: Explanation): string {
  const at = formatTimestamp(nowMs).replace('T', ' ').replace('Z', ' UTC');
  const source = {
    given: '',
    printed: ', when it was printed',
    'newest-time': ', the newest time in the text (set another with --now)',
    wall: ', the time now (set another with --now)',
  }[clock];
  return `as of ${at}${source}`;
}
