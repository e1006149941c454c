import { globMatches } from '../cluster/glob.js';
import type { ContainerSpec } from '../kubelet/pod-spec.js';
import type { Context } from './context.js';
import { remarkOnEndless } from './endless.js';
import { MAX_TRIES } from './limits.js';
import { candidatesOf, type NameCandidate, type PodSource } from './pod-source.js';
import type { ProcessEntry } from './schema.js';
import { keySpan } from './spans.js';
import { reportUnused } from './unused-process.js';

/** A container of some pods, and the images it may have at one time. */
interface Place {
  readonly pod: NameCandidate;
  readonly container: ContainerSpec;
  readonly images: readonly string[];
}

const fits = (pattern: string | undefined, name: string): boolean =>
  pattern === undefined || globMatches(pattern, name);

const mayRunIn = ({ match }: ProcessEntry, { pod, container, images }: Place): boolean =>
  fits(match?.container, container.name) &&
  images.some((image) => fits(match?.image, image)) &&
  (match?.pod === undefined || pod.mayMatch(match.pod));

/** Whether it does run there, whatever the pod is called and whichever image it has, unless an earlier one does. */
const surelyFits = ({ match }: ProcessEntry, { pod, images }: Place): boolean =>
  images.every((image) => fits(match?.image, image)) && fits(match?.pod, pod.anyName);

function* placesOf(sources: readonly PodSource[], laterImages: readonly string[]): Generator<Place> {
  for (const source of sources) {
    for (const pod of candidatesOf(source)) {
      for (const container of source.template.spec.containers) {
        yield { pod, container, images: [container.image] };
        if (laterImages.length > 0) yield { pod, container, images: laterImages };
      }
    }
  }
}

/**
 * Reports processes that can never run, since nothing matches them or an earlier one takes it all, and those whose
 * memory grows where there is no limit to meet. Notes containers that should end and that no process matches.
 *
 * @param laterImages those that containers get during the run
 */
export function checkProcesses(sources: readonly PodSource[], laterImages: readonly string[], context: Context): void {
  const { document, spans, report } = context;
  const processes = document.spec.processes ?? [];
  if (sources.length * processes.length > MAX_TRIES) return;
  const matched = new Set<ProcessEntry>();
  const used = new Set<ProcessEntry>();
  const matchedContainers = new Set<ContainerSpec>();

  const checkLimit = ({ attempts }: ProcessEntry, { container }: Place): void => {
    const attempt = attempts.find(({ memory }) => memory !== undefined);
    if (attempt === undefined || container.memoryLimitBytes !== undefined) return;
    const message = `memory grows, but container ${container.name} (image ${container.image}) has no memory limit to meet`;
    const hint = 'give the container resources.limits.memory in a manifest';
    report(keySpan(spans, attempt, 'memory'), { code: 'missing-limit', message, hint });
  };

  for (const place of placesOf(sources, laterImages)) {
    let first: ProcessEntry | undefined;
    let isTaken = false;
    for (const process of processes) {
      if (isTaken && matched.has(process)) continue;
      if (!mayRunIn(process, place)) continue;
      matched.add(process);
      matchedContainers.add(place.container);
      if (isTaken) continue;
      used.add(process);
      first ??= process;
      isTaken = surelyFits(process, place);
      if (isTaken && first === process) checkLimit(process, place);
    }
  }
  remarkOnEndless(sources, (container) => matchedContainers.has(container), context);
  for (const [index, process] of processes.entries()) {
    if (!used.has(process)) reportUnused(process, index, { wasMatched: matched.has(process), sources }, context);
  }
}
