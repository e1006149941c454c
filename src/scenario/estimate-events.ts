import { globMatches } from '../cluster/glob.js';
import type { Plan, ProcessPlan } from '../cluster/plan.js';
import { RUNS_FOREVER, type ScriptEntry } from '../cluster/script.js';
import type { PodPlan } from '../cluster/template-plan.js';
import { meanMs } from '../engine/distributions.js';
import type { ContainerSpec, PodSpec } from '../kubelet/pod-spec.js';

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
  readonly container: ContainerSpec;
  readonly events: number;
  /** From one start to the next in the long run; 0 when restarts take no time. */
  readonly cycleMs: number;
}

/** How long an entry runs on average; memory may end it before. */
function ranMs(entry: ScriptEntry, { memoryLimitBytes }: ContainerSpec): number {
  const ownMs = entry.run === undefined ? Number.POSITIVE_INFINITY : meanMs(entry.run);
  if (entry.memory === undefined || memoryLimitBytes === undefined) return ownMs;
  const missing = memoryLimitBytes - entry.memory.startBytes;
  return Math.min(ownMs, missing <= 0 ? 0 : missing / entry.memory.bytesPerMs);
}

function cycleOf(entry: ScriptEntry, container: ContainerSpec, { restartPolicy }: PodSpec, plan: Plan): number {
  const isFinal = restartPolicy === 'Never' || (restartPolicy === 'OnFailure' && entry.exitCode === 0);
  const lastsMs = ranMs(entry, container);
  if (isFinal || (!Number.isFinite(lastsMs) && entry.needs.length === 0)) return Number.POSITIVE_INFINITY;
  return (Number.isFinite(lastsMs) ? lastsMs : 0) + meanMs(plan.kubelet.timing.latencies.start) + longestWaitMs(plan);
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

/** Images that containers get during the run. */
function laterImages({ actions }: Plan): readonly string[] {
  return [...new Set(actions.flatMap((action) => (action.kind === 'setImage' ? [action.image] : [])))];
}

/** The scripts a container may play, with one image after the other. */
function scriptsFor(pod: PodPlan, container: ContainerSpec, plan: Plan, later: readonly string[]) {
  const fits = ({ image }: ProcessPlan, images: readonly string[]): boolean =>
    image === undefined || images.some((name) => globMatches(image, name));
  const running = plan.processes.filter(
    (process) => globMatches(process.pod ?? '*', pod.name) && globMatches(process.container ?? '*', container.name),
  );
  const first = running.find((process) => fits(process, [container.image]));
  const others = running.filter(({ image }) => image !== undefined).filter((process) => fits(process, later));
  return [first?.script ?? RUNS_FOREVER, ...others.map(({ script }) => script)];
}

function estimateContainer(
  container: ContainerSpec,
  pod: PodPlan,
  plan: Plan,
  later: readonly string[],
): ContainerEstimate {
  const { spec } = pod.template;
  const horizonMs = Math.max(0, plan.durationMs);
  const scripts = scriptsFor(pod, container, plan, later);
  const repeated = scripts.flatMap(({ guarded, listed }) => [...guarded, ...listed.slice(-1)]);
  const cycleMs = Math.min(...repeated.map((entry) => cycleOf(entry, container, spec, plan)));
  const once = scripts
    .flatMap(({ listed }) => listed.slice(0, -1))
    .map((entry) =>
      Math.min(entry.times, horizonMs / Math.max(SHORTEST_CYCLE_MS, cycleOf(entry, container, spec, plan))),
    );
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
  const later = laterImages(plan);
  for (const pod of plan.pods) {
    for (const container of pod.template.spec.containers) {
      const estimate = estimateContainer(container, pod, plan, later);
      events += estimate.events;
      if (biggest === undefined || estimate.events > biggest.events) biggest = estimate;
    }
  }
  return { events, biggest };
}
