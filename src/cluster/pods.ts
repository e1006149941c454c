import { drawMs } from '../engine/distributions.js';
import { namedStream } from '../engine/stream.js';
import { warning } from '../kubelet/event-text.js';
import type { Process } from '../kubelet/process.js';
import { type Rejection, rejectionOf } from './admission.js';
import type { Api, NewPodObject, NextNumbers } from './api.js';
import type { ApiContainer, ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';
import type { ControlTiming } from './control-timing.js';
import type { Operator } from './operator.js';
import type { Programs } from './programs.js';
import type { RoutinePods } from './routine-pods.js';

export interface PodsParts {
  readonly api: Api;
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  readonly programs: Programs;
  readonly timing: ControlTiming;
  readonly operator: Operator;
  readonly masterSeed: number;
  readonly routine: RoutinePods;
}

/** What can be done to pods: each is a change in the API first, and reaches the pod's kubelet a little later. */
export class Pods {
  readonly #parts: PodsParts;

  constructor(parts: PodsParts) {
    this.#parts = parts;
  }

  /** A pod whose manifest names its node goes there at once; others wait for the scheduler. */
  create(made: NewPodObject, nowMs: number, numbers?: NextNumbers): ApiPod {
    const pod = this.#parts.api.create(made, nowMs, numbers);
    const { nodeName } = pod.template.placement;
    if (nodeName === undefined) return pod;
    const room = this.#parts.nodes.get(nodeName)?.room;
    pod.rejection = room === undefined ? undefined : rejectionOf(pod.template.placement, room);
    this.bind(pod, nodeName, nowMs);
    return pod;
  }

  bind(pod: ApiPod, node: string, nowMs: number): void {
    this.#parts.api.bind(pod, node, nowMs);
    this.#later('bound', pod, nowMs, (atMs) => this.#arrive(pod, atMs));
  }

  /** Asks for its deletion, with the grace its specification gives. @source kubelet-semantics A30 */
  delete(pod: ApiPod, nowMs: number): void {
    if (pod.isTerminating || pod.isGone) return;
    this.#parts.api.terminate(pod, nowMs);
    if (pod.node === undefined) this.#parts.api.podDeleted(pod.identity.index, nowMs);
    else this.#later('deleted', pod, nowMs, (atMs) => this.#stop(pod, atMs));
  }

  /** Stops a pod for its node's sake: it is Failed and stays, until somebody deletes it. @source kubelet-semantics C11 */
  evict(pod: ApiPod, message: string, nowMs: number): void {
    const node = this.#nodeOf(pod);
    if (node !== undefined && !node.isLost && pod.hosted !== undefined)
      node.kubelet.evictPod(pod.hosted, message, nowMs);
  }

  /** A process that the new image does not change goes on with its script; another one begins its own. */
  setImage(pod: ApiPod, container: ApiContainer, image: string, nowMs: number): void {
    const { programs } = this.#parts;
    const before = programs.scriptFor(pod.name, container.name, container.image);
    const script = programs.scriptFor(pod.name, container.name, image);
    container.image = image;
    container.imageChanges += 1;
    const place = pod.containers.indexOf(container);
    const spec = pod.spec.containers[place];
    const number = pod.identity.containers[place]?.index;
    if (spec === undefined || number === undefined) return;
    this.#parts.api.imageChanged(number, nowMs, image);
    const containers = pod.spec.containers.map((each) => (each === spec ? { ...each, image } : each));
    pod.spec = { ...pod.spec, containers };
    if (container.process === undefined) return;
    if (script !== before) {
      container.process = programs.start(lifeOf(pod), spec, script, container.imageChanges);
    }
    const { process } = container;
    this.#later('image', pod, nowMs, (atMs) => {
      const target = pod.hosted?.pod.containers[place];
      if (pod.hosted === undefined || target === undefined) return;
      this.#nodeOf(pod)?.kubelet.setImage(pod.hosted, target, { image, process }, atMs);
    });
  }

  /** Its node is back and learns what it has missed. */
  catchUp(pod: ApiPod, nowMs: number): void {
    if (pod.hosted !== undefined) {
      if (pod.isTerminating) this.#stop(pod, nowMs);
      return;
    }
    // A pod that was refused stays so: a phase that is final is not left.
    if (pod.isTerminating || !pod.hasEnded) this.#arrive(pod, nowMs);
  }

  #arrive(pod: ApiPod, nowMs: number): void {
    const node = this.#nodeOf(pod);
    // A lost node meets the pod when it is back.
    if (node === undefined || node.isLost || pod.hosted !== undefined) return;
    if (pod.isTerminating) this.#parts.api.podDeleted(pod.identity.index, nowMs);
    else if (pod.rejection !== undefined) this.#reject(pod, pod.rejection, node.name, nowMs);
    else {
      if (pod.template.placement.nodeName !== undefined) this.#sayScheduled(pod, nowMs);
      const processes = this.#startProcesses(pod);
      if (!this.#parts.routine.take(pod, node, processes, nowMs)) node.receive(pod, processes, nowMs);
    }
  }

  /** Nobody else does, where the manifest names the node. @source pkg/kubelet/kubelet_pods.go generateAPIPodStatus */
  #sayScheduled({ identity }: ApiPod, nowMs: number): void {
    const condition = { type: 'PodScheduled', status: true, reason: null, message: null } as const;
    this.#parts.api.conditionPublished(identity.index, nowMs, condition);
  }

  #startProcesses(pod: ApiPod): readonly Process[] {
    const { programs } = this.#parts;
    return pod.spec.containers.map((spec, place) => {
      const container = pod.containers[place] as ApiContainer;
      const script = programs.scriptFor(pod.name, spec.name, container.image);
      const process = programs.start(lifeOf(pod), spec, script, container.imageChanges);
      container.process = process;
      return process;
    });
  }

  #stop(pod: ApiPod, nowMs: number): void {
    const node = this.#nodeOf(pod);
    if (node === undefined || node.isLost) return;
    if (pod.hosted !== undefined) node.kubelet.deletePod(pod.hosted, nowMs);
    else if (pod.rejection !== undefined && pod.hasEnded) this.#parts.api.podDeleted(pod.identity.index, nowMs);
  }

  /** @source kubelet-semantics S7 */
  #reject({ identity }: ApiPod, { reason, message }: Rejection, host: string, nowMs: number): void {
    const { index, namespace, name, uid } = identity;
    const object = { kind: 'Pod', namespace, name, uid };
    const { api } = this.#parts;
    api.occurred({ ...warning(reason, message), source: 'kubelet', host, object, fieldPath: null }, nowMs);
    api.phasePublished(index, nowMs, 'Failed', reason, `Pod was rejected: ${message}`);
  }

  #nodeOf(pod: ApiPod): ClusterNode | undefined {
    return pod.node === undefined ? undefined : this.#parts.nodes.get(pod.node);
  }

  #later(what: string, pod: ApiPod, nowMs: number, act: (atMs: number) => void): void {
    const { timing, operator, masterSeed } = this.#parts;
    const path = ['watch', pod.namespace, pod.name, String(pod.life), what, String(nowMs)];
    const lateMs =
      timing.watch.kind === 'fixed' ? timing.watch.ms : drawMs(timing.watch, namedStream(masterSeed, ...path));
    if (lateMs === 0) act(nowMs);
    else operator.at(nowMs + lateMs, act);
  }
}

const lifeOf = ({ namespace, name, life }: ApiPod) => ({ namespace, name, life });
