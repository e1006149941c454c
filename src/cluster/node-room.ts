import type { Taint } from 'kubernetes-types/core/v1.js';
import { matchesAnyTerm } from './node-affinity.js';
import type { NodePlan } from './plan.js';
import type { Capacity, PlacementPlan } from './template-plan.js';
import { admittedTolerations, UNREACHABLE, UNSCHEDULABLE, untolerated } from './tolerations.js';

/** Why a pod does not fit on a node, in the scheduler's words. @source kubelet-semantics S1 */
export interface Misfit {
  readonly reasons: readonly string[];
  /** Whether stopping other pods could make it fit. */
  readonly preemptible: boolean;
  /** The taint that is not tolerated, which old schedulers name. */
  readonly taint?: Taint;
}

const CORDONED: Misfit = { reasons: ['node(s) were unschedulable'], preemptible: false };
const NOT_SELECTED: Misfit = { reasons: ["node(s) didn't match Pod's node affinity/selector"], preemptible: false };

/** The text of schedulers that name no taint. */
export const TAINTED = 'node(s) had untolerated taint(s)';

/** A resource of which a node has too little left; cpu in thousandths, memory in bytes. */
export interface Shortage {
  readonly resource: 'pods' | 'cpu' | 'memory';
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

const WORDS: Readonly<Record<Shortage['resource'], string>> = {
  pods: 'Too many pods',
  cpu: 'Insufficient cpu',
  memory: 'Insufficient memory',
};

/** What a pod without requests counts as when nodes are compared. @source scheduler util DefaultMilliCPURequest */
const USUAL_CPU_MILLI = 100;
const USUAL_MEMORY_BYTES = 200 * 1024 * 1024;

/** What a node offers and what of it is taken, as the scheduler keeps count. */
export class NodeRoom {
  readonly name: string;
  readonly taints: readonly Taint[];
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

  constructor({ name, labels, taints, capacity }: NodePlan) {
    this.name = name;
    this.taints = taints;
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

  /** Whether its labels, and its name, are those a pod asks for. */
  isSelectedBy({ nodeSelector, nodeTerms }: Pick<PlacementPlan, 'nodeSelector' | 'nodeTerms'>): boolean {
    for (const key in nodeSelector) if (this.#labels[key] !== nodeSelector[key]) return false;
    return nodeTerms === undefined || matchesAnyTerm(nodeTerms, this.name, this.#labels);
  }

  /** All its taints of this instant, but that of a node that is cordoned. */
  get taintsNow(): readonly Taint[] {
    return this.isUnreachable ? [...this.taints, ...UNREACHABLE] : this.taints;
  }

  /** The first taint of this instant that keeps a pod away. @param isDaemon a DaemonSet's pod, which tolerates more */
  taintAgainst({ tolerations }: PlacementPlan, isDaemon: boolean): Taint | undefined {
    const { taintsNow } = this;
    // Thousands of nodes are asked for every pod, and most have no taints.
    if (taintsNow.length === 0) return undefined;
    return untolerated(taintsNow, admittedTolerations(tolerations, isDaemon));
  }

  /** Undefined: the pod fits. Only what the first failing check says counts, as in the scheduler. */
  misfit(placement: PlacementPlan, isDaemon: boolean): Misfit | undefined {
    if (this.isCordoned) {
      const tolerations = admittedTolerations(placement.tolerations, isDaemon);
      if (untolerated([UNSCHEDULABLE], tolerations) !== undefined) return CORDONED;
    }
    const taint = this.taintAgainst(placement, isDaemon);
    if (taint !== undefined) return { reasons: [TAINTED], preemptible: false, taint };
    if (!this.isSelectedBy(placement)) return NOT_SELECTED;
    return this.shortOf(placement.requests);
  }

  /** What is lacking for these requests. */
  shortOf(requests: PlacementPlan['requests']): Misfit | undefined {
    if (this.firstShortage(requests) === undefined) return undefined;
    const { cpuMilli, memoryBytes } = this.#capacity;
    const isNeverEnough = requests.cpuMilli > cpuMilli || requests.memoryBytes > memoryBytes;
    return {
      reasons: [...this.#shortages(requests)].map((short) => WORDS[short.resource]),
      preemptible: !isNeverEnough,
    };
  }

  firstShortage(requests: PlacementPlan['requests']): Shortage | undefined {
    const { pods, cpuMilli, memoryBytes } = this.#capacity;
    const fits =
      this.#pods < pods &&
      this.#cpuMilli + requests.cpuMilli <= cpuMilli &&
      this.#memoryBytes + requests.memoryBytes <= memoryBytes;
    // Thousands of nodes are asked for every pod, and most have room.
    if (fits) return undefined;
    const [first] = this.#shortages(requests);
    return first;
  }

  *#shortages({ cpuMilli, memoryBytes }: PlacementPlan['requests']): Generator<Shortage> {
    const offer = this.#capacity;
    if (this.#pods + 1 > offer.pods) yield { resource: 'pods', requested: 1, used: this.#pods, capacity: offer.pods };
    if (cpuMilli > 0 && this.#cpuMilli + cpuMilli > offer.cpuMilli) {
      yield { resource: 'cpu', requested: cpuMilli, used: this.#cpuMilli, capacity: offer.cpuMilli };
    }
    if (memoryBytes > 0 && this.#memoryBytes + memoryBytes > offer.memoryBytes) {
      yield { resource: 'memory', requested: memoryBytes, used: this.#memoryBytes, capacity: offer.memoryBytes };
    }
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
