import type { RunPod } from '../analysis/run.js';

/**
 * What ended a pod: itself or its node, or somebody who deleted it, which lets it end Succeeded or Failed as well;
 * undefined while it has not ended.
 */
export function endedBy({
  endedAtSeconds,
  terminatingAtSeconds,
  deletedAtSeconds,
}: RunPod): 'itself' | 'deletion' | undefined {
  if (endedAtSeconds !== null && (terminatingAtSeconds === null || endedAtSeconds < terminatingAtSeconds))
    return 'itself';
  return deletedAtSeconds === null ? undefined : 'deletion';
}
