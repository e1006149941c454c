import type { Condition } from '../../analysis/claims/judgement.js';
import { toSeconds } from '../../time/units.js';
import { duration } from '../words.js';
import { WAY_CLAUSE } from './way-text.js';

/** What must be the case, as a clause after "only if". */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'age-cut':
      return `the time is an age that kubectl cut: it shows the same until ${duration(toSeconds(condition.untilMs))}`;
    case 'way':
      return `${WAY_CLAUSE[condition.way]}${condition.isShown ? '' : ' (not excluded, and not shown either)'}`;
    case 'max-period':
      return `maxContainerRestartPeriod is at most ${duration(toSeconds(condition.atMostMs))} (kubelet 1.35, or 1.32 with its gate)`;
    case 'runs-differ':
      return 'its runs differ in length, as below';
    case 'first-not-counted':
      return 'the first restart, which is free, is left out of the list';
  }
}
