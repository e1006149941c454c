import type { KubeletPlan } from '../../cluster/plan.js';
import type { KubeletConfig } from '../../kubelet/config.js';
import { RECORDED_LATENCIES } from '../../kubelet/timing.js';
import { NEWEST_VERSION, VERSION_NAMES, type VersionName } from '../../kubelet/versions.js';
import { issueLog } from '../../scenario/issue-log.js';
import { kubeletConfigOf, readKubeletConfiguration } from '../../scenario/kubelet-settings.js';
import type { TextFile } from '../../scenario/scenario.js';
import { realisticKubelet } from '../plausible-plan.js';

/**
 * The kubelet of a version and configuration, with the clockwork of a real one.
 *
 * @throws {ScenarioError} when the configuration is none, or such a kubelet would refuse to start with it
 */
export function realKubelet(version: VersionName, config: TextFile | undefined): KubeletPlan {
  return realisticKubelet(configOf(version, config), RECORDED_LATENCIES);
}

function configOf(version: VersionName, file: TextFile | undefined): KubeletConfig {
  const log = issueLog();
  const place = { spans: new Map(), report: log.report, remark: () => undefined };
  const settings = file === undefined ? {} : (readKubeletConfiguration(file, place) ?? {});
  log.throwIfAny();
  const config = kubeletConfigOf(settings, version, place);
  log.throwIfAny();
  return config;
}

/** The release whose rules a kubelet of any minor follows as far as is known: the nearest one. */
export function knownVersion(minor: string): VersionName {
  const exact = VERSION_NAMES.find((name) => name === minor);
  if (exact !== undefined) return exact;
  const number = Number(minor.split('.')[1]);
  const [oldest = NEWEST_VERSION] = VERSION_NAMES;
  return number < Number(oldest.split('.')[1]) ? oldest : NEWEST_VERSION;
}
