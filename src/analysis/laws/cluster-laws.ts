import type { Plan } from '../../cluster/plan.js';
import { admittedTolerations, UNSCHEDULABLE, untolerated } from '../../cluster/tolerations.js';
import { isOfDaemonSet, type PodIdentity } from '../../trace/identity.js';
import { Quiet } from '../../trace/quiet.js';
import type { PodCondition } from '../../trace/sink.js';
import type { Trace } from '../../trace/trace.js';
import type { Phase } from '../../trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from '../../trace/workload.js';
import { placementOf } from '../pod-specs.js';

interface Seen {
  readonly identity: PodIdentity;
  node: string | undefined;
  hasEnded: boolean;
  isTerminating: boolean;
  isReady: boolean;
}

/** The most a controller ever was to have, by its name: told apart, since its status may come after its pods. */
class Wanted extends Quiet {
  readonly most = new Map<string, number>();

  override workloadPublished({ kind, namespace, name }: WorkloadIdentity, _atMs: number, told: WorkloadStatus): void {
    const key = `${namespace} ${kind}/${name}`;
    const wanted = told.counts.specReplicas ?? told.counts.parallelism;
    if (wanted !== undefined) this.most.set(key, Math.max(wanted, this.most.get(key) ?? 0));
  }
}

/** Follows pods, nodes and controllers together. */
class ClusterWatcher extends Quiet {
  readonly problems: string[] = [];
  readonly #plan: Plan;
  readonly #most: ReadonlyMap<string, number>;
  /** By the number of the pod; those that are gone are left out. */
  readonly #pods = new Map<number, Seen>();
  readonly #closed = new Set<string>();
  readonly #over = new Map<string, string>();

  constructor(plan: Plan, most: ReadonlyMap<string, number>) {
    super();
    this.#plan = plan;
    this.#most = most;
  }

  override podCreated(identity: PodIdentity, atMs: number): void {
    const { namespace, name, owner = '' } = identity;
    for (const other of this.#pods.values()) {
      if (other.identity.name === name && other.identity.namespace === namespace)
        this.#say(name, atMs, 'C5: is there twice');
    }
    const seen = { identity, node: undefined, hasEnded: false, isTerminating: false, isReady: false };
    this.#pods.set(identity.index, seen);
    const key = `${namespace} ${owner}`;
    if (this.#over.has(key)) this.#say(name, atMs, `C7: is made after its Job is ${this.#over.get(key)}`);
    const most = this.#most.get(key);
    const active = this.#active().filter((pod) => pod.identity.owner === owner && pod.identity.namespace === namespace);
    if (/^(ReplicaSet|Job|StatefulSet)\//.test(owner) && most !== undefined && active.length > most) {
      this.#say(
        name,
        atMs,
        `C1: is one of ${active.length} active pods of ${owner}, which never was to have more than ${most}`,
      );
    }
  }

