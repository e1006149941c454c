import type { VersionName } from '../kubelet/versions.js';
import { SECOND_MS } from '../time/units.js';

/** What differs between minors about controllers, as data. */
export interface ControlRules {
  /** How long a node may be silent. @source kube-controller-manager --node-monitor-grace-period */
  readonly nodeGraceMs: number;
  /**
   * What a Job's status says of its start while it is suspended. Where that stays, a deadline that has passed since then
   * fails the Job as soon as it is resumed: the controller looks at it before it sets the start anew.
   *
   * @source job_controller.go syncJob, MutableSchedulingDirectivesForSuspendedJobs, on by default since 1.36
   */
  readonly suspendedJob: 'keeps-start' | 'has-not-started';
}

const in128: ControlRules = { nodeGraceMs: 40 * SECOND_MS, suspendedJob: 'keeps-start' };
const since132: ControlRules = { ...in128, nodeGraceMs: 50 * SECOND_MS };
const since136: ControlRules = { ...since132, suspendedJob: 'has-not-started' };

const RULES = {
  '1.28': in128,
  '1.29': in128,
  '1.30': in128,
  '1.31': in128,
  '1.32': since132,
  '1.33': since132,
  '1.34': since132,
  '1.35': since132,
  '1.36': since136,
} as const satisfies Readonly<Record<VersionName, ControlRules>>;

/** The release's row: the control plane is of the kubelets' release. */
export function controlRules(version: VersionName): ControlRules {
  return RULES[version];
}
