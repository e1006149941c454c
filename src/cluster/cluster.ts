import { Agenda } from '../engine/agenda.js';
import { type RunStop, runAgenda, startOfRun } from '../engine/run.js';
import type { LoneBounds, LoneContainer } from '../kubelet/lone-container.js';
import type { RoutinePod } from '../kubelet/routine-pod.js';
import type { Sink } from '../trace/sink.js';
import type { ActionPlan } from './action-plan.js';
import { perform } from './actions.js';
import { ServiceController } from './controllers/service.js';
import { crowdOf } from './crowd.js';
import { startLonePods } from './lone-pods.js';
import type { NumberedPod } from './numbered-pod.js';
import { Operator } from './operator.js';
import type { NodePlan, Plan } from './plan.js';
import type { RoutinePods } from './routine-pods.js';
import { type Common, type SetStage, setUp } from './set-up.js';

/** Far more than one container can need at one instant unless it restarts without time passing. */
const EVENTS_PER_INSTANT = 10_000;

/** Nodes that touch each other, or one alone, and what happens there. */
export interface ClusterShare {
  readonly nodes: readonly NodePlan[];
  readonly pods: readonly NumberedPod[];
  readonly actions: readonly ActionPlan[];
  /** Whether anybody watches the API: controllers, or a reader of what it shows. */
  readonly isWatched: boolean;
}

/** Nodes with their kubelets and all that surrounds them, on one agenda. */
export class Cluster {
  readonly #durationMs: number;
  readonly #agenda = new Agenda();
  /** Who needs no agenda, and is run when that is done; the last is under way. */
  readonly #alone: (LoneContainer | RoutinePod)[];
  readonly #routine: RoutinePods;
  readonly #progress = startOfRun();
  /** The agenda, then each that needs none. */
  #partsDone = 0;
  readonly #maxEventsPerInstant: number;

  constructor(plan: Plan, share: ClusterShare, common: Common, sink: Sink) {
    this.#durationMs = plan.durationMs;
    this.#maxEventsPerInstant = EVENTS_PER_INSTANT * (1 + crowdOf(plan, share.pods));
    const operator = new Operator(this.#agenda);
    const stage = setUp(plan, { ...share, common, sink, agenda: this.#agenda, operator });
    const [only] = stage.hosts;
    const { alone, others } =
      share.isWatched || only === undefined
        ? { alone: [], others: share.pods }
        : startLonePods(share.pods, stage.solitude, only, stage.programs, sink);
    this.#alone = [...alone];
    this.#routine = stage.routine;
    operator.at(0, (nowMs) => {
      if (share.isWatched) startWatching(plan, stage, nowMs);
      for (const pod of others) stage.pods.create(pod.plan, nowMs, pod);
    });
    for (const action of share.actions) operator.at(action.atMs, (nowMs) => perform(action, stage, nowMs));
  }

  /** The instant reached by what is under way. */
  get nowMs(): number {
    return this.#progress.nowMs;
  }

  /** How much is done, 0 to 1: the agenda and each that needs none are parts of equal size. */
  get doneRatio(): number {
    const parts = Math.max(1, this.#partsDone) + this.#alone.length;
    return Math.min(1, (this.#partsDone + this.nowMs / Math.max(1, this.#durationMs)) / parts);
  }

  /** Processes up to `maxEvents` events and says why it stopped. */
  advance(maxEvents: number): RunStop {
    const bounds = { horizonMs: this.#durationMs, maxEventsPerInstant: this.#maxEventsPerInstant };
    if (this.#partsDone > 0) return this.#advanceAlone({ ...bounds, eventsLeft: maxEvents });
    const before = this.#progress.events;
    const stop = runAgenda(this.#agenda, this.#progress, { ...bounds, maxEvents });
    if (stop.kind === 'budget' || stop.kind === 'no-progress') return stop;
    this.#partsDone = 1;
    this.#alone.push(...this.#routine.taken);
    this.#progress.nowMs = 0;
    return this.#advanceAlone({ ...bounds, eventsLeft: maxEvents - (this.#progress.events - before) });
  }

  #advanceAlone(bounds: LoneBounds): RunStop {
    for (let lone = this.#alone.at(-1); lone !== undefined; lone = this.#alone.at(-1)) {
      const stop = lone.advance(bounds);
      this.#progress.nowMs = Math.min(lone.nowMs, this.#durationMs);
      if (stop === 'no-progress') return { kind: stop, atMs: lone.nowMs, culprit: lone.describe() };
      if (stop === 'budget') return { kind: stop };
      this.#alone.pop();
      this.#partsDone += 1;
      this.#progress.nowMs = 0;
    }
    return { kind: 'idle' };
  }
}

function startWatching(plan: Plan, { nodes, workloads, control }: SetStage, nowMs: number): void {
  nodes.watch();
  for (const service of plan.services) new ServiceController(control, service, nowMs);
  for (const workload of plan.workloads) workloads.apply(workload, nowMs);
}
