import type { ContainerPlan, Plan, PodPlan } from '../cluster/plan.js';
import type { ScriptEntry } from '../cluster/script.js';
import { meanMs } from '../engine/distributions.js';

/** The exit, the sync that sees it, the one that restarts, the collection of the entry; measured: 2 to 3. */
const EVENTS_PER_RESTART = 4;
/** With phases and latencies each of these is looked at several times; measured: 8 to 16. */
const EVENTS_PER_REALISTIC_RESTART = 16;
/** The clock's resolution: no cycle is counted as shorter. */
const SHORTEST_CYCLE_MS = 1;

export interface ContainerEstimate {
  readonly pod: PodPlan;
  readonly container: ContainerPlan;
  readonly events: number;
  /** From one start to the next in the long run; 0 when restarts take no time. */
  readonly cycleMs: number;
}

function cycleOf(entry: ScriptEntry, pod: PodPlan, plan: Plan): number {
  const isFinal = pod.restartPolicy === 'Never' || (pod.restartPolicy === 'OnFailure' && entry.exitCode === 0);
  if (isFinal || (entry.run === undefined && entry.needs.length === 0)) return Number.POSITIVE_INFINITY;
  const ranMs = entry.run === undefined ? 0 : meanMs(entry.run);
  const { policy, timing } = plan.kubelet;
  return ranMs + meanMs(timing.latencies.start) + (policy.delays ? policy.maxMs : 0);
}

function estimateContainer(container: ContainerPlan, pod: PodPlan, plan: Plan): ContainerEstimate {
  const horizonMs = Math.max(0, plan.durationMs - pod.createdAtMs);
  const scripts = [container.script, ...container.imageChanges.map(({ script }) => script)];
  const repeated = scripts.flatMap(({ guarded, listed }) => [...guarded, ...listed.slice(-1)]);
  const cycleMs = Math.min(...repeated.map((entry) => cycleOf(entry, pod, plan)));
  const once = scripts
    .flatMap(({ listed }) => listed.slice(0, -1))
    .map((entry) => Math.min(entry.times, horizonMs / Math.max(SHORTEST_CYCLE_MS, cycleOf(entry, pod, plan))));
  const restarts = horizonMs / Math.max(SHORTEST_CYCLE_MS, cycleMs) + once.reduce((sum, count) => sum + count, 1);
  const factor = plan.kubelet.timing.relistPeriodMs > 0 ? EVENTS_PER_REALISTIC_RESTART : EVENTS_PER_RESTART;
  return { pod, container, events: restarts * factor, cycleMs };
}

/** About how many events a run has, and the container that has most of them. */
export function estimateEvents(plan: Plan): {
  readonly events: number;
  readonly biggest: ContainerEstimate | undefined;
} {
  let events = 0;
  let biggest: ContainerEstimate | undefined;
  for (const pod of plan.pods) {
    for (const container of pod.containers) {
      const estimate = estimateContainer(container, pod, plan);
      events += estimate.events;
      if (biggest === undefined || estimate.events > biggest.events) biggest = estimate;
    }
  }
  return { events, biggest };
}
