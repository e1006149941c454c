import type { ContainerPlan, Plan, PodPlan } from '../cluster/plan.js';
import type { ScriptEntry } from '../cluster/script.js';
import { meanMs } from '../engine/distributions.js';

/** The exit, the sync that sees it, the one that restarts, the collection of the entry; measured: 2 to 3. */
const EVENTS_PER_RESTART = 4;
/** With latencies a restart takes relists and the steps of two syncs. */
const EVENTS_PER_REALISTIC_RESTART = 12;
/** A sync that only looks: it is due, and it is done. */
const EVENTS_PER_LOOK = 2;
/** How often a pod is looked at in a wait, at least, and when all is well. @source kubelet-semantics T12 */
const LOOK_EVERY_MS = { 'at-change': Number.POSITIVE_INFINITY, 'ten-seconds': 10_000, expiry: 60_000 } as const;
const RESYNC_EVERY_MS = 60_000;
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
  return ranMs + meanMs(plan.kubelet.timing.latencies.start) + longestWaitMs(plan);
}

/** The cap, unless housekeeping removes the entry before. */
function longestWaitMs({ kubelet: { policy } }: Plan): number {
  if (!policy.delays) return 0;
  return policy.reset.collects ? Math.min(policy.maxMs, policy.reset.afterMs + 1) : policy.maxMs;
}

function eventsPerRestart(plan: Plan): number {
  const { relistPeriodMs, requeue } = plan.kubelet.timing;
  if (relistPeriodMs === 0) return EVENTS_PER_RESTART;
  return EVENTS_PER_REALISTIC_RESTART + (EVENTS_PER_LOOK * longestWaitMs(plan)) / LOOK_EVERY_MS[requeue];
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
  const resyncs = plan.kubelet.timing.relistPeriodMs > 0 ? (EVENTS_PER_LOOK * horizonMs) / RESYNC_EVERY_MS : 0;
  return { pod, container, events: restarts * eventsPerRestart(plan) + resyncs, cycleMs };
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
