import type { RunAttempt, RunPod } from '../analysis/run.js';

/** Pods in which the same happened at the same times; at least one. */
export interface AlikePods {
  readonly first: RunPod;
  readonly names: readonly string[];
}

/** Puts pods of one controller together that a reader could only tell apart by name, in the order of the first of each kind. */
export function alikePods(pods: readonly RunPod[]): readonly AlikePods[] {
  const groups: (AlikePods & { readonly names: string[] })[] = [];
  const bySketch = new Map<string, typeof groups>();
  for (const pod of pods) {
    const sketch = sketchOf(pod);
    const similar = bySketch.get(sketch) ?? [];
    bySketch.set(sketch, similar);
    const known = similar.find(({ first }) => haveSameAttempts(first, pod));
    if (known !== undefined) {
      known.names.push(pod.name);
    } else {
      const group = { first: pod, names: [pod.name] };
      similar.push(group);
      groups.push(group);
    }
  }
  return groups;
}

/**
 * What tells most pods apart: everything but names, places, what is said in words, and attempts before the last. Who
 * belongs to nobody was named by somebody.
 */
function sketchOf(pod: RunPod): string {
  const { uid, owner, createdAtSeconds, endedAtSeconds, deletedAtSeconds, status, containers } = pod;
  const told = containers.map(({ name, type, image, waiting, attempts }) => {
    return [name, type, image, waiting, attempts.length, attempts.at(-1)];
  });
  return JSON.stringify([owner ?? uid, createdAtSeconds, endedAtSeconds, deletedAtSeconds, status, told]);
}

/** Of pods with the same containers, each of which started equally often. */
function haveSameAttempts(a: RunPod, b: RunPod): boolean {
  return a.containers.every(({ attempts }, at) => {
    const others = b.containers[at]?.attempts ?? [];
    return attempts.every((attempt, index) => isSame(attempt, others[index]));
  });
}

function isSame(a: RunAttempt, b: RunAttempt | undefined): boolean {
  return (
    a.attempt === b?.attempt &&
    a.startedAtSeconds === b.startedAtSeconds &&
    a.finishedAtSeconds === b.finishedAtSeconds &&
    a.exitCode === b.exitCode &&
    a.reason === b.reason &&
    a.delaySeconds === b.delaySeconds &&
    a.backoffSeconds === b.backoffSeconds &&
    a.why === b.why &&
    a.failedStarts === b.failedStarts
  );
}
