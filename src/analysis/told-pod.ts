import type { RecordedEvent, RecordedState, RecordedStatus } from '../scenario/recorded-pod.js';
import { POD_IN_MESSAGES } from '../scenario/recorded-pod.js';
import type { EventKind } from '../trace/event.js';
import { Quiet } from '../trace/quiet.js';
import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Trace } from '../trace/trace.js';
import type { ConditionType, ExitReason, Phase } from '../trace/vocabulary.js';

/** When an instance began and ended, in seconds. */
export interface ToldInstance {
  /** Null when the runtime could not start it. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}

/** The life of a pod as it is told, by a recorder or by a simulation: what both can be compared in. */
export interface ToldPod {
  /** By container name, in the order of their starts. */
  readonly instances: Readonly<Record<string, readonly ToldInstance[]>>;
  readonly statuses: readonly RecordedStatus[];
  /** The kubelet's. */
  readonly events: readonly RecordedEvent[];
}

interface Exit {
  readonly exitCode: number;
  readonly reason: ExitReason;
}

/** What the kubelet itself puts where no runtime says how something ended. @source kubelet-semantics P11, A26 */
const UNTOLD_EXIT_CODE = 137;

/** Tells a simulated pod, the first of its trace, in the words of a recording. */
export function tellPod(trace: Trace, untilMs: number): ToldPod {
  const runtime = new RuntimeTeller();
  trace.replayRuntime(runtime);
  const api = new ApiTeller(trace, runtime.exits);
  trace.replayApi(api, untilMs);
  const names = trace.pods[0]?.containers.map(({ name }) => name) ?? [];
  const instances = names.map((name, index) => [name, runtime.instances[index] ?? []] as const);
  return { instances: Object.fromEntries(instances), statuses: api.statuses, events: api.events };
}

class RuntimeTeller extends Quiet {
  readonly instances: { startedAt: number | null; finishedAt: number | null }[][] = [];
  /** By container, then by attempt. */
  readonly exits: Exit[][] = [];

  override started(container: number, _attempt: number, atMs: number): void {
    this.instances[container] ??= [];
    this.instances[container].push({ startedAt: atMs / 1000, finishedAt: null });
  }

  override exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.exits[container] ??= [];
    this.exits[container][attempt] = { exitCode, reason };
    const last = this.instances[container]?.at(-1);
    if (last === undefined) return;
    last.finishedAt = atMs / 1000;
    if (reason === 'StartError') last.startedAt = null;
  }
}

/** Keeps what the API showed from one instant on to the next, as far as it is the first pod's. */
class ApiTeller extends Quiet {
  readonly statuses: RecordedStatus[] = [];
  readonly events: RecordedEvent[] = [];
  readonly #exits: readonly (readonly Exit[] | undefined)[];
  readonly #names: readonly string[];
  readonly #named: string;
  #phase: Phase = 'Pending';
  #conditions: Partial<Record<ConditionType, string>> = {};
  #containers: Record<string, RecordedState> = {};

  constructor(trace: Trace, exits: readonly (readonly Exit[] | undefined)[]) {
    super();
    const [pod] = trace.pods;
    this.#exits = exits;
    this.#names = pod?.containers.map(({ name }) => name) ?? [];
    this.#named = `${pod?.name}_${pod?.namespace}(${pod?.uid})`;
  }

  override podCreated(_pod: unknown, atMs: number): void {
    this.#tell(atMs);
  }

  override containerPublished(index: number, atMs: number, status: ContainerStatus): void {
    const name = this.#names[index];
    if (name === undefined) return;
    this.#containers = { ...this.#containers, [name]: this.#stateOf(index, status) };
    this.#tell(atMs);
  }

  override phasePublished(_pod: number, atMs: number, phase: Phase): void {
    this.#phase = phase;
    this.#tell(atMs);
  }

  override conditionPublished(_pod: number, atMs: number, { type, status }: PodCondition): void {
    this.#conditions = { ...this.#conditions, [type]: status ? 'True' : 'False' };
    this.#tell(atMs);
  }

  override occurred({ source, fieldPath, type, reason, message }: EventKind, atMs: number): void {
    if (source !== 'kubelet') return;
    this.events.push({ at: atMs / 1000, object: fieldPath ?? '', type, reason, message: this.#anonymous(message) });
  }

  /** Everything told at one instant is one status. */
  #tell(atMs: number): void {
    const at = atMs / 1000;
    const status = { at, phase: this.#phase, conditions: this.#conditions, containers: this.#containers };
    if (this.statuses.at(-1)?.at === at) this.statuses.pop();
    this.statuses.push(status);
  }

  #stateOf(index: number, status: ContainerStatus): RecordedState {
    const { state, reason, message, restartCount, ready, started, lastAttempt, lastRemoved } = status;
    const own = this.#exits[index]?.[restartCount]?.exitCode ?? null;
    const exitCode = reason === 'ContainerStatusUnknown' ? UNTOLD_EXIT_CODE : own;
    const last = lastAttempt === null ? undefined : this.#exits[index]?.[lastAttempt];
    return {
      state,
      reason,
      message: message === null ? null : this.#anonymous(message),
      exitCode: state === 'terminated' ? exitCode : null,
      restartCount,
      ready,
      started,
      lastExitCode: lastRemoved ? UNTOLD_EXIT_CODE : (last?.exitCode ?? null),
      lastReason: lastRemoved ? 'RestartingAllContainers' : (last?.reason ?? null),
    };
  }

  #anonymous(text: string): string {
    return text.replaceAll(this.#named, POD_IN_MESSAGES);
  }
}
