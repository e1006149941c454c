import type { Container, StartError } from './container.js';
import type { KubeletContext } from './context.js';
import { failedError } from './event-texts.js';
import { checkImage, endPull, type ImageCheck } from './image-check.js';
import type { Pull } from './image-pulls.js';
import { failedPostStartHook, killingAfterPostStart } from './kill-texts.js';
import type { Pod } from './pod.js';
import type { PodRelist } from './pod-relist.js';
import { terminateContainer } from './terminate-container.js';
import { hookOutcome } from './termination.js';
import { postStartHookErrorMessage, rootDeniedMessage } from './waiting-texts.js';

type Step = 'image' | 'pull' | 'create' | 'start' | 'return' | 'hook' | 'over';

/**
 * One admitted start on its way: image, configuration, create and start, postStart hook. Each step may take time, and
 * all of it holds up the pod's worker. Reused from start to start.
 *
 * @source kubelet-semantics S4, D9, H1, H2, P10; kuberuntime_container.go startContainer
 */
export class ContainerStart {
  /** Whether the container was started, and its hook did not fail. */
  succeeded = false;
  /** When a failed start comes out differently at the earliest, if that is known. */
  retryAtMs: number | undefined = undefined;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #relist: PodRelist;
  #container: Container | undefined = undefined;
  #step: Step = 'over';
  #pull: Pull | undefined = undefined;

  constructor(pod: Pod, context: KubeletContext, relist: PodRelist) {
    this.#pod = pod;
    this.#context = context;
    this.#relist = relist;
  }

  /** Whether it waits for a pull, and nothing has been done yet that would have to be undone. */
  get isPulling(): boolean {
    return this.#step === 'pull';
  }

  /** Whether the container runs and its hook is under way. */
  get isHooking(): boolean {
    return this.#step === 'hook';
  }

  begin(container: Container): void {
    this.#container = container;
    this.#step = 'image';
    this.succeeded = false;
    this.retryAtMs = undefined;
  }

  /** Goes on until something takes time, and says how many milliseconds; 0 when the start is over, one way or the other. */
  advance(nowMs: number): number {
    const container = this.#container;
    if (container === undefined) return 0;
    if (this.#step === 'image') {
      const { given, spec } = container;
      const check = checkImage(given.image, spec, this.#pod, this.#context, nowMs);
      const busyMs = this.#follow(check, container, nowMs);
      if (busyMs > 0) return busyMs;
    }
    if (this.#step === 'pull') {
      const { given, spec } = container;
      const check = endPull(given.image, spec, this.#pod, this.#context, this.#pull as Pull, nowMs);
      const busyMs = this.#follow(check, container, nowMs);
      if (busyMs > 0) return busyMs;
    }
    if (this.#step === 'create') {
      this.#pod.recorder.sayUsual('created', nowMs, container.spec);
      this.#step = 'start';
      const busyMs = this.#pod.draw(this.#context.timing.latencies.start);
      if (busyMs > 0) return busyMs;
    }
    if (this.#step === 'start') {
      this.#step = 'return';
      const busyMs = this.#begin(container, nowMs);
      if (busyMs > 0) return busyMs;
    }
    if (this.#step === 'return') {
      const busyMs = this.#answer(container, nowMs);
      if (busyMs > 0) return busyMs;
    }
    if (this.#step === 'hook') {
      const busyMs = this.#endHook(container, nowMs);
      if (busyMs > 0) return busyMs;
    }
    this.#step = 'over';
    return 0;
  }

  #follow(check: ImageCheck, container: Container, nowMs: number): number {
    if (check.kind === 'missing') {
      this.retryAtMs = check.retryAtMs;
      if (check.retryAtMs !== undefined) this.#context.steps?.pullPutOff(container.index, nowMs, check.retryAtMs);
      this.#pod.recorder.say(failedError(check.error.reason), nowMs, container.spec);
      this.#fail(container, check.error, nowMs);
      return 0;
    }
    if (check.kind === 'pulling') {
      this.#step = 'pull';
      this.#pull = check.pull;
      return check.pull.endsAtMs - nowMs;
    }
    const configError = this.#configError(container, nowMs);
    if (configError !== undefined) {
      this.#pod.recorder.say(failedError(configError), nowMs, container.spec);
      this.#fail(container, { reason: 'CreateContainerConfigError', message: configError }, nowMs);
      return 0;
    }
    this.#step = 'create';
    const { imageCheck, create } = this.#context.timing.latencies;
    return this.#pod.draw(imageCheck) + this.#pod.draw(create);
  }

  /** @source kubelet-semantics P10: what the environment needs is looked for anew at every start */
  #configError({ spec }: Container, nowMs: number): string | undefined {
    for (const reference of spec.configs) {
      const error = this.#context.world.configError(this.#pod.identity.namespace, reference, nowMs);
      if (error !== undefined) return error;
    }
    return spec.isRootDenied ? rootDeniedMessage(spec.name, this.#pod.identity) : undefined;
  }

  /** The process begins; the runtime says so a little later. */
  #begin(container: Container, nowMs: number): number {
    const { sink, agenda, timing } = this.#context;
    const { index } = container;
    const instance = container.launch(nowMs);
    sink.started(index, instance.attempt, nowMs);
    const { startError, log } = container.attempt ?? {};
    if (log !== undefined && startError === undefined) sink.wrote(index, instance.attempt, nowMs, log);
    if (startError !== undefined) container.fire(nowMs);
    else if (instance.finishedAtMs !== Number.POSITIVE_INFINITY) agenda.schedule(container, instance.finishedAtMs);
    this.#relist.somethingStarted(nowMs);
    return this.#pod.draw(timing.latencies.startReturn);
  }

