import type { Way } from '../../analysis/claims/bounds.js';

/** A way of living, for a table. */
export const WAY_TEXT: Readonly<Record<Way, string>> = {
  'same-runs': 'exits, equal runs',
  'changing-runs': 'exits, any runs',
  'same-kills': 'probe kills, equal runs',
  'changing-kills': 'exits and kills, any runs',
};

/** The same after "if". */
export const WAY_CLAUSE: Readonly<Record<Way, string>> = {
  'same-runs': 'it exits after runs that all last the same',
  'changing-runs': 'its runs differ, and some last so long that the backoff is forgotten',
  'same-kills': 'a liveness probe kills it: the run then counts as waiting (D13)',
  'changing-kills': 'a liveness probe kills some of its runs, others exit, and they differ in length',
};
