import { Kubelet, type KubeletOptions } from '../kubelet/kubelet.js';
import type { Process } from '../kubelet/process.js';
import type { ApiPod } from './api-pod.js';
import { NodeRoom } from './node-room.js';
import { NodeWorld, type WorldParts } from './node-world.js';
import type { NodePlan } from './plan.js';

export type KubeletParts = Omit<KubeletOptions, 'node' | 'world'>;

/** A node: what it offers, what it has, and its kubelet. */
export class ClusterNode {
  readonly plan: NodePlan;
  readonly room: NodeRoom;
  readonly world: NodeWorld;
  readonly kubelet: Kubelet;
  /** It does not answer: its kubelet does nothing, and hears nothing. */
  isLost = false;

  constructor(plan: NodePlan, parts: KubeletParts, world: WorldParts) {
    this.plan = plan;
    this.room = new NodeRoom(plan);
    this.world = new NodeWorld(plan, world);
    this.kubelet = new Kubelet({ ...parts, node: plan.name, world: this.world });
  }

  get name(): string {
    return this.plan.name;
  }

  /** Its kubelet meets a pod. */
  receive(pod: ApiPod, processes: readonly Process[], nowMs: number): void {
    pod.hosted = this.kubelet.addPod({ identity: pod.identity, spec: pod.spec, processes }, nowMs);
  }
}
