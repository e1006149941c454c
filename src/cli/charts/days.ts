import { otherCaps, restartsByRun, type TimedQuestion } from '../../analysis/restarts-by-run.js';
import { type DaysChart, daysChart } from '../../report/charts/days-chart.js';
import { duration } from '../../report/words.js';
import { SECOND_MS } from '../../time/units.js';

/** Past ten minutes every run resets the backoff, and nothing more happens. */
const LONGEST_RUN_MS = 12 * 60 * SECOND_MS;
const STEP_MS = 10 * SECOND_MS;

/** Restarts against run time, for the policy asked about and for other caps. */
export function daysOf(question: TimedQuestion): DaysChart {
  const runsMs = Array.from({ length: LONGEST_RUN_MS / STEP_MS + 1 }, (_, at) => at * STEP_MS);
  const rows = restartsByRun(
    [question, ...otherCaps(question, (maxMs) => `max ${duration(maxMs / SECOND_MS)}`)],
    runsMs,
  );
  const { kubelet, withinMs, fidelity } = question;
  return daysChart(rows, runsMs, {
    withinMs,
    kubeletVersion: kubelet.versionName,
    fidelity,
    reset: kubelet.policy.reset,
  });
}
