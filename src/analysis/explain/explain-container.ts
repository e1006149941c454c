import type { ContainerEvidence, EndedRun, PodEvidence } from '../../evidence/evidence.js';
import { stepsOf, waitsBefore } from '../backoff-steps.js';
import { type Case, caseOf, type Setting } from './case.js';
import type { ContainerExplanation, Outlook, Unknown } from './explanation.js';
import { outlookOf } from './outlook.js';
import { isVague, rangeOf } from './range.js';
import { judgeToldStep } from './told-step.js';

/** Says what became of a container, and what becomes of it next. */
export function explainContainer(
  pod: PodEvidence,
  container: ContainerEvidence,
  setting: Setting,
): ContainerExplanation {
  const one = caseOf(pod, container, setting);
  const outlook = outlookOf(one);
  const isSound = outlook.kind !== 'contradictory';
  return {
    pod: pod.name,
    namespace: pod.namespace,
    owner: pod.owner,
    container: container.name,
    type: container.type,
    state: stateWord(pod, container),
    crash: isSound ? crashOf(container) : undefined,
    end: isSound ? endOf(newestEnd(container), setting.nowMs) : undefined,
    past: isSound ? pastOf(one) : undefined,
    backoffMs: backoffOf(outlook),
    outlook,
    unknown: isSound ? unknownsOf(one, outlook) : [],
  };
}

function pastOf({ pod, history, kubelet, nowMs }: Case): ContainerExplanation['past'] {
  const { createdAt, restartCount, countIsLeast } = history;
  if (createdAt === undefined || restartCount === undefined || restartCount === 0 || countIsLeast) return undefined;
  // An age is told cut off, a stamp too: what was told is meant.
  const toldMs = pod.createdAt?.kind === 'ago' ? createdAt.toMs : createdAt.fromMs;
  return {
    ageMs: nowMs - toldMs,
    restarts: restartCount,
    waitsMs: waitsBefore(kubelet.policy, restartCount),
  };
}

const newestEnd = ({ state, last }: ContainerEvidence): EndedRun | undefined =>
  state.kind === 'terminated' ? state.run : last;

function endOf(run: EndedRun | undefined, nowMs: number): ContainerExplanation['end'] {
  if (run === undefined) return undefined;
  const { exitCode, reason } = run;
  const [startedAt, at] = [rangeOf(run.startedAt, nowMs), rangeOf(run.finishedAt, nowMs)];
  const ranMs = startedAt === undefined || at === undefined ? undefined : Math.max(0, at.fromMs - startedAt.fromMs);
  return { exitCode, reason, at, ranMs };
}

/** A container that waits without ever having run has not crashed; one that runs has as often as it was restarted. */
function crashOf({ restartCount, countIsLeast, state, last }: ContainerEvidence): number | undefined {
  if (restartCount === undefined || countIsLeast) return undefined;
  if (state.kind === 'running') return restartCount;
  const hasEnded = state.kind === 'terminated' || last !== undefined || restartCount > 0;
  return state.kind === 'unknown' || !hasEnded ? undefined : restartCount + 1;
}

function stateWord(pod: PodEvidence, { state }: ContainerEvidence): string | undefined {
  if (pod.isTerminating) return 'Terminating';
  switch (state.kind) {
    case 'running':
      return 'Running';
    case 'terminated':
      return state.run.reason ?? 'Terminated';
    case 'waiting':
      return state.reason ?? 'Waiting';
    case 'unknown':
      return pod.phase;
  }
}

function backoffOf(outlook: Outlook): number | undefined {
  if (outlook.kind === 'all-restart') return 0;
  if (outlook.kind === 'restarts') {
    const [likeliest] = outlook.forecast.steps;
    return likeliest !== undefined && likeliest.share > 0.5 ? likeliest.stepMs : undefined;
  }
  if (outlook.kind === 'undated') return outlook.stepMs;
  if (outlook.kind !== 'runs') return undefined;
  const total = outlook.guesses.reduce((sum, { weight }) => sum + weight, 0);
  return outlook.guesses.find(({ weight }) => weight > total / 2)?.stepMs;
}

/** Shares below this are not worth a word. */
const WORTH_A_WORD = 0.05;

function unknownsOf({ container, history, kubelet, nowMs, pod }: Case, outlook: Outlook): readonly Unknown[] {
  const unknown: Unknown[] = [];
  const { restartCount, countIsLeast } = container;
  if (outlook.kind === 'undated' && outlook.stepMs === undefined)
    unknown.push({ kind: 'step', stepsMs: stepsOf(kubelet.policy) });
  if (container.name === undefined) unknown.push({ kind: 'container' });
  if (restartCount === undefined || countIsLeast) unknown.push({ kind: 'count' });
  if (outlook.kind === 'restarts') {
    const { steps } = outlook.forecast;
    const left = steps.filter(({ share }) => share >= WORTH_A_WORD).map(({ stepMs }) => stepMs);
    if (left.length > 1) unknown.push({ kind: 'step', stepsMs: left.sort((a, b) => a - b) });
    const endedAt = rangeOf(newestEnd(container)?.finishedAt, nowMs);
    if (endedAt === undefined || isVague(endedAt)) unknown.push({ kind: 'end' });
    if (outlook.isSupposed) unknown.push({ kind: 'policy' });
  }
  const { toldStepMs: stepMs } = history;
  const told = stepMs === undefined ? undefined : judgeToldStep(stepMs, kubelet.policy);
  if (stepMs !== undefined && told?.kind === 'of-other')
    unknown.push({ kind: 'other-config', stepMs, nextMs: told.nextMs });
  if (outlook.kind === 'untold') unknown.push({ kind: outlook.why === 'policy' ? 'policy' : 'end' });
  if (pod.restartPolicy === undefined && outlook.kind === 'runs' && restartCount === 0)
    unknown.push({ kind: 'policy' });
  return unknown;
}
