/** The most restarts of a container that any stretch of time of a given length holds, and the first such stretch. */
export interface BusiestWindow {
  readonly restarts: number;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
}

/**
 * Counts every restart when it happened; what scrapes see of it, and what they make of it, may be more or less.
 *
 * @param restartsMs their instants, in order of time
 */
export function busiestWindow(restartsMs: readonly number[], windowMs: number): BusiestWindow {
  let busiest: BusiestWindow = { restarts: 0, fromMs: undefined, toMs: undefined };
  let from = 0;
  for (const [to, toMs] of restartsMs.entries()) {
    while (toMs - (restartsMs[from] ?? 0) > windowMs) from += 1;
    const restarts = to - from + 1;
    if (restarts > busiest.restarts) busiest = { restarts, fromMs: restartsMs[from], toMs };
  }
  return busiest;
}
