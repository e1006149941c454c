import type { AttemptFacts } from '../attempts.js';

/** The most restarts of a container that any stretch of time of a given length holds, and the first such stretch. */
export interface BusiestWindow {
  readonly restarts: number;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}

/** Counts every restart when it happened; what scrapes see of it, and what they make of it, may be more or less. */
export function busiestWindow(attempts: readonly AttemptFacts[], windowMs: number): BusiestWindow {
  const startsMs = attempts.filter(({ attempt }) => attempt > 0).map(({ startedAtMs }) => startedAtMs);
  let busiest: BusiestWindow = { restarts: 0, fromMs: undefined, toMs: undefined };
  let from = 0;
  for (const [to, toMs] of startsMs.entries()) {
    while (toMs - (startsMs[from] ?? 0) > windowMs) from += 1;
    const restarts = to - from + 1;
    if (restarts > busiest.restarts) busiest = { restarts, fromMs: startsMs[from], toMs };
  }
  return busiest;
}
