import type { ContainerType, RestartPolicy } from '../trace/vocabulary.js';

/** What a kubelet reads of a pod's specification, with the API's defaults filled in. Plain data, shared between pods. */
export interface PodSpec {
  readonly restartPolicy: RestartPolicy;
  readonly terminationGraceMs: number;
  /** Undefined: the pod may run for ever. @source kubelet-semantics E11 */
  readonly activeDeadlineMs: number | undefined;
  /** Volumes that must be mounted before anything starts. */
  readonly volumes: readonly VolumeSpec[];
  /** Init containers and sidecars first, in the order of the manifest, then the others. */
  readonly containers: readonly ContainerSpec[];
}

export interface ContainerSpec {
  readonly name: string;
  readonly type: ContainerType;
  /** As written in the manifest. */
  readonly image: string;
  /** @source kubelet-semantics S4 */
  readonly imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  /** The container's resources as text; part of the backoff key since 1.34. */
  readonly resources: string;
  readonly memoryLimitBytes: number | undefined;
  /** Its own policy, over the pod's; never set on a sidecar, which its type describes. @source kubelet-semantics A22 */
  readonly restartPolicy: RestartPolicy | undefined;
  readonly restartRules: readonly RestartRule[];
  readonly liveness: ProbeSpec | undefined;
  readonly readiness: ProbeSpec | undefined;
  readonly startup: ProbeSpec | undefined;
  readonly postStart: HookSpec | undefined;
  readonly preStop: HookSpec | undefined;
  /** ConfigMaps and Secrets its environment needs. */
  readonly configs: readonly ConfigReference[];
  /** Whether it must not run as root, and is told to. */
  readonly isRootDenied: boolean;
}

/** @source kubelet-semantics A22 to A24 */
export interface RestartRule {
  readonly action: 'Restart' | 'RestartAllContainers';
  readonly operator: 'In' | 'NotIn';
  readonly exitCodes: readonly number[];
}

export const PROBE_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'] as const;

/** @source kubelet-semantics PR1 */
export interface ProbeSpec {
  readonly handler: (typeof PROBE_HANDLERS)[number];
  readonly initialDelayMs: number;
  readonly periodMs: number;
  readonly timeoutMs: number;
  readonly successThreshold: number;
  readonly failureThreshold: number;
  /** The name of its port, when no port of the container is so named. */
  readonly unnamedPort?: string | undefined;
  /** Grace of a kill by this probe; undefined: the pod's. */
  readonly terminationGraceMs: number | undefined;
}

/** @source kubelet-semantics H1 to H3 */
export interface HookSpec {
  readonly handler: 'exec' | 'httpGet' | 'tcpSocket' | 'sleep';
  /** For `exec`: the command, as messages quote it. */
  readonly command: readonly string[];
  /** For `sleep`. */
  readonly sleepMs: number | undefined;
}

export interface ConfigReference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** Undefined: all keys. */
  readonly key: string | undefined;
}

export interface VolumeSpec {
  readonly name: string;
  readonly source: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'other';
  /** The object it is made of. */
  readonly object: string;
}

const PLAIN = {
  type: 'container',
  imagePullPolicy: 'IfNotPresent',
  resources: '{}',
  memoryLimitBytes: undefined,
  restartPolicy: undefined,
  restartRules: [],
  liveness: undefined,
  readiness: undefined,
  startup: undefined,
  postStart: undefined,
  preStop: undefined,
  configs: [],
  isRootDenied: false,
} as const;

/** A container of which nothing is said but its name and image. */
export function plainContainer(name: string, image: string): ContainerSpec {
  return { ...PLAIN, name, image };
}

/** A pod of which nothing is said but its containers. */
export function plainPod(containers: readonly ContainerSpec[]): PodSpec {
  return { restartPolicy: 'Always', terminationGraceMs: 30_000, activeDeadlineMs: undefined, volumes: [], containers };
}
