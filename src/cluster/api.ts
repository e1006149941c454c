import { namedUuid } from '../engine/stream.js';
import type { EventKind } from '../trace/event.js';
import type { PodIdentity } from '../trace/identity.js';
import type { ContainerStatus, PodCondition, Sink } from '../trace/sink.js';
import type { ExitReason, Phase } from '../trace/vocabulary.js';
import { type ApiContainer, ApiPod } from './api-pod.js';
import { Relay } from './relay.js';
import type { PodPlan } from './template-plan.js';

/** A pod to be made. */
export interface NewPodObject extends Omit<PodPlan, 'uid'> {
  /** Undefined: one is made from its name. */
  readonly uid?: string;
  /** The only node it may go to. */
  readonly onlyNode?: string | undefined;
}

/** Who is told when a pod changes: its controller, the scheduler, Services. */
export interface PodWatcher {
  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void;
}

/** `ready` and `phase`: what its kubelet says of it; `status`: restarts and exits of its containers. */
export type PodChange = 'created' | 'bound' | 'status' | 'ready' | 'phase' | 'terminating' | 'gone';

/** Numbers that pods and containers made next are given. */
export interface NextNumbers {
  readonly pod: number;
  readonly container: number;
}

/** What every reader of a run knows of a pod. */
export function identityOf({ namespace, name, uid, owner, template }: PodPlan, numbers: NextNumbers): PodIdentity {
  const containers = template.spec.containers.map((spec, place) => ({
    index: numbers.container + place,
    name: spec.name,
    type: spec.type,
    image: spec.image,
  }));
  const { labels, served } = template;
  return { index: numbers.pod, namespace, name, uid, labels, owner, containers, served };
}

/**
 * The API server's pods as controllers see them: what kubelets and controllers tell it goes on to the reader's sink, and
 * whoever watches a pod hears of its changes.
 */
export class Api extends Relay {
  readonly #nameSeed: number;
  readonly #pods = new Map<number, ApiPod>();
  readonly #containers: ApiContainer[] = [];
  readonly #podOfContainer: ApiPod[] = [];
  readonly #lives = new Map<string, number>();
  /** How many pods have a name now. */
  readonly #names = new Map<string, number>();
  readonly #watchers: PodWatcher[] = [];
  readonly #controllers = new Map<string, PodWatcher>();
  #nextPod: number;
  #nextContainer: number;

  constructor(sink: Sink, nameSeed: number, next: NextNumbers) {
    super(sink);
    this.#nameSeed = nameSeed;
    this.#nextPod = next.pod;
    this.#nextContainer = next.container;
  }

  /** Pods that are there, in the order in which they were made. */
  get pods(): IterableIterator<ApiPod> {
    return this.#pods.values();
  }

  /** Whether a pod of that name is there, be it on its way out. */
  has(namespace: string, name: string): boolean {
    return this.#names.has(`${namespace}/${name}`);
  }

  /** Told of every pod. */
  watch(watcher: PodWatcher): void {
    this.#watchers.push(watcher);
  }

  /** Told of the pods that belong to it. @param owner as `Kind/name` */
  watchOwned(namespace: string, owner: string, watcher: PodWatcher): void {
    this.#controllers.set(`${namespace}/${owner}`, watcher);
  }

