/** What differs between kubelet minors, as data. Nothing else in the model asks for a version. */
export interface KubeletVersion {
  /**
   * What a backoff key is made of besides pod and container name.
   * @source kubelet-semantics B15, B16
   */
  readonly key: 'whole-container' | 'name-and-image' | 'image-and-resources';
  /** When a pod in backoff is looked at again. @source kubelet-semantics T12 to T14 */
  readonly requeue: 'ten-seconds' | 'expiry';
  /** When an entry has expired: after a flat 600 s, or after twice the cap. @source kubelet-semantics B8 */
  readonly expiry: 'flat' | 'twice-max';
  /**
   * When PodReadyToStartContainers is told: never, at the next sync, or as soon as the sandbox is ready.
   * @source kubelet-semantics P23
   */
  readonly readyToStart: 'untold' | 'next-sync' | 'at-once';
  /** Whether an extra readiness probe also moves the worker's ticks. @source kubelet-semantics PR4 */
  readonly extraProbe: 'keeps-phase' | 'moves-phase';
  /** Whether a restarted kubelet takes over what was reported ready and started. @source kubelet-semantics P20 */
  readonly keepsReady: boolean;
  /** Gates this release knows and their defaults; any other makes its kubelet refuse to start. */
  readonly gates: Readonly<Partial<Record<GateName, boolean>>>;
}

export const GATE_NAMES = [
  'KubeletCrashLoopBackOffMax',
  'ReduceDefaultCrashLoopBackOffDecay',
  'PLEGOnDemandRelist',
  'SidecarContainers',
  'PodLifecycleSleepAction',
  'ContainerRestartRules',
  'RestartAllContainersOnContainerExits',
] as const;
export type GateName = (typeof GATE_NAMES)[number];

const in128 = {
  key: 'whole-container',
  requeue: 'ten-seconds',
  expiry: 'twice-max',
  readyToStart: 'untold',
  extraProbe: 'keeps-phase',
  keepsReady: false,
  gates: {},
} as const;
const since129 = { ...in128, readyToStart: 'next-sync' } as const;
const since131 = { ...since129, key: 'name-and-image' } as const;
const since132 = { ...since131, expiry: 'flat', extraProbe: 'moves-phase' } as const;
const since134 = { ...since132, key: 'image-and-resources' } as const;
const since135 = { ...since134, requeue: 'expiry', keepsReady: true } as const;
const sleepHook = { SidecarContainers: true, PodLifecycleSleepAction: true } as const;
const max = { ...sleepHook, KubeletCrashLoopBackOffMax: false } as const;
const maxAndReduce = { ...max, ReduceDefaultCrashLoopBackOffDecay: false } as const;
const rules = { ContainerRestartRules: true, RestartAllContainersOnContainerExits: false } as const;
const maxOnByDefault = { ...maxAndReduce, ...rules, KubeletCrashLoopBackOffMax: true } as const;
const restartsAll = { RestartAllContainersOnContainerExits: true, PLEGOnDemandRelist: true } as const;

/** @source kubelet-semantics section 11 */
export const VERSIONS = {
  '1.28': { ...in128, gates: { SidecarContainers: false } },
  '1.29': { ...since129, gates: { ...sleepHook, PodLifecycleSleepAction: false } },
  '1.30': { ...since129, gates: sleepHook },
  '1.31': { ...since131, gates: sleepHook },
  '1.32': { ...since132, gates: max },
  '1.33': { ...since132, gates: maxAndReduce },
  '1.34': { ...since134, gates: { ...maxAndReduce, ContainerRestartRules: false } },
  '1.35': { ...since135, gates: maxOnByDefault },
  '1.36': { ...since135, readyToStart: 'at-once', gates: { ...maxOnByDefault, ...restartsAll } },
} as const satisfies Readonly<Record<string, KubeletVersion>>;

export type VersionName = keyof typeof VERSIONS;
export const VERSION_NAMES = Object.keys(VERSIONS) as readonly VersionName[];
export const NEWEST_VERSION: VersionName = '1.36';

/** The release's row. @throws {RangeError} for a name that came from outside the type system */
export function kubeletVersion(name: VersionName): KubeletVersion {
  if (!Object.hasOwn(VERSIONS, name))
    throw new RangeError(`unknown kubelet version "${name}"; known: ${VERSION_NAMES.join(', ')}`);
  return VERSIONS[name];
}
