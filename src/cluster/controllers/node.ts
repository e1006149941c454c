import { normal, warning } from '../../kubelet/event-text.js';
import type { HostedPod } from '../../kubelet/kubelet.js';
import { isOfDaemonSet } from '../../trace/identity.js';
import type { WorkloadCondition } from '../../trace/workload.js';
import type { ApiPod } from '../api-pod.js';
import type { ClusterNode } from '../cluster-node.js';
import { admittedTolerations, throwsOut } from '../tolerations.js';
import type { Control } from './control.js';
import { Evictions } from './evictions.js';
import { Reconciler } from './reconciler.js';

const NEVER = Number.POSITIVE_INFINITY;

const READY = { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' } as const;
const SILENT = {
  status: 'Unknown',
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
} as const;

/** Told when a node takes pods again. */
export type NodeListener = (nowMs: number) => void;

/**
 * What the control plane makes of a node: one that falls silent is not ready after a while, and pods are thrown out when
 * they have tolerated that, or other taints, for long enough; their controllers make others elsewhere.
 *
 * @source kubelet-semantics C11; pkg/controller/nodelifecycle, pkg/controller/tainteviction
 */
export class NodeController extends Reconciler {
  readonly #node: ClusterNode;
  readonly #onUsable: NodeListener;
  #conditions: readonly WorkloadCondition[] = [];
  readonly #evictions = new Evictions();
  #lostAtMs = NEVER;

  constructor(control: Control, node: ClusterNode, onUsable: NodeListener) {
    super(control, control.identify('Node', '', node.name));
    this.#node = node;
    this.#onUsable = onUsable;
    this.#tellReady(READY, 0);
  }

  /** A pod is put there. */
  podCame(pod: ApiPod, nowMs: number): void {
    if (!throwsOut(this.#node.room.taintsNow)) return;
    this.#judge(pod, nowMs);
    this.changed(nowMs);
  }

  podWent(pod: ApiPod): void {
    this.#evictions.forget(pod);
  }

  setCordoned(isCordoned: boolean, nowMs: number): void {
    const { room, name } = this.#node;
    if (room.isCordoned === isCordoned) return;
    room.isCordoned = isCordoned;
    const what = isCordoned ? 'NodeNotSchedulable' : 'NodeSchedulable';
    this.#say('kubelet', normal(what, `Node ${name} status is now: ${what}`), nowMs);
    this.#publish(nowMs);
    if (!isCordoned) this.#onUsable(nowMs);
  }

  lose(nowMs: number): void {
    if (this.#node.isLost) return;
    this.#node.isLost = true;
    this.#node.kubelet.stop();
    this.#lostAtMs = nowMs;
    this.changed(nowMs);
  }

  /** It answers again, with a new kubelet process; or with nothing of what ran there, where the machine was off. */
  recover(nowMs: number, how: 'cut off' | 'rebooted' = 'cut off'): void {
    const { room, name } = this.#node;
    if (!this.#node.isLost) return;
    this.#node.isLost = false;
    this.#lostAtMs = NEVER;
    if (room.isUnreachable) {
      room.isUnreachable = false;
      this.#say('kubelet', normal('NodeReady', `Node ${name} status is now: NodeReady`), nowMs);
      this.#tellReady(READY, nowMs);
      this.#taintsChanged(nowMs);
    }
    for (const { hosted } of this.#pods) {
      if (hosted !== undefined) forgetPublished(hosted.pod);
    }
    if (how === 'rebooted') this.#node.kubelet.reboot(nowMs);
    else this.#node.kubelet.restart(nowMs);
    for (const pod of this.#pods) this.control.pods.catchUp(pod, nowMs);
    this.#onUsable(nowMs);
  }

  protected override reconcile(nowMs: number): number {
    const { room } = this.#node;
    if (!room.isUnreachable && this.#lostAtMs !== NEVER) {
      const dueMs = this.#lostAtMs + this.control.rules.nodeGraceMs;
      if (nowMs < dueMs) return Math.min(dueMs, this.#throwOutDue(nowMs));
      room.isUnreachable = true;
      this.#declareLost(nowMs);
      this.#taintsChanged(nowMs);
    }
    return this.#throwOutDue(nowMs);
  }

  #taintsChanged(nowMs: number): void {
    for (const pod of this.#pods) this.#judge(pod, nowMs);
    this.control.nodeChanged(nowMs);
  }

  #judge(pod: ApiPod, nowMs: number): void {
    const tolerations = admittedTolerations(pod.template.placement.tolerations, isOfDaemonSet(pod.identity));
    this.#evictions.judge(pod, this.#node.room.taintsNow, tolerations, nowMs);
  }

  /** Pods that do not tolerate its taints any longer go. @returns when the next one does */
  #throwOutDue(nowMs: number): number {
    for (const pod of this.#evictions.take(nowMs)) if (!pod.isTerminating) this.#throwOut(pod, nowMs);
    return this.#evictions.nextMs;
  }

  #declareLost(nowMs: number): void {
    const { name } = this.#node;
    this.#say('node-controller', normal('NodeNotReady', `Node ${name} status is now: NodeNotReady`), nowMs);
    this.#tellReady(SILENT, nowMs);
    for (const pod of this.#pods) {
      if (!pod.isReady) continue;
      const { index, namespace, name: podName, uid } = pod.identity;
      const condition = { type: 'Ready', status: false, reason: null, message: null } as const;
      this.control.api.conditionPublished(index, nowMs, condition);
      const object = { kind: 'Pod', namespace, name: podName, uid };
      const text = warning('NodeNotReady', 'Node is not ready');
      this.control.api.occurred({ ...text, source: 'node-controller', host: null, object, fieldPath: null }, nowMs);
    }
  }

  #throwOut(pod: ApiPod, nowMs: number): void {
    const { index, namespace, name, uid } = pod.identity;
    const object = { kind: 'Pod', namespace, name, uid };
    const text = normal('TaintManagerEviction', `Marking for deletion Pod ${namespace}/${name}`);
    const source = 'taint-eviction-controller';
    this.control.api.occurred({ ...text, source, host: null, object, fieldPath: null }, nowMs);
    this.control.api.conditionPublished(index, nowMs, {
      type: 'DisruptionTarget',
      status: true,
      reason: 'DeletionByTaintManager',
      message: 'Taint manager: deleting due to NoExecute taint',
    });
    this.control.pods.delete(pod, nowMs);
  }

  get #pods(): readonly ApiPod[] {
    return [...this.control.api.pods].filter(({ node }) => node === this.#node.name);
  }

  #tellReady(told: Omit<WorkloadCondition, 'type' | 'changedAtMs'>, nowMs: number): void {
    this.#conditions = [{ type: 'Ready', ...told, changedAtMs: nowMs }];
    this.#publish(nowMs);
  }

  #publish(nowMs: number): void {
    this.publishCounts({ unschedulable: Number(this.#node.room.isCordoned) }, nowMs, this.#conditions);
  }

  #say(source: string, text: ReturnType<typeof normal>, nowMs: number): void {
    this.control.tell(this.identity, source, text, nowMs);
  }
}

/** The API has changed what this kubelet once told it: it tells it all again. */
function forgetPublished(pod: HostedPod['pod']): void {
  pod.publishedConditions = {};
  pod.isNews = true;
}
