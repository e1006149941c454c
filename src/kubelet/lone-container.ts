import type { PodIdentity } from '../trace/identity.js';
import type { RestartPolicy } from '../trace/vocabulary.js';
import { BackoffEntry } from './backoff.js';
import { Container, type ExitListener } from './container.js';
import type { KubeletContext } from './context.js';
import { indexOf, type NewPod, programOf } from './new-pod.js';
import type { ContainerSpec, PodSpec } from './pod-spec.js';
import { restartsAfterExit } from './restart-policy.js';
import { decideStart, type Voice } from './start-decision.js';
import type { World } from './world.js';

/** Why a lone container stopped: nothing more happens by then, there is more to do, or time stands still. */
export type LoneStop = 'done' | 'budget' | 'no-progress';

/** How far, and how much, something that needs no agenda may go on. */
export interface LoneBounds {
  /** Events at exactly this instant still happen. */
  readonly horizonMs: number;
  /** How many events may share one instant before it counts as making no progress. */
  readonly maxEventsPerInstant: number;
  /** How many events this turn may take; what is used is taken off. */
  eventsLeft: number;
}

/** Whether a pod's containers have nothing to do with each other, nor with anything but their processes. */
export function runsAlone(pod: PodSpec, world: World): boolean {
  const isAlone = (container: ContainerSpec): boolean => {
    const { type, imagePullPolicy, image, restartRules, liveness, readiness, startup, postStart } = container;
    const isConfigured = container.configs.length === 0 && !container.isRootDenied;
    const isPresent = imagePullPolicy !== 'Always' && world.nameError(image) === undefined && world.hasImage(image, 0);
    const isProbed = (liveness ?? readiness ?? startup ?? postStart) !== undefined;
    return type === 'container' && isPresent && !isProbed && restartRules.length === 0 && isConfigured;
  };
  return pod.activeDeadlineMs === undefined && pod.volumes.length === 0 && pod.containers.every(isAlone);
}

/** The pod of lone containers, whose exits nobody else is told of. */
class LonePod implements ExitListener {
  readonly #identity: PodIdentity;

  constructor(identity: PodIdentity) {
    this.#identity = identity;
  }

  containerExited(): void {}

  describe(): string {
    return `pod ${this.#identity.name}`;
  }
}

/** Makes the containers of a pod for which {@link runsAlone} holds; they are in no kubelet's care. */
export function loneContainersOf({ identity, spec, processes }: NewPod): readonly Container[] {
  const pod = new LonePod(identity);
  return spec.containers.map((container, place) => {
    const { image, process } = programOf(container, processes[place]);
    // Nobody asks for its entry by key: the image never changes, and the kubelet never restarts.
    const definition = { image, process, entry: new BackoffEntry('never-made') };
    return new Container(indexOf(identity, place), container, definition, pod);
  });
}

/**
 * A container on the ideal clock whose pod nobody touches, without an agenda: start, exit, decide, wait, start.
 *
 * The same container and the same decision as in a sync; what is left out is the worker, the relist and the agenda,
 * which on the ideal clock add nothing but order among containers. For sinks that only count, several times faster; a
 * property test holds it to the model.
 */
export class LoneContainer {
  readonly #container: Container;
  readonly #context: KubeletContext;
  readonly #policy: RestartPolicy;
  readonly #voice: Voice | undefined;
  #nowMs: number;
  #eventsAtNow = 0;
  #isOver = false;
  #turnedAtMs: number;
  #turnedBeforeMs: number;

  /**
   * @param createdAtMs when its pod is met, and it is first started
   * @param voice undefined: nobody asks what it waits for
   */
  constructor(
    container: Container,
    context: KubeletContext,
    policy: RestartPolicy,
    createdAtMs: number,
    voice?: Voice | undefined,
  ) {
    this.#container = container;
    this.#context = context;
    this.#policy = policy;
    this.#voice = voice;
    this.#nowMs = createdAtMs;
    this.#turnedAtMs = createdAtMs;
    this.#turnedBeforeMs = createdAtMs;
  }

  /** When it does the next thing. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** Since when it runs, or waits. */
  get turnedAtMs(): number {
    return this.#turnedAtMs;
  }

  /** Goes on within the bounds, and says which of them stopped it. */
  advance(bounds: LoneBounds): LoneStop {
    const { horizonMs, maxEventsPerInstant } = bounds;
    for (let left = bounds.eventsLeft; left > 0; left -= 1) {
      if (this.#isOver || this.#nowMs > horizonMs) {
        bounds.eventsLeft = left;
        return 'done';
      }
      const beforeMs = this.#nowMs;
      if (this.#container.actual.isRunning) this.#exit();
      else this.#decide();
      this.#eventsAtNow = this.#nowMs === beforeMs ? this.#eventsAtNow + 1 : 0;
      if (this.#eventsAtNow > maxEventsPerInstant) return 'no-progress';
    }
    bounds.eventsLeft = 0;
    return 'budget';
  }

  #exit(): void {
    const { actual, view, index } = this.#container;
    actual.exited = true;
    view.copyFrom(actual);
    const { newest } = actual;
    if (newest === undefined) return;
    this.#turn();
    this.#context.sink.exited(index, newest.attempt, this.#nowMs, newest.exitCode, newest.reason);
    this.#isOver = !restartsAfterExit(this.#policy, this.#container.spec, newest.exitCode);
  }

  #decide(): void {
    const refusal = decideStart(this.#container, this.#context, this.#nowMs, this.#voice);
    if (refusal !== undefined) {
      this.#nowMs = refusal.changesAtMs;
      return;
    }
    this.#turn();
    const instance = this.#container.launch(this.#nowMs);
    this.#context.sink.started(this.#container.index, instance.attempt, this.#nowMs);
    this.#nowMs = instance.finishedAtMs;
  }

  /** A turn that is undone at the same instant is none. */
  #turn(): void {
    if (this.#turnedAtMs === this.#nowMs) {
      this.#turnedAtMs = this.#turnedBeforeMs;
    } else {
      this.#turnedBeforeMs = this.#turnedAtMs;
      this.#turnedAtMs = this.#nowMs;
    }
  }

  describe(): string {
    return this.#container.describe();
  }
}
