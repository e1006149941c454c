import type { RecordedEvent, RecordedKubelet, RecordedSpec, RecordedStatus } from '../../src/scenario/recorded-pod.js';

/** The recorder's own files: one entry for each container, one for each pod, and what was applied. */
export interface RawContainer extends Omit<RecordedKubelet, 'pods'> {
  readonly pod: string;
  readonly container: string;
  readonly attempts: readonly RawAttempt[];
}

export interface RawAttempt {
  readonly n: number;
  readonly createdAt?: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly noticedAt?: number | null;
  readonly exitCode: number | null;
  readonly reason: string | null;
  readonly delayFromFinishToNextStart?: number | null;
  readonly backoffInForce?: string | null;
  /** Marks attempts whose wait or run lasted over the restart of the kubelet, or began after it. */
  readonly phase?: string;
}

export interface RawPod {
  readonly pod: string;
  readonly timeline: readonly RecordedStatus[];
  readonly kubelet: { readonly podSyncsAt: readonly number[]; readonly events: readonly RecordedEvent[] };
}

export interface RawManifest {
  readonly metadata: { readonly namespace: string; readonly annotations: Readonly<Record<string, string>> };
  readonly spec: RecordedSpec & { readonly nodeSelector?: unknown; readonly hostNetwork?: unknown };
}