  override podBound(index: number, atMs: number, node: string): void {
    const pod = this.#pods.get(index);
    if (pod === undefined) return;
    pod.node = node;
    const { name, owner = '' } = pod.identity;
    const placement = placementOf(this.#plan, pod.identity);
    if (placement === undefined || placement.nodeName !== undefined) return;
    const isDaemon = isOfDaemonSet(pod.identity);
    const tolerations = admittedTolerations(placement.tolerations, isDaemon);
    const taints = this.#plan.nodes.find((each) => each.name === node)?.taints ?? [];
    const taint = untolerated(taints, tolerations);
    if (taint !== undefined)
      this.#say(name, atMs, `S1: is put on ${node}, whose taint ${taint.key} it does not tolerate`);
    const isClosed = this.#closed.has(node) && untolerated([UNSCHEDULABLE], tolerations) !== undefined;
    if (isClosed && !isDaemon) this.#say(name, atMs, `C11: is put on ${node}, which takes no more pods`);
    const there = [...this.#pods.values()].filter((each) => each.node === node && !each.hasEnded);
    const twin = there.find((each) => each !== pod && each.identity.owner === owner && !each.isTerminating);
    if (isDaemon && twin !== undefined) this.#say(name, atMs, `C6: is on ${node} next to ${twin.identity.name}`);
    this.#checkRoom(name, node, there, atMs);
  }

  override podTerminating(index: number): void {
    const pod = this.#pods.get(index);
    if (pod !== undefined) pod.isTerminating = true;
  }

  override podDeleted(index: number): void {
    this.#pods.delete(index);
  }

  override phasePublished(index: number, _atMs: number, phase: Phase): void {
    const pod = this.#pods.get(index);
    if (pod !== undefined) pod.hasEnded = phase === 'Succeeded' || phase === 'Failed';
  }

  override conditionPublished(index: number, _atMs: number, { type, status }: PodCondition): void {
    const pod = this.#pods.get(index);
    if (type === 'Ready' && pod !== undefined) pod.isReady = status;
  }

  override workloadPublished(workload: WorkloadIdentity, atMs: number, told: WorkloadStatus): void {
    const { kind, namespace, name } = workload;
    const { counts, endpoints, isGone } = told;
    if (kind === 'Node') this.#setClosed(name, counts.unschedulable === 1);
    const { replicas, readyReplicas = 0, availableReplicas = 0 } = counts;
    if (availableReplicas > readyReplicas || (replicas !== undefined && readyReplicas > replicas)) {
      this.#say(name, atMs, `C2: ${kind} has ${availableReplicas} available, ${readyReplicas} ready of ${replicas}`);
    }
    if (kind === 'Job' && isGone) this.#over.delete(`${namespace} Job/${name}`);
    if (kind === 'Job' && !isGone) this.#checkJob(`${namespace} Job/${name}`, name, told, atMs);
    // Endpoints are behind their pods by the latency of their controller.
    if (kind !== 'Service' || isGone || this.#plan.fidelity === 'realistic') return;
    for (const pod of endpoints) {
      if (this.#pods.get(pod)?.isReady !== true)
        this.#say(name, atMs, `P21: sends traffic to pod ${pod}, which is not ready`);
    }
  }

  #checkRoom(name: string, node: string, there: readonly Seen[], atMs: number): void {
    const offer = this.#plan.nodes.find((each) => each.name === node)?.capacity;
    if (offer === undefined) return;
    let [cpuMilli, memoryBytes] = [0, 0];
    for (const { identity } of there) {
      const requests = placementOf(this.#plan, identity)?.requests;
      cpuMilli += requests?.cpuMilli ?? 0;
      memoryBytes += requests?.memoryBytes ?? 0;
    }
    if (cpuMilli > offer.cpuMilli || memoryBytes > offer.memoryBytes || there.length > offer.pods) {
      this.#say(
        name,
        atMs,
        `S3: is put on ${node}, which has no room: ${there.length} pods, ${cpuMilli}m, ${memoryBytes}`,
      );
    }
  }

  #checkJob(key: string, name: string, { conditions, counts }: WorkloadStatus, atMs: number): void {
    const ends = conditions.filter(
      ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
    );
    const [end, ...others] = ends;
    const before = this.#over.get(key);
    if (others.length > 0) this.#say(name, atMs, 'C7: is both Complete and Failed');
    if (before !== undefined && end?.type !== before) this.#say(name, atMs, `C7: is no longer ${before}`);
    if (end !== undefined) this.#over.set(key, end.type);
    if (end !== undefined && (counts.active ?? 0) > 0) this.#say(name, atMs, `C7: is ${end.type} with active pods`);
  }

  #setClosed(node: string, isClosed: boolean): void {
    if (isClosed) this.#closed.add(node);
    else this.#closed.delete(node);
  }

  #active(): readonly Seen[] {
    return [...this.#pods.values()].filter(({ hasEnded, isTerminating }) => !hasEnded && !isTerminating);
  }

  #say(name: string, atMs: number, text: string): void {
    this.problems.push(`${name} at ${atMs} ms: ${text}`);
  }
}

/** Nodes never hold more than they offer, controllers never keep more than they should, and Services send where it is ready. */
export function clusterProblems(plan: Plan, trace: Trace): readonly string[] {
  const wanted = new Wanted();
  trace.replayApi(wanted, Number.POSITIVE_INFINITY);
  const watcher = new ClusterWatcher(plan, wanted.most);
  trace.replayApi(watcher, Number.POSITIVE_INFINITY);
  return watcher.problems;
}
