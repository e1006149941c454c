import type { KubeletPlan } from '../cluster/plan.js';
import { MINUTE_MS } from '../time/units.js';
import type { Behaviour } from './behaviour.js';
import { fastestPlan, shortestRunMs } from './plausible-plan.js';
import { findSchedule, type StartSchedule } from './start-schedule.js';
import { agesOf, type TranscriptRow } from './transcript.js';

/** A row that no luck can bring about: something in it would have to happen before its waits are over. */
export interface TooEarly {
  readonly row: TranscriptRow;
  /** The start or the exit the row tells of; the first restart and the first exit are number 1. */
  readonly what: { readonly kind: 'restart' | 'exit'; readonly number: number };
  /** The latest that the row allows it. */
  readonly toldAtMs: number;
  /** The earliest that the rule allows it. */
  readonly earliestAtMs: number;
}

/** Far more than a start takes. */
const SLACK_MS = 1 * MINUTE_MS;

/**
 * The first row that comes too early even for the shortest runs on a kubelet that notices everything at once; such a
 * kubelet is a lower bound as long as no wait can end in a reset. Ages count from creation, so a pod that was created
 * long before it ran only shows more age.
 */
export function findTooEarly(
  rows: readonly TranscriptRow[],
  behaviour: Behaviour,
  kubelet: KubeletPlan,
): TooEarly | undefined {
  const { policy } = kubelet;
  const { runMs, firstRunsMs = [], runVariesByMs, liveness } = behaviour;
  // Kills by a probe are judged by the exit before (PR16), and runs that differ have no shortest schedule at hand.
  if (runMs === undefined || firstRunsMs.length > 0 || liveness !== undefined) return undefined;
  const longestRunMs = runMs.to + runVariesByMs;
  if (!policy.delays || longestRunMs + policy.maxMs + SLACK_MS > policy.reset.afterMs) return undefined;
  const schedule = findSchedule(fastestPlan(behaviour, kubelet), shortestRunMs(behaviour));
  for (const row of rows) {
    const found = tooEarly(row, schedule, behaviour.leadMs.from);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tooEarly(row: TranscriptRow, schedule: StartSchedule, leadMs: number): TooEarly | undefined {
  const { restarts, lastExitAgo, status } = row;
  const ageMs = agesOf(row).to - leadMs;
  const started: TooEarly = {
    row,
    what: { kind: 'restart', number: restarts },
    toldAtMs: ageMs,
    earliestAtMs: schedule.startAtMs(restarts),
  };
  // While the container waits the newest exit is of the run after the last restart; else of the one before.
  const exits = status === 'CrashLoopBackOff' ? restarts + 1 : restarts;
  const exited: TooEarly = {
    row,
    what: { kind: 'exit', number: exits },
    toldAtMs: ageMs - (lastExitAgo?.ms ?? 0),
    earliestAtMs: exits === 0 ? 0 : schedule.crashAtMs(exits),
  };
  return [exited, started].find(({ toldAtMs, earliestAtMs }) => earliestAtMs > toldAtMs);
}
