import { globMatches } from '../cluster/glob.js';
import type { Plan, ProcessPlan } from '../cluster/plan.js';
import { RUNS_FOREVER, type Script, type ScriptEntry } from '../cluster/script.js';
import type { ContainerSpec, PodSpec } from '../kubelet/pod-spec.js';
import { cycleMs as cycleOf, longestWaitMs, startedAgain } from './estimate-cycle.js';
import { type Crowd, crowdsOf } from './estimate-pods.js';

/** The exit, the sync that sees it, the one that restarts, the collection of the entry; measured: 2 to 3. */
const EVENTS_PER_RESTART = 4;
/** With latencies a restart takes relists and the steps of two syncs. */
const EVENTS_PER_REALISTIC_RESTART = 12;
/** A sync that only looks, or a probe: it is due, and it is done. */
const EVENTS_PER_LOOK = 2;
/** To make a pod, start it and take it away. */
const EVENTS_PER_POD = 20;
/** How often a pod is looked at in a wait, at least, and when all is well. @source kubelet-semantics T12 */
const LOOK_EVERY_MS = { 'at-change': Number.POSITIVE_INFINITY, 'ten-seconds': 10_000, expiry: 60_000 } as const;
const RESYNC_EVERY_MS = 60_000;
/** A pod that cannot start is tried this often. */
const RETRY_EVERY_MS = 10_000;
/** The clock's resolution: no cycle is counted as shorter. */
const SHORTEST_CYCLE_MS = 1;

export interface ContainerEstimate {
  readonly pod: string;
  readonly container: ContainerSpec;
  readonly events: number;
  /** From one start to the next in the long run; 0 when restarts take no time. */
  readonly cycleMs: number;
}

function eventsPerRestart(plan: Plan): number {
  const { relistPeriodMs, requeue } = plan.kubelet.timing;
  if (relistPeriodMs === 0) return EVENTS_PER_RESTART;
  return EVENTS_PER_REALISTIC_RESTART + (EVENTS_PER_LOOK * longestWaitMs(plan)) / LOOK_EVERY_MS[requeue];
}

/** What all containers of a plan have in common. */
interface Setting {
  readonly plan: Plan;
  /** Images that containers get during the run. */
  readonly laterImages: readonly string[];
  readonly perRestart: number;
  /** What a pod costs that just is there. */
  readonly idle: number;
}

function settingOf(plan: Plan): Setting {
  const laterImages = plan.actions.flatMap((action) => (action.kind === 'setImage' ? [action.image] : []));
  const mayFailToStart = plan.missing.length > 0 || plan.registry.some(({ error }) => error !== undefined);
  const everyMs = mayFailToStart ? RETRY_EVERY_MS : RESYNC_EVERY_MS;
  const looks = plan.kubelet.timing.relistPeriodMs > 0 || mayFailToStart ? plan.durationMs / everyMs : 0;
  return {
    plan,
    laterImages: [...new Set(laterImages)],
    perRestart: eventsPerRestart(plan),
    idle: EVENTS_PER_LOOK * looks,
  };
}

/** A process that may run in pods of a crowd, and whether it does in all of them. */
interface Candidate {
  readonly process: ProcessPlan;
  readonly isForAll: boolean;
}

/** Names tried against a pattern; the others are taken to be like them. */
const SAMPLE = 200;

function candidatesFor({ names }: Crowd, processes: readonly ProcessPlan[]): readonly Candidate[] {
  const all = new Set(names);
  const sample = names.slice(0, SAMPLE);
  return processes.flatMap((process) => {
    const { pod } = process;
    const matching = pod === undefined ? sample : sample.filter((name) => globMatches(pod, name));
    if (matching.length === 0 && !(pod !== undefined && all.has(pod))) return [];
    return [{ process, isForAll: matching.length === sample.length }];
  });
}

/** The scripts a container may play, with one image after the other. */
function scriptsFor(container: ContainerSpec, candidates: readonly Candidate[], later: readonly string[]) {
  const scripts: Script[] = [];
  for (const { process, isForAll } of candidates) {
    const { image, script } = process;
    if (!globMatches(process.container ?? '*', container.name)) continue;
    const isOwn = image === undefined || globMatches(image, container.image);
    if (!isOwn && !later.some((name) => globMatches(image, name))) continue;
    scripts.push(script);
    if (isForAll && isOwn && (image === undefined || later.length === 0)) return scripts;
  }
  return [...scripts, RUNS_FOREVER];
}

function probeEvents({ liveness, readiness, startup }: ContainerSpec, durationMs: number): number {
  const periodic = [liveness, readiness, startup].flatMap((probe) => probe ?? []);
  return periodic.reduce((sum, { periodMs }) => sum + (EVENTS_PER_LOOK * durationMs) / periodMs, 0);
}

function estimateContainer(
  container: ContainerSpec,
  scripts: readonly Script[],
  spec: PodSpec,
  { plan, perRestart, idle }: Setting,
): Pick<ContainerEstimate, 'events' | 'cycleMs'> {
  const horizonMs = Math.max(0, plan.durationMs);
  const startsBy = (entry: ScriptEntry, most: number): number => {
    const cycles = horizonMs / Math.max(SHORTEST_CYCLE_MS, cycleOf(entry, container, spec, plan));
    return Math.min(most, cycles) * startedAgain(entry, container, spec);
  };
  const repeated = scripts.flatMap(({ guarded, listed }) => [...guarded, ...listed.slice(-1)]);
  const inTheLongRun = Math.max(...repeated.map((entry) => startsBy(entry, Number.POSITIVE_INFINITY)));
  const once = scripts.flatMap(({ listed }) => listed.slice(0, -1)).map((entry) => startsBy(entry, entry.times));
  const starts = inTheLongRun + once.reduce((sum, count) => sum + count, 1);
  return {
    events: starts * perRestart + idle + probeEvents(container, horizonMs),
    cycleMs: Math.min(...repeated.map((entry) => cycleOf(entry, container, spec, plan))),
  };
}

/** About how many events a run has, and the container that has most of them. */
export function estimateEvents(plan: Plan): {
  readonly events: number;
  readonly biggest: ContainerEstimate | undefined;
} {
  const setting = settingOf(plan);
  let events = 0;
  let biggest: ContainerEstimate | undefined;
  for (const crowd of crowdsOf(plan)) {
    const { names, template, atOnce, inAll } = crowd;
    const { spec } = template;
    events += EVENTS_PER_POD * inAll;
    const candidates = candidatesFor(crowd, plan.processes);
    for (const container of spec.containers) {
      const scripts = scriptsFor(container, candidates, setting.laterImages);
      const one = estimateContainer(container, scripts, spec, setting);
      const estimate = { pod: names[0] ?? '', container, events: one.events * atOnce, cycleMs: one.cycleMs };
      events += estimate.events;
      if (biggest === undefined || estimate.events > biggest.events) biggest = estimate;
    }
  }
  return { events, biggest };
}
