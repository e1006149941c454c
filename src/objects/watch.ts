import type { Event, Pod } from 'kubernetes-types/core/v1.js';
import { type AttemptFacts, gatherAttempts } from '../analysis/attempts.js';
import { eventWrites } from '../analysis/trace-events.js';
import type { Plan } from '../cluster/plan.js';
import type { PodIdentity } from '../trace/identity.js';
import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Trace } from '../trace/trace.js';
import type { Phase } from '../trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadKind, WorkloadStatus } from '../trace/workload.js';
import { eventObject } from './event.js';
import { podObject } from './pod.js';
import { ServerState, type StoredWorkload } from './server-state.js';
import { type Moment, WORKLOAD_OBJECTS, type WorkloadObject } from './workload-object.js';

/** A change of an object, as whoever watches the API hears of it. */
export interface Change<Item> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly atMs: number;
  /** As it is then; when it is deleted, as it last was. */
  readonly object: Item;
}

/** What is watched: from an instant on, that instant not included, up to another one. */
export interface WatchSpan {
  readonly plan: Plan;
  readonly trace: Trace;
  readonly afterMs: number;
  readonly untilMs: number;
}

/** Tells every change of every pod. What a kubelet tells of a pod in one go is one change. */
export function watchPods(span: WatchSpan, tell: (change: Change<Pod>) => void): void {
  const watch = new PodWatch(span, tell);
  span.trace.replayApi(watch, span.untilMs);
  watch.flush();
}

/** Tells every change of every object of a kind. */
export function watchWorkloads<Kind extends WorkloadKind>(
  kind: Kind,
  span: WatchSpan,
  tell: (change: Change<WorkloadObject<Kind>>) => void,
): void {
  span.trace.replayApi(new WorkloadWatch(kind, span, tell), span.untilMs);
}

/** Tells every event that is written: new ones, and counts that go up. */
export function watchEvents({ plan, trace, afterMs, untilMs }: WatchSpan, tell: (change: Change<Event>) => void): void {
  for (const { verb, event, atMs } of eventWrites(plan, trace, untilMs)) {
    if (atMs > afterMs) tell({ type: verb === 'created' ? 'ADDED' : 'MODIFIED', atMs, object: eventObject(event) });
  }
}

interface Update {
  readonly pod: number;
  readonly type: Change<Pod>['type'];
  readonly atMs: number;
  /** What has been told of the pod; each is told once in an update. */
  readonly told: Set<string>;
}

class PodWatch extends ServerState {
  readonly #span: WatchSpan;
  readonly #tell: (change: Change<Pod>) => void;
  readonly #attempts: readonly (readonly AttemptFacts[])[];
  readonly #podOf: number[] = [];
  #update: Update | undefined = undefined;

  constructor(span: WatchSpan, tell: (change: Change<Pod>) => void) {
    super();
    this.#span = span;
    this.#tell = tell;
    this.#attempts = gatherAttempts(span.trace);
  }

  override podCreated(pod: PodIdentity, atMs: number): void {
    for (const { index } of pod.containers) this.#podOf[index] = pod.index;
    this.#hear({ pod: pod.index, type: 'ADDED', atMs }, 'created');
    super.podCreated(pod, atMs);
  }

  override podBound(pod: number, atMs: number, node: string): void {
    this.#hear({ pod, type: 'MODIFIED', atMs }, 'bound');
    super.podBound(pod, atMs, node);
    this.flush();
  }

  override podTerminating(pod: number, atMs: number): void {
    this.#hear({ pod, type: 'MODIFIED', atMs }, 'terminating');
    super.podTerminating(pod, atMs);
  }

  override podDeleted(pod: number, atMs: number): void {
    this.#hear({ pod, type: 'DELETED', atMs }, 'deleted');
    super.podDeleted(pod, atMs);
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    this.#hearOfContainer(container, atMs, String(container));
    super.containerPublished(container, atMs, status);
  }

  override imageChanged(container: number, atMs: number, image: string): void {
    this.#hearOfContainer(container, atMs, 'image');
    super.imageChanged(container, atMs, image);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase, ...why: [string | null, string | null]): void {
    this.#hear({ pod, type: 'MODIFIED', atMs }, 'phase');
    super.phasePublished(pod, atMs, phase, ...why);
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    this.#hear({ pod, type: 'MODIFIED', atMs }, condition.type);
    super.conditionPublished(pod, atMs, condition);
  }

  /** Tells the update that is under way. */
  flush(): void {
    const update = this.#update;
    this.#update = undefined;
    if (update === undefined || update.atMs <= this.#span.afterMs) return;
    const record = this.pods[update.pod];
    if (record === undefined) return;
    const object = podObject(record, { plan: this.#span.plan, state: this, attempts: this.#attempts });
    this.#tell({ type: update.type, atMs: update.atMs, object });
  }

  #hearOfContainer(container: number, atMs: number, what: string): void {
    const pod = this.#podOf[container];
    if (pod !== undefined) this.#hear({ pod, type: 'MODIFIED', atMs }, what);
  }

  /** Called before a fact counts: one that does not belong to the update under way ends it. */
  #hear({ pod, type, atMs }: Omit<Update, 'told'>, what: string): void {
    const update = this.#update;
    const isSame = update?.pod === pod && update.atMs === atMs && update.type === type;
    if (!isSame || type !== 'MODIFIED' || update.told.has(what)) this.flush();
    this.#update ??= { pod, type, atMs, told: new Set() };
    this.#update.told.add(what);
  }
}

class WorkloadWatch<Kind extends WorkloadKind> extends ServerState {
  readonly #kind: Kind;
  readonly #span: WatchSpan;
  readonly #tell: (change: Change<WorkloadObject<Kind>>) => void;

  constructor(kind: Kind, span: WatchSpan, tell: (change: Change<WorkloadObject<Kind>>) => void) {
    super();
    this.#kind = kind;
    this.#span = span;
    this.#tell = tell;
  }

  override workloadPublished(identity: WorkloadIdentity, atMs: number, status: WorkloadStatus): void {
    const before = this.workloads.get(identity.uid);
    super.workloadPublished(identity, atMs, status);
    const after = this.workloads.get(identity.uid);
    if (identity.kind !== this.#kind || atMs <= this.#span.afterMs || after === undefined) return;
    const isNew = before === undefined || before.status.isGone;
    const last = status.isGone ? before : after;
    if (last === undefined || (status.isGone && isNew)) return;
    const make = WORKLOAD_OBJECTS[this.#kind] as (stored: StoredWorkload, at: Moment) => WorkloadObject<Kind>;
    const object = make(last, { plan: this.#span.plan, state: this, nowMs: atMs });
    this.#tell({ type: status.isGone ? 'DELETED' : isNew ? 'ADDED' : 'MODIFIED', atMs, object });
  }
}
