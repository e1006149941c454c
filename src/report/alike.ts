import type { RunPod } from '../analysis/run.js';

/** Pods in which the same happened at the same times; at least one. */
export interface AlikePods {
  readonly first: RunPod;
  readonly names: readonly string[];
}

/** Puts pods of one controller together that a reader could only tell apart by name, in the order of the first of each kind. */
export function alikePods(pods: readonly RunPod[]): readonly AlikePods[] {
  const groups = new Map<string, { first: RunPod; names: string[] }>();
  for (const pod of pods) {
    const signature = signatureOf(pod);
    const known = groups.get(signature);
    if (known === undefined) groups.set(signature, { first: pod, names: [pod.name] });
    else known.names.push(pod.name);
  }
  return [...groups.values()];
}

/** Everything but names, places and what is said in words; who belongs to nobody was named by somebody. */
function signatureOf(pod: RunPod): string {
  const { uid, owner, createdAtSeconds, endedAtSeconds, deletedAtSeconds, status, containers } = pod;
  const told = containers.map(({ name, type, image, waiting, attempts }) => [name, type, image, waiting, attempts]);
  return JSON.stringify([owner ?? uid, createdAtSeconds, endedAtSeconds, deletedAtSeconds, status, told]);
}
