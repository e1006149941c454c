import { Quiet } from '../trace/quiet.js';
import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import { type LoneBounds, LoneContainer, type LoneStop, loneContainersOf } from './lone-container.js';
import type { NewPod } from './new-pod.js';
import { Pod } from './pod.js';
import type { PodSpec } from './pod-spec.js';
import { publishCondition, publishStatus } from './publish.js';
import { Recorder } from './recorder.js';

/** The pods whose life is routine: one container that is restarted for ever and has nothing to do with anything else. */
export function isRoutine({ containers, restartPolicy }: PodSpec): boolean {
  const [only, another] = containers;
  return restartPolicy === 'Always' && another === undefined && only?.restartPolicy === undefined;
}

const READINESS = ['Ready', 'ContainersReady'] as const;

/**
 * A pod of one {@link LoneContainer}, for readers of what the API shows at the end: it is told once when the pod's first
 * instant is over, and once when all is over, with the instant at which the container began to run or to wait.
 *
 * In between, the API is told of nothing but readiness, which comes and goes with the container.
 */
export class RoutinePod {
  readonly #pod: Pod;
  readonly #container: LoneContainer;
  readonly #context: KubeletContext;
  readonly #metAtMs: number;
  #isMet = false;

  /** @param kubelet whose node it is on */
  constructor(made: NewPod, kubelet: KubeletContext, nowMs: number) {
    const { identity, spec } = made;
    const recorder = new Recorder(new Quiet(), identity, kubelet.node, kubelet.eventRules);
    const pod = new Pod(identity, spec, recorder, noStream);
    pod.containers.push(...loneContainersOf(made));
    pod.hasSandbox = true;
    this.#pod = pod;
    this.#container = new LoneContainer(pod.containers[0] as Container, kubelet, spec.restartPolicy, nowMs, pod);
    this.#context = kubelet;
    this.#metAtMs = nowMs;
  }

  /** When it does the next thing. */
  get nowMs(): number {
    return this.#container.nowMs;
  }

  /** Goes on within the bounds, and tells the API how it ends when the horizon is reached. */
  advance(bounds: LoneBounds): LoneStop {
    if (!this.#isMet) {
      const stop = this.#meet(bounds);
      if (stop !== 'done') return stop;
    }
    const stop = this.#container.advance(bounds);
    if (stop === 'done') this.#tellEnd();
    return stop;
  }

  #meet(bounds: LoneBounds): LoneStop {
    const first = { ...bounds, horizonMs: this.#metAtMs };
    const stop = this.#container.advance(first);
    bounds.eventsLeft = first.eventsLeft;
    if (stop !== 'done') return stop;
    this.#isMet = true;
    publishStatus(this.#pod, this.#context, this.#metAtMs, 'actual', true);
    return stop;
  }

  #tellEnd(): void {
    const { turnedAtMs } = this.#container;
    const [only] = this.#pod.containers;
    if (turnedAtMs > this.#metAtMs) {
      // The API has seen it the other way round in between, perhaps often.
      const before = { status: only?.actual.isRunning !== true, reason: null, message: null };
      for (const type of READINESS) publishCondition(this.#pod, { type, ...before }, this.#context, turnedAtMs);
    }
    publishStatus(this.#pod, this.#context, turnedAtMs, 'actual', true);
  }

  describe(): string {
    return this.#container.describe();
  }
}

function noStream(): never {
  throw new Error('on the ideal clock nothing is drawn for a pod');
}
