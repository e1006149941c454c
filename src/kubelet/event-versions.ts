import type { VersionName } from './versions.js';

/** What differs between kubelet minors about events, as data. Words in braces are filled in. */
export interface EventRules {
  /** @source kubelet-semantics E3 */
  readonly pulled: string;
  /**
   * Whether a present image is checked against the pod's pull secrets by default (KubeletEnsureSecretPulledImages).
   * @source kubelet-semantics E3, S5
   */
  readonly checksPullSecrets: boolean;
  /** @source kubelet-semantics E4 */
  readonly created: string;
  /** @source kubelet-semantics E4 */
  readonly started: string;
  /** @source kubelet-semantics E9 */
  readonly probeErrored: string;
  /** What a container waits for while its image is in back-off. @source kubelet-semantics B28 */
  readonly imagePullBackOff: string;
  /** What comes before the scheduler's word on preemption. */
  readonly beforePreemption: string;
  /** Whether the scheduler says which taint is not tolerated. @source kubernetes pull request 134740, in 1.34.2 and 1.35 */
  readonly namesTaints: boolean;
  /** Which events of one source about one object share a token bucket. @source kubelet-semantics E17 */
  readonly spamBucket: 'per-object' | 'per-object-and-type';
}

const PULLED = 'Successfully pulled image "{image}" in {took} ({waited} including waiting)';

const in128: EventRules = {
  pulled: PULLED,
  checksPullSecrets: false,
  created: 'Created container {container}',
  started: 'Started container {container}',
  probeErrored: '{probe} probe errored: {output}',
  imagePullBackOff: 'Back-off pulling image "{image}"',
  beforePreemption: '',
  namesTaints: true,
  spamBucket: 'per-object',
};
const since129: EventRules = { ...in128, created: 'Created container: {container}' };
const since130: EventRules = { ...since129, pulled: `${PULLED}. Image size: {size} bytes.` };
const since132: EventRules = {
  ...since130,
  imagePullBackOff: 'Back-off pulling image "{image}": {error}',
  spamBucket: 'per-object-and-type',
};
const since133: EventRules = {
  ...since132,
  probeErrored: '{probe} probe errored and resulted in {state} state: {output}',
};
/** Dynamic resource allocation is on: its plugin speaks before preemption does. */
const since134: EventRules = {
  ...since133,
  beforePreemption: 'no new claims to deallocate, ',
  namesTaints: false,
};
const since135: EventRules = {
  ...since134,
  checksPullSecrets: true,
  created: 'Container created',
  started: 'Container started',
};

const RULES = {
  '1.28': in128,
  '1.29': since129,
  '1.30': since130,
  '1.31': since130,
  '1.32': since132,
  '1.33': since133,
  '1.34': since134,
  '1.35': since135,
  '1.36': since135,
} as const satisfies Readonly<Record<VersionName, EventRules>>;

/** The release's row. */
export function eventRules(version: VersionName): EventRules {
  return RULES[version];
}
