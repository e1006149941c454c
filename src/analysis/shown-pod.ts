import type { VersionName } from '../kubelet/versions.js';
import { ApiState } from '../trace/api-state.js';
import type { ContainerIdentity } from '../trace/identity.js';
import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Phase } from '../trace/vocabulary.js';
import { UNREPORTED } from './container-at.js';
import { podRow, type RowContainer } from './pod-row.js';
import type { Shown } from './transcript.js';

const SUCCEEDED = { exitCode: 0 };

/**
 * Follows the only pod of a plan and tells what `kubectl get pods` would print of it, one stretch of time after the
 * other. The one place where transcripts depend on how facts are told.
 */
export class ShownPod extends ApiState {
  override readonly keepsStatus = true;
  readonly #version: VersionName;
  readonly #tell: (shown: Shown) => void;
  /** By container, then by attempt. */
  readonly #finishedAtMs: number[][] = [];
  #sinceMs = 0;

  constructor(version: VersionName, tell: (shown: Shown) => void) {
    super();
    this.#version = version;
    this.#tell = tell;
  }

  override exited(container: number, attempt: number, atMs: number): void {
    this.#finishedAtMs[container] ??= [];
    this.#finishedAtMs[container][attempt] = atMs;
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    this.tellUntil(atMs);
    super.containerPublished(container, atMs, status);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase, ...why: [string | null, string | null]): void {
    this.tellUntil(atMs);
    super.phasePublished(pod, atMs, phase, ...why);
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    this.tellUntil(atMs);
    super.conditionPublished(pod, atMs, condition);
  }

  /** Tells what has been shown up to an instant, not included. */
  tellUntil(atMs: number): void {
    const [pod] = this.pods;
    if (atMs <= this.#sinceMs || pod === undefined) return;
    const containers = pod.identity.containers.map((container) => this.#container(container));
    const { phase, reason, toldConditions: conditions } = pod;
    const row = podRow({ phase, reason, isTerminating: false, conditions, containers }, this.#version);
    this.#tell({
      fromMs: this.#sinceMs,
      untilMs: atMs,
      status: row.status,
      restarts: row.restarts,
      lastExitAtMs: row.lastEndMs,
    });
    this.#sinceMs = atMs;
  }

  #container({ index, name, type }: ContainerIdentity): RowContainer {
    const told = this.containers[index];
    const { state, reason, ready, started, restartCount, lastAttempt } = told ?? UNREPORTED;
    const finishedAtMs = lastAttempt === null ? undefined : this.#finishedAtMs[index]?.[lastAttempt];
    return {
      name,
      type,
      reported: told !== undefined,
      state,
      reason,
      ready,
      started,
      restartCount,
      current: reason === 'Completed' ? SUCCEEDED : null,
      last: finishedAtMs === undefined ? null : { finishedAtMs },
    };
  }
}
