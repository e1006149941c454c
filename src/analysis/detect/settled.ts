import { MINUTE_MS } from '../../time/units.js';
import { ApiState } from '../../trace/api-state.js';
import type { PodIdentity } from '../../trace/identity.js';
import type { ContainerStatus, PodCondition } from '../../trace/sink.js';
import type { Trace } from '../../trace/trace.js';
import type { Phase } from '../../trace/vocabulary.js';

/** A pod that has been ready for this long at the end of a run counts as well; the kubelet forgets crashes as late. */
const LONG_ENOUGH_MS = 10 * MINUTE_MS;

interface Wellbeing {
  /** Since when it is ready, or has succeeded. */
  sinceMs: number | undefined;
  /** The same before it was lost at this very instant: success takes readiness away. */
  before: { readonly sinceMs: number; readonly lostMs: number } | undefined;
  /** Nothing counts from here on: it was told to go. */
  isClosed: boolean;
}

/** Follows who is ready, or has succeeded. */
class WellbeingWatch extends ApiState {
  readonly byPod: Wellbeing[] = [];
  readonly #podOf: number[] = [];

  override podCreated(pod: PodIdentity, atMs: number): void {
    super.podCreated(pod, atMs);
    for (const { index } of pod.containers) this.#podOf[index] = pod.index;
  }

  override phasePublished(
    pod: number,
    atMs: number,
    phase: Phase,
    reason: string | null,
    message: string | null,
  ): void {
    super.phasePublished(pod, atMs, phase, reason, message);
    this.#judge(pod, atMs);
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    super.conditionPublished(pod, atMs, condition);
    this.#judge(pod, atMs);
  }

  /** A restart is trouble, even where the next run is ready before anyone looks. */
  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    const before = this.containers[container]?.restartCount ?? 0;
    super.containerPublished(container, atMs, status);
    const pod = this.#podOf[container];
    if (pod === undefined || status.restartCount === before) return;
    const wellbeing = this.#of(pod);
    if (wellbeing.isClosed) return;
    wellbeing.sinceMs = undefined;
    wellbeing.before = undefined;
    this.#judge(pod, atMs);
  }

  override podTerminating(pod: number, atMs: number): void {
    super.podTerminating(pod, atMs);
    this.#of(pod).isClosed = true;
  }

  #of(pod: number): Wellbeing {
    const known = this.byPod[pod] ?? { sinceMs: undefined, before: undefined, isClosed: false };
    this.byPod[pod] = known;
    return known;
  }

  #judge(pod: number, atMs: number): void {
    const wellbeing = this.#of(pod);
    const record = this.pods[pod];
    if (wellbeing.isClosed || record === undefined) return;
    const isReady = record.toldConditions.some((condition) => condition?.type === 'Ready' && condition.status);
    if (isReady || record.phase === 'Succeeded') {
      const { before } = wellbeing;
      wellbeing.sinceMs ??= before?.lostMs === atMs ? before.sinceMs : atMs;
    } else if (wellbeing.sinceMs !== undefined) {
      wellbeing.before = { sinceMs: wellbeing.sinceMs, lostMs: atMs };
      wellbeing.sinceMs = undefined;
    }
  }
}

/**
 * Since when each pod is well for good: ready (or done with success) without a restart until the end of the run or until somebody deletes
 * it; undefined for a pod that is not, or has been ready for less than ten minutes at the end.
 */
export function settledSince(trace: Trace, durationMs: number): readonly (number | undefined)[] {
  const watch = new WellbeingWatch();
  trace.replayApi(watch, durationMs);
  return trace.pods.map(({ index }) => {
    const { sinceMs, isClosed } = watch.byPod[index] ?? {};
    if (sinceMs === undefined) return undefined;
    const isOver = isClosed === true || watch.pods[index]?.phase === 'Succeeded';
    return isOver || durationMs - sinceMs >= LONG_ENOUGH_MS ? sinceMs : undefined;
  });
}
