import type { PodIdentity } from '../../trace/identity.js';
import { Quiet } from '../../trace/quiet.js';

/** One container over a whole run: when each attempt started and ended, and the step waited out after it. */
export interface Career {
  readonly pod: PodIdentity;
  readonly name: string;
  readonly bornAtMs: number;
  /** Infinity while its pod is there. */
  goneAtMs: number;
  readonly startsMs: number[];
  /** As long as `startsMs`, or one shorter while it runs. */
  readonly exitsMs: number[];
  /** The step in force after each attempt, as far as the wait is over. */
  readonly stepsMs: number[];
}

/** Keeps every start and exit of every container, and nothing else: what a comparison is made from. */
export class Course extends Quiet {
  /** By the number of the container. */
  readonly careers: Career[] = [];

  override podCreated(pod: PodIdentity, atMs: number): void {
    for (const { index, name } of pod.containers) {
      const career = { pod, name, bornAtMs: atMs, goneAtMs: Number.POSITIVE_INFINITY };
      this.careers[index] = { ...career, startsMs: [], exitsMs: [], stepsMs: [] };
    }
  }

  override podDeleted(pod: number, atMs: number): void {
    for (const career of this.careers) if (career.pod.index === pod) career.goneAtMs = atMs;
  }

  override started(container: number, _attempt: number, atMs: number): void {
    this.careers[container]?.startsMs.push(atMs);
  }

  override exited(container: number, _attempt: number, atMs: number): void {
    this.careers[container]?.exitsMs.push(atMs);
  }

  override admitted(container: number, _atMs: number, stepMs: number): void {
    const career = this.careers[container];
    if (career !== undefined) career.stepsMs[Math.max(0, career.exitsMs.length - 1)] = stepMs;
  }
}
