import { type Distribution, drawMs } from '../engine/distributions.js';
import type { Stream } from '../engine/stream.js';
import type { PodIdentity } from '../trace/identity.js';
import type { PodCondition } from '../trace/sink.js';
import type { ConditionType, Phase } from '../trace/vocabulary.js';
import type { Container } from './container.js';
import type { PodSpec } from './pod-spec.js';
import type { Recorder } from './recorder.js';

/** Why a pod is stopped although nobody deletes it; it ends Failed. @source kubelet-semantics P5, A30 */
export interface PodStop {
  readonly reason: string;
  readonly message: string;
  /** Undefined: the pod's own. */
  readonly graceMs?: number;
  /** Told with the end, so that a Job may forgive it. @source kubelet-semantics C11; eviction_manager.go */
  readonly disruption?: PodCondition;
}

/** @source kubelet-semantics E11, C9 */
export const DEADLINE_EXCEEDED: PodStop = {
  reason: 'DeadlineExceeded',
  message: 'Pod was active on the node longer than the specified deadline',
};

/** The two conditions that tell whether a pod is ready, which always say the same. */
export interface Readiness {
  readonly Ready: PodCondition;
  readonly ContainersReady: PodCondition;
}

/** A pod on a node: what it is, and how far it has come. */
export class Pod {
  readonly identity: PodIdentity;
  readonly spec: PodSpec;
  readonly recorder: Recorder;
  /** Init containers and sidecars first, in the order of the specification, then the others. */
  readonly containers: Container[] = [];
  readonly hasSidecars: boolean;
  hasSandbox = false;
  /** How many sandboxes it has had. */
  sandboxes = 0;
  deletionRequested = false;
  stop: PodStop | undefined = undefined;
  /** The kubelet is done with it: what did not end as it should is told as unknown. @source kubelet-semantics P11 */
  isTerminated = false;
  /** All containers are being stopped and removed, to start afresh. @source kubelet-semantics A24 */
  restartingAll = false;
  /** Its volumes have been mounted once, and stay so. */
  isMounted = false;
  /** This kubelet process has registered its probes. */
  areProbesRegistered = false;
  hasProbers = false;
  /** All init containers have once been seen done; never taken back. @source kubelet-semantics P22 */
  wasInitialized = false;
  /** Something changed that conditions tell and container statuses do not. */
  isNews = true;
  publishedPhase: Phase | undefined = undefined;
  /** The last words about its not being ready, to be said again. */
  unready: Readiness | undefined = undefined;
  publishedConditions: Partial<Record<ConditionType, PodCondition>> = {};
  readonly #makeStream: () => Stream;
  #stream: Stream | undefined = undefined;

  constructor(identity: PodIdentity, spec: PodSpec, recorder: Recorder, makeStream: () => Stream) {
    this.identity = identity;
    this.spec = spec;
    this.recorder = recorder;
    this.hasSidecars = spec.containers.some(({ type }) => type === 'sidecar');
    this.#makeStream = makeStream;
  }

  /** Whether nothing of it may be started any more. @source kubelet-semantics A30 */
  get mustStop(): boolean {
    return this.deletionRequested || this.stop !== undefined;
  }

  /** This pod's own draws: latencies and jitter. Made when first needed; the ideal clock never does. */
  get stream(): Stream {
    this.#stream ??= this.#makeStream();
    return this.#stream;
  }

  /** How long a step of the kubelet takes this time. */
  draw(latency: Distribution): number {
    return latency.kind === 'fixed' ? latency.ms : drawMs(latency, this.stream);
  }
}
