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

const upTo130 = { key: 'whole-container', requeue: 'ten-seconds', expiry: 'twice-max' } as const;
const sidecars = { SidecarContainers: true } as const;
const hooks = { ...sidecars, PodLifecycleSleepAction: true } as const;
const max = { ...hooks, KubeletCrashLoopBackOffMax: false } as const;
const maxAndReduce = { ...max, ReduceDefaultCrashLoopBackOffDecay: false } as const;
const rules = { ContainerRestartRules: true, RestartAllContainersOnContainerExits: false } as const;
const maxOnByDefault = { ...maxAndReduce, ...rules, KubeletCrashLoopBackOffMax: true } as const;

/** @source kubelet-semantics section 11 */
export const VERSIONS = {
  '1.28': { ...upTo130, gates: { SidecarContainers: false } },
  '1.29': { ...upTo130, gates: { ...sidecars, PodLifecycleSleepAction: false } },
  '1.30': { ...upTo130, gates: hooks },
  '1.31': { ...upTo130, key: 'name-and-image', gates: hooks },
  '1.32': { key: 'name-and-image', requeue: 'ten-seconds', expiry: 'flat', gates: max },
  '1.33': { key: 'name-and-image', requeue: 'ten-seconds', expiry: 'flat', gates: maxAndReduce },
  '1.34': {
    key: 'image-and-resources',
    requeue: 'ten-seconds',
    expiry: 'flat',
    gates: { ...maxAndReduce, ContainerRestartRules: false },
  },
  '1.35': { key: 'image-and-resources', requeue: 'expiry', expiry: 'flat', gates: maxOnByDefault },
  '1.36': {
    key: 'image-and-resources',
    requeue: 'expiry',
    expiry: 'flat',
    gates: { ...maxOnByDefault, PLEGOnDemandRelist: true, RestartAllContainersOnContainerExits: true },
  },
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
