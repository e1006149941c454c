import { blockerOf } from './blocker.js';
import type { DiaryLine } from './diary.js';
import type { Run, RunContainer, RunPod } from './run.js';
import { waitSteps } from './wait-steps.js';
import type { WaitStep, WaitStory } from './wait-story.js';

/** One wait of a finished run: whose, and which. */
export interface ChosenWait {
  readonly pod: RunPod;
  readonly container: RunContainer;
  /** The start that ends it; 0 is the first. */
  readonly restart: number;
}

/** On the ideal clock a sync takes no time and comes when it is wanted: it explains nothing. */
function withoutSyncs(steps: readonly WaitStep[], fidelity: Run['fidelity']): readonly WaitStep[] {
  return fidelity === 'realistic' ? steps : steps.filter(({ step }) => step !== 'sync');
}

/** Tells one wait of a run from the diary that was kept of it. */
export function tellWait(run: Run, { pod, container, restart }: ChosenWait, lines: readonly DiaryLine[]): WaitStory {
  const { scenario, seed, fidelity, kubeletVersion } = run;
  const before = container.attempts[restart - 1];
  const start = container.attempts[restart];
  const steps = withoutSyncs(waitSteps(lines), fidelity);
  const queued = steps.findLast((step) => step.step === 'queued');
  const isOpen = start === undefined && pod.deletedAtSeconds === null;
  const blocker = isOpen && restart === 0 ? blockerOf(pod, container) : undefined;
  // What was queued for another container of the pod may have come about long ago.
  const isPast = (queued?.tickAtSeconds ?? 0) < run.durationSeconds;
  return {
    scenario,
    seed,
    fidelity,
    kubeletVersion,
    namespace: pod.namespace,
    pod: pod.name,
    container: container.name,
    type: container.type,
    restart,
    finishedAtSeconds: before?.finishedAtSeconds ?? null,
    startedAtSeconds: start?.startedAtSeconds ?? null,
    delaySeconds: before?.delaySeconds ?? null,
    backoffSeconds: before?.backoffSeconds ?? null,
    why: before?.why ?? null,
    failedStarts: steps.filter(({ step }) => step === 'start-failed').length,
    looksAgainAtSeconds: isOpen && !isPast ? (queued?.tickAtSeconds ?? null) : null,
    heldUpBy: blocker === undefined ? null : { container: blocker.name, type: blocker.type },
    steps,
  };
}