  /** The controller goes; its pods do not belong to the next one of its name. */
  unwatchOwned(namespace: string, owner: string): void {
    const key = `${namespace}/${owner}`;
    this.#controllers.delete(key);
    for (const pod of this.#pods.values()) if (pod.ownerKey === key) pod.isOrphan = true;
  }

  /** @param first its number, where the plan has given it one */
  create(made: NewPodObject, nowMs: number, first?: NextNumbers): ApiPod {
    const { namespace, name, template } = made;
    const key = `${namespace}/${name}`;
    const life = this.#lives.get(key) ?? 0;
    this.#lives.set(key, life + 1);
    this.#names.set(key, 1 + (this.#names.get(key) ?? 0));
    const again = life === 0 ? [] : [String(life)];
    const numbers = first ?? this.#takeNumbers(template.spec.containers.length);
    const uid = made.uid ?? namedUuid(this.#nameSeed, namespace, name, ...again);
    const identity = identityOf({ ...made, uid }, numbers);
    const pod = new ApiPod(identity, template, { atMs: nowMs, life, onlyNode: made.onlyNode });
    this.#pods.set(numbers.pod, pod);
    pod.containers.forEach((each, place) => {
      this.#containers[numbers.container + place] = each;
      this.#podOfContainer[numbers.container + place] = pod;
    });
    this.sink.podCreated(identity, nowMs);
    this.#changed(pod, 'created', nowMs);
    return pod;
  }

  bind(pod: ApiPod, node: string, nowMs: number): void {
    pod.node = node;
    this.sink.podBound(pod.identity.index, nowMs, node);
    this.#changed(pod, 'bound', nowMs);
  }

  /** Marks the pod as to be deleted; its kubelet, or for want of one {@link podDeleted}, does the rest. */
  terminate(pod: ApiPod, nowMs: number): void {
    pod.terminatingAtMs = nowMs;
    this.sink.podTerminating(pod.identity.index, nowMs);
    this.#changed(pod, 'terminating', nowMs);
  }

  emit(event: EventKind, nowMs: number): void {
    this.sink.occurred(event, nowMs);
  }

  override exited(index: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.sink.exited(index, attempt, atMs, exitCode, reason);
    const container = this.#containers[index];
    if (container === undefined) return;
    container.previousExit = container.newestExit;
    container.newestExit = { attempt, atMs, exitCode };
  }

  override containerPublished(index: number, atMs: number, status: ContainerStatus): void {
    this.sink.containerPublished(index, atMs, status);
    const container = this.#containers[index];
    const pod = this.#podOfContainer[index];
    if (container === undefined || pod === undefined) return;
    const before = container.restartCount;
    container.status = status;
    if (status.restartCount !== before) this.#changed(pod, 'status', atMs);
  }

  override phasePublished(
    index: number,
    atMs: number,
    phase: Phase,
    reason: string | null,
    message: string | null,
  ): void {
    this.sink.phasePublished(index, atMs, phase, reason, message);
    const pod = this.#pods.get(index);
    if (pod === undefined || pod.phase === phase) return;
    pod.phase = phase;
    this.#changed(pod, 'phase', atMs);
  }

  override conditionPublished(index: number, atMs: number, condition: PodCondition): void {
    this.sink.conditionPublished(index, atMs, condition);
    const pod = this.#pods.get(index);
    if (pod === undefined) return;
    pod.conditions.set(condition.type, condition.status);
    if (condition.type !== 'Ready' || condition.status === pod.isReady) return;
    pod.isReady = condition.status;
    pod.readyChangedAtMs = atMs;
    this.#changed(pod, 'ready', atMs);
  }

  override podDeleted(index: number, atMs: number): void {
    this.sink.podDeleted(index, atMs);
    const pod = this.#pods.get(index);
    if (pod === undefined) return;
    pod.isGone = true;
    this.#pods.delete(index);
    this.#release(`${pod.namespace}/${pod.name}`);
    this.#changed(pod, 'gone', atMs);
  }

  #release(name: string): void {
    const left = (this.#names.get(name) ?? 0) - 1;
    if (left > 0) this.#names.set(name, left);
    else this.#names.delete(name);
  }

  #takeNumbers(containers: number): NextNumbers {
    const taken = { pod: this.#nextPod, container: this.#nextContainer };
    this.#nextPod += 1;
    this.#nextContainer += containers;
    return taken;
  }

  #changed(pod: ApiPod, change: PodChange, nowMs: number): void {
    if (pod.ownerKey !== undefined && !pod.isOrphan)
      this.#controllers.get(pod.ownerKey)?.podChanged(pod, change, nowMs);
    for (const watcher of this.#watchers) watcher.podChanged(pod, change, nowMs);
  }
}
