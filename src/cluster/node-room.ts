import type { NodePlan } from './plan.js';
import type { Capacity, PlacementPlan } from './template-plan.js';

/** Why a pod does not fit on a node, in the scheduler's words. @source kubelet-semantics S1 */
export interface Misfit {
  readonly reasons: readonly string[];
  /** Whether stopping other pods could make it fit. */
  readonly preemptible: boolean;
}

const UNSCHEDULABLE: Misfit = { reasons: ['node(s) were unschedulable'], preemptible: false };
const NOT_SELECTED: Misfit = { reasons: ["node(s) didn't match Pod's node affinity/selector"], preemptible: false };

/** The text since 1.35; before, it named the taint. */
const TAINTED: Misfit = { reasons: ['node(s) had untolerated taint(s)'], preemptible: false };

/** What a pod without requests counts as when nodes are compared. @source scheduler util DefaultMilliCPURequest */
const USUAL_CPU_MILLI = 100;
const USUAL_MEMORY_BYTES = 200 * 1024 * 1024;

/** What a node offers and what of it is taken, as the scheduler keeps count. */
export class NodeRoom {
  readonly name: string;
  readonly #labels: Readonly<Record<string, string>>;
  readonly #capacity: Capacity;
  #cpuMilli = 0;
  #memoryBytes = 0;
  #pods = 0;
  /** What counts against it when nodes are compared: requests, or usual ones where there are none. */
  #weightCpuMilli = 0;
  #weightMemoryBytes = 0;
  isCordoned = false;
  /** It does not answer, which keeps new pods away. */
  isUnreachable = false;

  constructor({ name, labels, capacity }: NodePlan) {
    this.name = name;
    this.#labels = labels;
    this.#capacity = capacity;
  }

  get podCount(): number {
    return this.#pods;
  }

  /** The share of what it offers that is taken, 0 to 1; nothing is a share of a node without limits. */
  get loadRatio(): number {
    const { cpuMilli, memoryBytes } = this.#capacity;
    return (this.#weightCpuMilli / cpuMilli + this.#weightMemoryBytes / memoryBytes) / 2;
  }

  /** Whether its labels are those a pod asks for. */
  isSelectedBy(selector: Readonly<Record<string, string>>): boolean {
    for (const key in selector) if (this.#labels[key] !== selector[key]) return false;
    return true;
  }

  /**
   * Undefined: the pod fits. Only what the first failing check says counts, as in the scheduler.
   *
   * @param isDaemon a DaemonSet's pod, which goes where others may not
   */
  misfit({ nodeSelector, requests }: PlacementPlan, isDaemon: boolean): Misfit | undefined {
    if (!isDaemon && this.isCordoned) return UNSCHEDULABLE;
    if (!isDaemon && this.isUnreachable) return TAINTED;
    if (!this.isSelectedBy(nodeSelector)) return NOT_SELECTED;
    return this.shortOf(requests);
  }

  /** What is lacking for these requests. */
  shortOf({ cpuMilli, memoryBytes }: PlacementPlan['requests']): Misfit | undefined {
    const offer = this.#capacity;
    if (
      this.#pods < offer.pods &&
      this.#cpuMilli + cpuMilli <= offer.cpuMilli &&
      this.#memoryBytes + memoryBytes <= offer.memoryBytes
    ) {
      return undefined;
    }
    const reasons: string[] = [];
    if (this.#pods >= offer.pods) reasons.push('Too many pods');
    if (cpuMilli > 0 && this.#cpuMilli + cpuMilli > offer.cpuMilli) reasons.push('Insufficient cpu');
    if (memoryBytes > 0 && this.#memoryBytes + memoryBytes > offer.memoryBytes) reasons.push('Insufficient memory');
    const neverFits = cpuMilli > offer.cpuMilli || memoryBytes > offer.memoryBytes;
    return reasons.length === 0 ? undefined : { reasons, preemptible: !neverFits };
  }

  take({ requests }: PlacementPlan): void {
    this.#count(requests, 1);
  }

  release({ requests }: PlacementPlan): void {
    this.#count(requests, -1);
  }

  #count({ cpuMilli, memoryBytes }: PlacementPlan['requests'], sign: 1 | -1): void {
    this.#pods += sign;
    this.#cpuMilli += sign * cpuMilli;
    this.#memoryBytes += sign * memoryBytes;
    this.#weightCpuMilli += sign * (cpuMilli === 0 ? USUAL_CPU_MILLI : cpuMilli);
    this.#weightMemoryBytes += sign * (memoryBytes === 0 ? USUAL_MEMORY_BYTES : memoryBytes);
  }
}
