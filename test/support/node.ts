import { Agenda } from '../../src/engine/agenda.js';
import { runAgenda, startOfRun } from '../../src/engine/run.js';
import { resolvePolicy } from '../../src/kubelet/config.js';
import { type HostedPod, Kubelet } from '../../src/kubelet/kubelet.js';
import {
  type ContainerSpec,
  type PodSpec,
  type ProbeSpec,
  plainContainer,
  plainPod,
} from '../../src/kubelet/pod-spec.js';
import type { Attempt, Process } from '../../src/kubelet/process.js';
import { IDEAL_TIMING, RECORDED_LATENCIES, realisticTiming } from '../../src/kubelet/timing.js';
import type { VersionName } from '../../src/kubelet/versions.js';
import { PLENTY, type World } from '../../src/kubelet/world.js';
import { Quiet } from '../../src/trace/quiet.js';
import type { RuntimeFacts } from '../../src/trace/sink.js';
import { Trace } from '../../src/trace/trace.js';

export const NEVER = Number.POSITIVE_INFINITY;

/** How an attempt goes, told relative to its start; what is left out: runs for ever, exits 143 on SIGTERM at once. */
export type Behaviour = Partial<Omit<Attempt, 'finishesAtMs' | 'probes'>> & {
  readonly runMs?: number;
  /** Whether a probe that looks `sinceStartMs` after the start sees what it wants. */
  readonly healthy?: (probe: string, sinceStartMs: number) => boolean;
  readonly answerTakesMs?: number;
};

/** A process that behaves so attempt by attempt; the last behaviour repeats. */
export function behaving(...behaviours: readonly Behaviour[]): Process {
  let starts = 0;
  return {
    start: (nowMs) => {
      const { runMs, healthy, answerTakesMs, ...rest } = behaviours[Math.min(starts, behaviours.length - 1)] ?? {};
      starts += 1;
      const exitCode = rest.exitCode ?? (runMs === undefined ? 0 : 1);
      return {
        finishesAtMs: runMs === undefined ? NEVER : nowMs + runMs,
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        onTerm: { exitCode: 143, afterMs: 0 },
        ...rest,
        probes:
          healthy === undefined
            ? undefined
            : {
                answer: (probe, atMs) => ({
                  ok: healthy(probe, atMs - nowMs),
                  takesMs: answerTakesMs ?? 0,
                  output: undefined,
                }),
              },
      };
    },
  };
}

export function probe(more: Partial<ProbeSpec> = {}): ProbeSpec {
  return {
    handler: 'exec',
    initialDelayMs: 0,
    periodMs: 10_000,
    timeoutMs: 1_000,
    successThreshold: 1,
    failureThreshold: 3,
    terminationGraceMs: undefined,
    ...more,
  };
}

export interface TestContainer {
  readonly spec?: Partial<ContainerSpec>;
  readonly process?: Process;
}

export interface NodeOptions {
  readonly timing?: 'exact' | 'realistic';
  readonly version?: VersionName;
  readonly seed?: number;
  readonly untilMs?: number;
  readonly world?: Partial<World>;
  readonly pod?: Partial<PodSpec>;
  /** What is done to the pod or its kubelet, and when. */
  readonly actions?: readonly (readonly [
    atMs: number,
    act: (kubelet: Kubelet, pod: HostedPod, nowMs: number) => void,
  ])[];
}

