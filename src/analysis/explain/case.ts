import type { KubeletPlan } from '../../cluster/plan.js';
import type { ContainerEvidence, PodEvidence } from '../../evidence/evidence.js';
import { parseGoDuration } from '../../time/go-duration.js';
import { rangeOf } from './range.js';
import type { RunHistory } from './step-guess.js';

/** What one container is judged by. */
export interface Setting {
  readonly kubelet: KubeletPlan;
  readonly nowMs: number;
  /** False: `nowMs` says nothing of when the text was printed, nor does the text. */
  readonly isDated: boolean;
  readonly draws: number;
}

/** A container with all that is told put on the clock. */
export interface Case extends Setting {
  readonly pod: PodEvidence;
  readonly container: ContainerEvidence;
  readonly history: RunHistory;
}

/** All that is known of one container of a pod, and under which assumptions. */
export function caseOf(pod: PodEvidence, container: ContainerEvidence, setting: Setting): Case {
  return { ...setting, pod, container, history: historyOf(pod, container, setting.nowMs) };
}

/** `back-off 5m0s restarting failed container=…`. @source kubelet-semantics D7 */
function toldStepMs({ state }: ContainerEvidence): number | undefined {
  const text = state.kind === 'waiting' ? /^back-off (\S+) restarting/.exec(state.message ?? '')?.[1] : undefined;
  const step = text === undefined ? undefined : parseGoDuration(text);
  return step?.ok === true && step.ms > 0 ? step.ms : undefined;
}

/** The run that has ended last, or goes on; and where both are told, the one before. */
function historyOf(pod: PodEvidence, container: ContainerEvidence, nowMs: number): RunHistory {
  const { state, last, restartCount, countIsLeast, countedContainers } = container;
  const before = { startedAt: rangeOf(last?.startedAt, nowMs), finishedAt: rangeOf(last?.finishedAt, nowMs) };
  const rest = {
    restartCount,
    countIsLeast,
    countedContainers,
    toldStepMs: toldStepMs(container),
    createdAt: rangeOf(pod.createdAt, nowMs),
    isKilledByProbes: container.isKilledByProbes,
  };
  if (state.kind === 'running') {
    return { ...rest, startedAt: rangeOf(state.startedAt, nowMs), finishedAt: undefined, before };
  }
  if (state.kind === 'terminated') {
    const { startedAt, finishedAt } = state.run;
    return { ...rest, startedAt: rangeOf(startedAt, nowMs), finishedAt: rangeOf(finishedAt, nowMs), before };
  }
  return { ...rest, ...before, before: undefined };
}
