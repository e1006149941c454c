import type { RunContainer, RunPod } from './run.js';

/**
 * The first container before this one that has to be done, or up, and at the end of the run is not; undefined when it is
 * held up by none.
 *
 * @source kubelet-semantics A12, A13
 */
export function blockerOf({ containers }: RunPod, container: RunContainer): RunContainer | undefined {
  const before = containers.slice(0, containers.indexOf(container)).filter(({ type }) => type !== 'container');
  return before.find(({ type, attempts }) => {
    const last = attempts.at(-1);
    if (type === 'init') return last?.exitCode !== 0;
    return last === undefined || last.finishedAtSeconds !== null;
  });
}