/** One pod on one node, run by the kubelet alone. */
export function runPod(containers: Readonly<Record<string, TestContainer>>, options: NodeOptions = {}): Trace {
  const version = options.version ?? '1.36';
  const config = { version, gates: {}, maxRestartPeriodMs: undefined };
  const agenda = new Agenda();
  const trace = new Trace();
  const kubelet = new Kubelet({
    node: 'node-1',
    versionName: version,
    policy: resolvePolicy(config, 'kubelet'),
    timing: options.timing === 'realistic' ? realisticTiming(config, RECORDED_LATENCIES) : IDEAL_TIMING,
    agenda,
    sink: trace,
    world: { ...PLENTY, ...options.world },
    masterSeed: options.seed ?? 1,
  });
  const specs = Object.entries(containers).map(([name, { spec }]) => ({
    ...plainContainer(name, 'busybox:1.36'),
    ...spec,
  }));
  const identity = {
    index: 0,
    namespace: 'default',
    name: 'web',
    uid: 'uid',
    labels: {},
    owner: undefined,
    containers: specs.map(({ name, type, image }, index) => ({ index, name, type, image })),
  };
  trace.podCreated(identity, 0);
  const processes = Object.values(containers).map(({ process }) => process ?? behaving({}));
  const hosted = kubelet.addPod({ identity, spec: { ...plainPod(specs), ...options.pod }, processes }, 0);
  const progress = startOfRun();
  const runTo = (horizonMs: number): void => {
    const stop = runAgenda(agenda, progress, { horizonMs, maxEvents: 1e7, maxEventsPerInstant: 10_000 });
    if (stop.kind === 'no-progress') throw new Error(`no progress: ${stop.culprit} at ${stop.atMs}`);
  };
  for (const [atMs, act] of options.actions ?? []) {
    runTo(atMs - 1);
    act(kubelet, hosted, atMs);
  }
  runTo(options.untilMs ?? 3_600_000);
  return trace;
}

/** Starts, exits and failed starts as lines: `app 0 started 12.5`. Times in seconds. */
export function runtimeLines(trace: Trace): readonly string[] {
  const names = trace.pods.flatMap((pod) => pod.containers.map(({ name }) => name));
  const lines: string[] = [];
  const reader: RuntimeFacts = {
    started: (container, attempt, atMs) => lines.push(`${names[container]} ${attempt} started ${atMs / 1000}`),
    wrote: () => {},
    exited: (container, attempt, atMs, exitCode, reason) =>
      lines.push(`${names[container]} ${attempt} exited ${atMs / 1000} ${exitCode} ${reason}`),
    refused: () => {},
    admitted: () => {},
    startFailed: (container, atMs, reason) => lines.push(`${names[container]} failed ${atMs / 1000} ${reason}`),
  };
  trace.replayRuntime(reader);
  return lines;
}

/** When the attempts of a container started, in seconds. */
export function startSeconds(trace: Trace, container = 0): readonly number[] {
  const starts: number[] = [];
  const reader = new (class extends Quiet {
    override started(of: number, _attempt: number, atMs: number): void {
      if (of === container) starts.push(atMs / 1000);
    }
  })();
  trace.replayRuntime(reader);
  return starts;
}

/** The events as lines: `12.5 Killing Stopping container app`. */
export function eventLines(trace: Trace): readonly string[] {
  const lines: string[] = [];
  const reader = new (class extends Quiet {
    override occurred(...[{ reason, message }, atMs]: Parameters<Trace['occurred']>): void {
      lines.push(`${atMs / 1000} ${reason} ${message}`);
    }
  })();
  trace.replayApi(reader, NEVER);
  return lines;
}

/** What the API was told of containers, phase and conditions, as lines. */
export function statusLines(trace: Trace): readonly string[] {
  const names = trace.pods.flatMap((pod) => pod.containers.map(({ name }) => name));
  const lines: string[] = [];
  const reader = new (class extends Quiet {
    override containerPublished(...[container, atMs, status]: Parameters<Trace['containerPublished']>): void {
      const { state, reason, restartCount, ready, started, lastAttempt } = status;
      const flags = `${ready ? 'ready' : 'unready'}${started ? ' started' : ''}`;
      const last = lastAttempt === null ? '' : ` last ${lastAttempt}`;
      lines.push(`${atMs / 1000} ${names[container]} ${state} ${reason ?? '-'} ${restartCount} ${flags}${last}`);
    }

    override phasePublished(...[, atMs, phase, reason]: Parameters<Trace['phasePublished']>): void {
      lines.push(`${atMs / 1000} phase ${phase}${reason === null ? '' : ` ${reason}`}`);
    }

    override conditionPublished(...[, atMs, { type, status }]: Parameters<Trace['conditionPublished']>): void {
      lines.push(`${atMs / 1000} ${type} ${status}`);
    }

    override podDeleted(...[, atMs]: Parameters<Trace['podDeleted']>): void {
      lines.push(`${atMs / 1000} deleted`);
    }
  })();
  trace.replayApi(reader, NEVER);
  return lines;
}
