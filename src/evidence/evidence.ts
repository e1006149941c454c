import type { RestartRule } from '../kubelet/pod-spec.js';
import type { DurationRange } from '../time/human-duration.js';
import type { RestartPolicy } from '../trace/vocabulary.js';
import type { RowContradiction } from './row-contradictions.js';

/** When something was, as told: at an instant (since 1970), or so long before the text was printed. */
export type Moment =
  | { readonly kind: 'at'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'ago'; readonly fromMs: number; readonly toMs: number };

/** Stamps of Kubernetes are whole seconds, cut off. */
export const stampAt = (atMs: number): Moment => ({ kind: 'at', fromMs: atMs, toMs: atMs + 999 });
/** A moment that is told by its age: so long before whoever printed it looked. */
export const ago = ({ fromMs, toMs }: DurationRange): Moment => ({ kind: 'ago', fromMs, toMs });

/** One run of a container that has ended. */
export interface EndedRun {
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
  readonly startedAt: Moment | undefined;
  readonly finishedAt: Moment | undefined;
}

/** What a container is said to do. */
export type ToldState =
  | {
      readonly kind: 'running';
      readonly startedAt: Moment | undefined;
      /** Which of how many init containers it is, from 1; such a one may also be about to be started. */
      readonly init?: { readonly at: number; readonly total: number } | undefined;
    }
  | { readonly kind: 'terminated'; readonly run: EndedRun }
  | { readonly kind: 'waiting'; readonly reason: string | undefined; readonly message: string | undefined }
  | { readonly kind: 'unknown' };

/** One container, as far as the text tells. Undefined is: not told. */
export interface ContainerEvidence {
  readonly name: string | undefined;
  readonly type: 'container' | 'init' | 'sidecar';
  readonly state: ToldState;
  /** The newest end that is over, as in `lastState`. */
  readonly last: EndedRun | undefined;
  readonly restartCount: number | undefined;
  /** True: there were at least as many restarts. */
  readonly countIsLeast: boolean;
  /** Of how many containers it is the sum: a row counts all of a pod. */
  readonly countedContainers: number;
  /** Whether a liveness or startup probe may kill it. */
  readonly isKilledByProbes: boolean | undefined;
  readonly pullsAlways: boolean;
  /** The container's own, not the pod's. */
  readonly restartPolicy: RestartPolicy | undefined;
  readonly restartRules: readonly RestartRule[];
}

export interface PodEvidence {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly node: string | undefined;
  readonly createdAt: Moment | undefined;
  readonly phase: string | undefined;
  /** Why the pod as a whole is where it is: Evicted, DeadlineExceeded. */
  readonly reason: string | undefined;
  readonly isTerminating: boolean;
  readonly restartPolicy: RestartPolicy | undefined;
  /** When `activeDeadlineSeconds` ends the pod. */
  readonly deadlineAtMs: number | undefined;
  /** Kind and name of what made it, `Job/backup`. */
  readonly owner: string | undefined;
  readonly containers: readonly ContainerEvidence[];
  /** When the text about it was printed, where that can be seen. */
  readonly printedAtMs: number | undefined;
  /** Said to have no node: its scheduler has found none, or a gate holds it; in which words, if any. */
  readonly unscheduled?: { readonly message: string | undefined } | undefined;
  /** Told by lines in which a kubelet refuses a start, which it writes as it does, and by nothing else. */
  readonly isFromRefusals?: true;
  /** What in its row excludes what else the row says. */
  readonly contradictions?: readonly RowContradiction[];
}

/** A pod of which single lines tell: its events, or a kubelet's log. */
export const TOLD_BY_LINES = {
  node: undefined,
  phase: undefined,
  reason: undefined,
  isTerminating: false,
  restartPolicy: undefined,
  deadlineAtMs: undefined,
  owner: undefined,
} as const satisfies Partial<PodEvidence>;

/** What kubectl printed, whatever it was. */
export interface Evidence {
  readonly pods: readonly PodEvidence[];
  /** The newest time in it; undefined when it has ages only. */
  readonly newestMs: number | undefined;
  /** The kubelet's minor, `1.34`, by node where several are told; under `*` when no node is named. */
  readonly versions: ReadonlyMap<string, string>;
  /** True: some of its times are of a log that does not say in which zone; they are taken for UTC. */
  readonly isZoneSupposed: boolean;
  /** What could not be read. */
  readonly damage: readonly string[];
}

/** A text in which nothing can be recognised. The message is one line. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}
