import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time/units.js';
import type { Career } from './course.js';
import { type Recovery, type Return, watchedUntilMs } from './recovery.js';
import { type Steady, steadyOf } from './steady.js';

/** Restarts are counted up to these instants, themselves included. */
export const MARKS_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, DAY_MS] as const;

/** What one restart costs others; the defaults are those of KEP-4603: a full node, and the status updates it counts. */
export interface LoadAssumption {
  readonly podsPerNode: number;
  readonly requestsPerRestart: number;
}

export const KEP_4603_LOAD: LoadAssumption = { podsPerNode: 110, requestsPerRestart: 5 };

/** One container of a workload under one policy, per pod; means where there are several pods or runs. */
export interface Figures {
  /** By mark. */
  readonly restarts: readonly number[];
  readonly steady: Steady;
  /** What the rate is of: the scenario as it is, or, where that ends the loop by itself, as if this return never came. */
  readonly steadyWithout: Return | undefined;
  /** Of the scenario's own time. */
  readonly waitingRatio: number;
  readonly recoveries: readonly { readonly of: Return; readonly recovery: Recovery | undefined }[];
  /** Restart requests of a node full of such pods, by the rate in the long run. */
  readonly apiRequestsPerSecond: number;
}

/** Everything that is known of one container of a workload under one policy. */
export interface Evidence {
  readonly careers: readonly Career[];
  /** How many pods there were at once, over all runs. */
  readonly pods: number;
  /** How long was simulated. */
  readonly endMs: number;
  /** How long the scenario lasts. */
  readonly ownMs: number;
  readonly repeats: 'exactly' | 'by-chance';
  readonly recoveries: readonly ReturnEvidence[];
}

/** What one return means to a subject. */
export interface ReturnEvidence {
  readonly of: Return;
  /** For every container that was away. */
  readonly each: readonly Recovery[];
  /** The containers where the dependency never returns. */
  readonly without: readonly Career[];
}

/** The figures of a container under one policy, from what was seen of its pods. */
export function figuresOf(evidence: Evidence, load: LoadAssumption): Figures {
  const { careers, pods, ownMs, recoveries } = evidence;
  const { steady, steadyWithout } = longRun(evidence);
  const perSecond = (steady.perHour * SECOND_MS) / HOUR_MS;
  return {
    restarts: MARKS_MS.map((markMs) => sum(careers.map((career) => restartsBy(career, markMs))) / Math.max(1, pods)),
    steady,
    steadyWithout,
    waitingRatio: waitingRatio(careers, ownMs),
    recoveries: recoveries.map(({ of, each }) => ({ of, recovery: togetherRecovery(each) })),
    apiRequestsPerSecond: perSecond * load.podsPerNode * load.requestsPerRestart,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function restartsBy({ startsMs }: Career, markMs: number): number {
  let restarts = 0;
  for (let at = 1; at < startsMs.length; at += 1) if ((startsMs[at] ?? 0) <= markMs) restarts += 1;
  return restarts;
}

function longRun({ careers, pods, endMs, repeats, recoveries }: Evidence): Pick<Figures, 'steady' | 'steadyWithout'> {
  const rateOf = (own: readonly Career[], untilMs: number): Steady =>
    togetherSteady(
      own.map((career) => steadyOf(career, untilMs, repeats)),
      pods,
    );
  const steady = rateOf(careers, endMs);
  const ending = recoveries.find(({ each }) => each.length > 0);
  if (steady.basis !== 'over' || ending === undefined) return { steady, steadyWithout: undefined };
  const away = rateOf(ending.without, watchedUntilMs(ending.of));
  return away.basis === 'over' ? { steady, steadyWithout: undefined } : { steady: away, steadyWithout: ending.of };
}

/** One rate of several; what is the same everywhere keeps its cycle. */
function togetherSteady(each: readonly Steady[], pods: number): Steady {
  const going = each.filter(({ basis }) => basis !== 'over');
  const [first] = going;
  if (first === undefined) return { basis: 'over', perHour: 0 };
  if (going.length === pods && going.every((one) => JSON.stringify(one) === JSON.stringify(first))) return first;
  return { basis: 'average', perHour: sum(going.map(({ perHour }) => perHour)) / pods };
}

function togetherRecovery(each: readonly Recovery[]): Recovery | undefined {
  if (each.length === 0) return undefined;
  const mean = (of: (one: Recovery) => number): number => sum(each.map(of)) / each.length;
  return {
    asWrittenMs: mean(({ asWrittenMs }) => asWrittenMs),
    meanMs: mean(({ meanMs }) => meanMs),
    worstMs: Math.max(...each.map(({ worstMs }) => worstMs)),
  };
}

/** Between an exit and the start that follows it, as far as both bounds of the scenario allow. */
function waitingRatio(careers: readonly Career[], ownMs: number): number {
  let waitedMs = 0;
  let livedMs = 0;
  for (const { bornAtMs, goneAtMs, startsMs, exitsMs } of careers) {
    livedMs += Math.max(0, Math.min(goneAtMs, ownMs) - bornAtMs);
    for (let at = 1; at < startsMs.length; at += 1) {
      const fromMs = exitsMs[at - 1] ?? ownMs;
      waitedMs += Math.max(0, Math.min(startsMs[at] ?? 0, ownMs) - fromMs);
    }
  }
  return livedMs === 0 ? 0 : waitedMs / livedMs;
}
