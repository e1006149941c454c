import type { Agenda } from './agenda.js';

export interface RunBounds {
  /** Events at exactly this instant still happen. */
  readonly horizonMs: number;
  /** How many events this call may process before it hands back control. */
  readonly maxEvents: number;
  /** How many events may share one instant before the run counts as making no progress. */
  readonly maxEventsPerInstant: number;
}

/** Why the loop stopped. `budget` means there is more to do; call again. */
export type RunStop =
  | { readonly kind: 'idle' }
  | { readonly kind: 'horizon' }
  | { readonly kind: 'budget' }
  | { readonly kind: 'no-progress'; readonly atMs: number; readonly culprit: string };

/** Where a loop stands; survives from one call to the next. */
export interface RunProgress {
  nowMs: number;
  events: number;
  eventsAtNow: number;
}

/** How far a run is that has not begun. */
export function startOfRun(): RunProgress {
  return { nowMs: 0, events: 0, eventsAtNow: 0 };
}

/** Fires timers in order until the horizon, an empty agenda or a limit, and says which. */
export function runAgenda(agenda: Agenda, progress: RunProgress, bounds: RunBounds): RunStop {
  for (let left = bounds.maxEvents; left > 0; left -= 1) {
    const timer = agenda.take(bounds.horizonMs);
    if (timer === undefined) return { kind: agenda.nextAtMs() === undefined ? 'idle' : 'horizon' };
    const atMs = timer.dueAtMs;
    if (atMs === progress.nowMs) {
      progress.eventsAtNow += 1;
      if (progress.eventsAtNow > bounds.maxEventsPerInstant)
        return { kind: 'no-progress', atMs, culprit: timer.describe() };
    } else {
      progress.nowMs = atMs;
      progress.eventsAtNow = 1;
    }
    progress.events += 1;
    timer.fire(atMs);
  }
  return { kind: 'budget' };
}
