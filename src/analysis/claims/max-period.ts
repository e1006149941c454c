import { SECOND_MS } from '../../time/units.js';
import { type ClaimedKubelet, claimedKubelet } from './claimed-kubelet.js';

/** The longest period a kubelet accepts. @source kubelet-semantics B30 */
const LONGEST_SECONDS = 300;

/**
 * The longest `maxContainerRestartPeriod`, in whole seconds, under which something holds that is the likelier the shorter
 * the waits are; undefined: not even at a second.
 */
export function longestPeriodFor(
  kubelet: ClaimedKubelet,
  holds: (kubelet: ClaimedKubelet) => boolean,
): number | undefined {
  const holdsAt = (seconds: number): boolean =>
    holds(claimedKubelet({ ...kubelet.config, maxRestartPeriodMs: seconds * SECOND_MS }));
  if (!holdsAt(1)) return undefined;
  let good = 1;
  let bad = LONGEST_SECONDS + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holdsAt(middle)) good = middle;
    else bad = middle;
  }
  return good * SECOND_MS;
}
