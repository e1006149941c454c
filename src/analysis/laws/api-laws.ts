import type { PodIdentity } from '../../trace/identity.js';
import { Quiet } from '../../trace/quiet.js';
import type { ContainerStatus, PodCondition } from '../../trace/sink.js';
import type { Trace } from '../../trace/trace.js';
import type { Phase } from '../../trace/vocabulary.js';
import type { ContainerLife, PodLife } from './pod-life.js';

/** A relist and a sync under way. */
const BEHIND_MS = 5_000;

/** Follows what the API is told, and notes what it must never be told. */
class ApiWatcher extends Quiet {
  readonly problems: string[] = [];
  readonly #lives: readonly PodLife[];
  readonly #podOf: number[] = [];
  readonly #containers: ContainerLife[] = [];
  readonly #shown = new Map<number, ContainerStatus>();
  readonly #phases = new Map<number, Phase>();
  readonly #bound = new Set<number>();
  readonly #gone = new Set<number>();

  constructor(lives: readonly PodLife[]) {
    super();
    this.#lives = lives;
    for (const { identity, containers } of lives) {
      for (const container of containers) {
        this.#podOf[container.identity.index] = identity.index;
        this.#containers[container.identity.index] = container;
      }
    }
  }

  override podCreated(pod: PodIdentity, atMs: number): void {
    if (this.#lives[pod.index]?.identity !== pod) this.#say(pod.index, atMs, 'has the number of another pod');
  }

  override podBound(pod: number, atMs: number): void {
    if (this.#bound.has(pod)) this.#say(pod, atMs, 'is bound twice');
    this.#bound.add(pod);
  }

  override podDeleted(pod: number, atMs: number): void {
    if (this.#gone.has(pod)) this.#say(pod, atMs, 'is deleted twice');
    this.#gone.add(pod);
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    const pod = this.#podOf[container] ?? -1;
    const life = this.#containers[container];
    if (life === undefined) {
      this.problems.push(`container ${container} at ${atMs} ms: nobody knows it`);
      return;
    }
    const before = this.#shown.get(container);
    this.#shown.set(container, status);
    const say = (text: string): void => this.#say(pod, atMs, `container ${life.identity.name} ${text}`);
    if (this.#gone.has(pod)) say('is told of after its pod is gone');
    if (!this.#bound.has(pod)) say('is told of before its pod has a node');
    if (status.restartCount < (before?.restartCount ?? 0)) say('has fewer restarts than before');
    for (const problem of inconsistencies(life, status, atMs)) say(problem);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase): void {
    const before = this.#phases.get(pod);
    this.#phases.set(pod, phase);
    if (this.#gone.has(pod)) this.#say(pod, atMs, 'is told of after it is gone');
    if (before === 'Succeeded' || before === 'Failed') this.#say(pod, atMs, `leaves ${before}`);
    const life = this.#lives[pod];
    if (life === undefined || life.isCutOff) return;
    const isBack = phase === 'Pending' && before !== undefined && before !== 'Pending';
    // After a restart of all containers init containers run again, and sidecars have to start again (A25, P2).
    const initRan = life.containers.some((each) => each.identity.type !== 'container' && ranLately(each, atMs));
    if (isBack && !initRan) this.#say(pod, atMs, 'P2: is Pending again, and no init container or sidecar ran');
    const ends = phase === 'Succeeded' || phase === 'Failed';
    if (ends && life.containers.some((container) => runsAt(container, atMs))) {
      this.#say(pod, atMs, `is ${phase} while a container runs`);
    }
    const regular = life.containers.filter(({ identity }) => identity.type === 'container');
    if (phase === 'Succeeded' && !regular.every(({ attempts }) => attempts.at(-1)?.exitCode === 0)) {
      this.#say(pod, atMs, 'is Succeeded without success');
    }
    if (phase === 'Running' && !life.containers.some(({ attempts }) => attempts.length > 0)) {
      this.#say(pod, atMs, 'is Running and nothing ever ran');
    }
  }

  override conditionPublished(pod: number, atMs: number, { type, status }: PodCondition): void {
    if (this.#gone.has(pod)) this.#say(pod, atMs, 'is told of after it is gone');
    if (!status || (type !== 'Ready' && type !== 'ContainersReady')) return;
    const unready = this.#lives[pod]?.containers.find(({ identity }) => {
      return identity.type !== 'init' && this.#shown.get(identity.index)?.ready !== true;
    });
    if (unready !== undefined) this.#say(pod, atMs, `is ${type}, and ${unready.identity.name} is not`);
  }

  #say(pod: number, atMs: number, text: string): void {
    this.problems.push(`${this.#lives[pod]?.identity.name ?? `pod ${pod}`} at ${atMs} ms: ${text}`);
  }
}

/** What a status says against itself, or against what happened. */
function inconsistencies(
  { identity, attempts }: ContainerLife,
  status: ContainerStatus,
  atMs: number,
): readonly string[] {
  const { state, reason, ready, started, restartCount, lastAttempt, lastRemoved } = status;
  const problems: string[] = [];
  const isInit = identity.type === 'init';
  const isUp = isInit ? state === 'terminated' : state === 'running';
  if (ready && !isUp) problems.push(`is ready and ${state}`);
  if (started && state !== 'running') problems.push(`has started and is ${state}`);
  const shown = attempts[restartCount];
  // The kubelet says so of what never ran, or what it does not find, once the pod has ended.
  const isLost = reason === 'ContainerStatusUnknown';
  if (!isLost && state !== 'waiting' && !(shown !== undefined && shown.startedAtMs <= atMs)) {
    problems.push(`is ${state}, and attempt ${restartCount} has not started`);
  }
  if (!isLost && state === 'terminated' && !hasEnded(shown, atMs)) problems.push('has terminated and runs');
  if (state === 'running' && reason !== null) problems.push(`runs with the reason ${reason}`);
  if (lastAttempt !== null && !hasEnded(attempts[lastAttempt], atMs)) {
    problems.push(`tells the end of attempt ${lastAttempt}, which has not ended`);
  }
  if (reason === 'CrashLoopBackOff' && lastAttempt === null && !lastRemoved)
    problems.push('is in CrashLoopBackOff and never ran');
  return problems;
}

function hasEnded(attempt: ContainerLife['attempts'][number] | undefined, atMs: number): boolean {
  return (attempt?.finishedAtMs ?? Number.POSITIVE_INFINITY) <= atMs;
}

/** Has run, or may still seem to: a kubelet may be some seconds behind. */
function ranLately({ attempts }: ContainerLife, atMs: number): boolean {
  return attempts.some(({ startedAtMs, finishedAtMs = Number.POSITIVE_INFINITY }) => {
    return startedAtMs <= atMs && finishedAtMs + BEHIND_MS >= atMs;
  });
}

function runsAt({ attempts }: ContainerLife, atMs: number): boolean {
  return attempts.some(({ startedAtMs, finishedAtMs }) => {
    return startedAtMs <= atMs && (finishedAtMs ?? Number.POSITIVE_INFINITY) > atMs;
  });
}

/** What the API was told of pods holds together and agrees with what happened. */
export function apiProblems(lives: readonly PodLife[], trace: Trace): readonly string[] {
  const watcher = new ApiWatcher(lives);
  trace.replayApi(watcher, Number.POSITIVE_INFINITY);
  return watcher.problems;
}
