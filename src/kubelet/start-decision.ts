import type { Why } from '../trace/vocabulary.js';
import type { Absence, Standing } from './backoff.js';
import type { Container, Refusal } from './container.js';
import type { KubeletContext } from './context.js';
import type { Instance } from './instance.js';

const WHY_WITHOUT_ENTRY: Readonly<Record<Absence, Why>> = {
  'never-made': 'first-restart-free',
  'kubelet-restarted': 'kubelet-restarted',
  'fresh-key': 'fresh-key',
};

/**
 * Decides, once per start attempt, whether a container may start now, and books the admission.
 *
 * Judged is the newest instance that the sync's view shows exited. Without one, the entry is neither read nor written:
 * so the first start is free of cost, and the first crash finds no entry.
 *
 * @returns undefined when admitted
 * @source kubelet-semantics D1 to D6; kuberuntime_manager.go doBackOff
 */
export function decideStart(
  container: Container,
  context: KubeletContext,
  nowMs: number,
): Readonly<Refusal> | undefined {
  const exited = container.view.newestExited;
  if (exited === undefined) {
    if (container.view.newest !== undefined) admitKilled(container, context, nowMs);
    return undefined;
  }
  const { policy, sink, clockwork } = context;
  if (!policy.delays) {
    sink.admitted(container.index, nowMs, 0, 'no-backoff');
    return undefined;
  }
  const { entry } = container.given;
  const standing = entry.standing(policy, exited.startedAtMs, exited.finishedAtMs, nowMs);
  if (standing === 'waiting') return refuse(container, context, exited, nowMs);

  const stepMs = container.judgedStepMs ?? (standing === 'served' ? entry.stepMs : 0);
  sink.admitted(
    container.index,
    nowMs,
    stepMs,
    container.killedBySync ? 'fresh-key' : whyAdmitted(standing, entry.absence),
  );
  entry.admit(policy, standing, nowMs, clockwork.collectionAfter(nowMs));
  return undefined;
}

function refuse(container: Container, context: KubeletContext, exited: Instance, nowMs: number): Refusal {
  const { stepMs, collectedAtMs } = container.given.entry;
  const expiresAtMs = exited.finishedAtMs + stepMs;
  container.judgedStepMs ??= stepMs;
  container.startError = 'CrashLoopBackOff';
  context.sink.refused(container.index, nowMs, stepMs, expiresAtMs);
  const { refusal } = container;
  refusal.expiresAtMs = expiresAtMs;
  refusal.changesAtMs = collectedAtMs < expiresAtMs ? collectedAtMs : expiresAtMs;
  return refusal;
}

/** The first instance was killed by this very sync: nothing exited is in view, so nothing is judged (D2, D13). */
function admitKilled(container: Container, context: KubeletContext, nowMs: number): void {
  container.given.entry.absence = 'never-made';
  context.sink.admitted(container.index, nowMs, 0, 'fresh-key');
}

function whyAdmitted(standing: Exclude<Standing, 'waiting'>, absence: Absence): Why {
  switch (standing) {
    case 'absent':
      return WHY_WITHOUT_ENTRY[absence];
    case 'expired':
      return 'reset-after-long-run';
    case 'collected':
      return 'entry-collected';
    case 'served':
      return 'backoff';
  }
}