  #answer(container: Container, nowMs: number): number {
    const { recorder } = this.#pod;
    const { spec, attempt, actual } = container;
    const { startError } = attempt ?? {};
    if (startError !== undefined) {
      recorder.say(failedError(startError), nowMs, spec);
      this.#fail(container, { reason: 'RunContainerError', message: startError }, nowMs);
      return 0;
    }
    recorder.sayUsual('started', nowMs, spec);
    if (spec.postStart === undefined) {
      this.#succeed(container);
      return 0;
    }
    this.#step = 'hook';
    // A process that ends takes its hook with it.
    const { takesMs } = hookOutcome(spec.postStart, attempt?.postStart);
    return Math.max(0, Math.min(takesMs, (actual.newest?.finishedAtMs ?? nowMs) - nowMs));
  }

  #succeed(container: Container): void {
    this.#step = 'over';
    this.succeeded = true;
    container.startedBySync = true;
  }

  /** @source kubelet-semantics H2 */
  #endHook(container: Container, nowMs: number): number {
    this.#step = 'over';
    const { spec, attempt, actual } = container;
    if (spec.postStart === undefined) return 0;
    const { exitCode } = hookOutcome(spec.postStart, attempt?.postStart);
    if (exitCode === 0 && actual.isRunning) {
      this.#succeed(container);
      return 0;
    }
    const { recorder, identity } = this.#pod;
    recorder.say(failedPostStartHook(), nowMs, spec);
    recorder.say(killingAfterPostStart(), nowMs, spec);
    const message = postStartHookErrorMessage(spec.postStart.command, spec.name, identity, exitCode, '');
    container.startError = { reason: 'PostStartHookError', message };
    this.#context.sink.startFailed(container.index, nowMs, 'PostStartHookError');
    return terminateContainer(container, this.#pod.spec.terminationGraceMs, this.#context, nowMs) - nowMs;
  }

  #fail(container: Container, error: StartError, nowMs: number): void {
    this.#step = 'over';
    this.succeeded = false;
    container.startError = error;
    container.startFailed = true;
    this.#context.sink.startFailed(container.index, nowMs, error.reason);
  }
}
