import type { Judgement, Standing } from '../trace/kubelet-facts.js';
import type { Why } from '../trace/vocabulary.js';
import type { Absence, BackoffEntry } from './backoff.js';
import type { Container, Refusal } from './container.js';
import type { KubeletContext } from './context.js';
import type { Instance } from './instance.js';
import type { Pod } from './pod.js';
import { crashLoopBackOffMessage } from './waiting-texts.js';

const WHY_WITHOUT_ENTRY: Readonly<Record<Absence, Why>> = {
  'never-made': 'first-restart-free',
  'kubelet-restarted': 'kubelet-restarted',
  'fresh-key': 'fresh-key',
};

/** Who says that a start was refused. */
export type Voice = Pick<Pod, 'recorder' | 'identity'>;

const UNJUDGED: Judgement = { standing: 'unjudged', exited: undefined, entry: undefined, nextStepMs: undefined };

/** When nobody reads the message, none is made. */
const CRASH_LOOP = { reason: 'CrashLoopBackOff', message: null } as const;

/**
 * Decides, once per start attempt, whether a container may start now, and books the admission.
 *
 * Judged is the newest instance that the sync's view shows exited. Without one, the entry is neither read nor written:
 * so the first start is free of cost, and the first crash finds no entry.
 *
 * @param voice undefined: nobody listens
 * @returns undefined when admitted
 * @source kubelet-semantics D1 to D6; kuberuntime_manager.go doBackOff
 */
export function decideStart(
  container: Container,
  context: KubeletContext,
  nowMs: number,
  voice?: Voice,
): Readonly<Refusal> | undefined {
  const exited = container.view.newestExited;
  const { policy, sink, clockwork } = context;
  if (exited === undefined) {
    if (container.launches > 0) admitUnjudged(container, context, nowMs);
    else if (policy.firstRestart === 'waits')
      container.given.entry.admit(policy, 'absent', nowMs, clockwork.collectionAfter(nowMs));
    return undefined;
  }
  if (!policy.delays) {
    sink.admitted(container.index, nowMs, 0, 'no-backoff');
    return undefined;
  }
  const { entry } = container.given;
  const ownWaitMs = exited.exitCode === 0 ? policy.afterSuccessMs : undefined;
  const waitMs = ownWaitMs ?? entry.stepMs;
  const standing = entry.standing(policy, exited.startedAtMs, exited.finishedAtMs, nowMs, waitMs);
  const found = context.steps === undefined ? undefined : judgement(standing, exited, entry, waitMs);
  if (standing === 'waiting') {
    if (found !== undefined) context.steps?.judged(container.index, nowMs, found);
    return refuse(container, context, exited, waitMs, nowMs, voice);
  }
  const why = ownWaitMs === 0 && standing === 'served' ? 'no-backoff' : whyAdmitted(container, standing);
  const servedMs = standing === 'served' ? waitMs : 0;
  sink.admitted(container.index, nowMs, why === 'probe-kill-free' ? 0 : (container.judgedStepMs ?? servedMs), why);
  const collectedAtMs = clockwork.collectionAfter(nowMs);
  if (ownWaitMs !== undefined && standing === 'served') entry.keep(nowMs, collectedAtMs);
  else entry.admit(policy, standing, nowMs, collectedAtMs);
  if (found !== undefined) context.steps?.judged(container.index, nowMs, { ...found, nextStepMs: entry.stepMs });
  return undefined;
}

/** What was found, put down before an admission changes it. */
function judgement(
  standing: Standing,
  { attempt, startedAtMs, finishedAtMs }: Instance,
  { lastUpdateMs, collectedAtMs }: BackoffEntry,
  stepMs: number,
): Judgement {
  const entry = standing === 'absent' ? undefined : { stepMs, lastUpdateMs, collectedAtMs };
  return { standing, exited: { attempt, startedAtMs, finishedAtMs }, entry, nextStepMs: undefined };
}

function refuse(
  container: Container,
  context: KubeletContext,
  exited: Instance,
  stepMs: number,
  nowMs: number,
  voice: Voice | undefined,
): Refusal {
  const { collectedAtMs } = container.given.entry;
  const { spec, refusal } = container;
  const expiresAtMs = exited.finishedAtMs + stepMs;
  container.judgedStepMs ??= stepMs;
  context.sink.refused(container.index, nowMs, stepMs, expiresAtMs);
  if (voice !== undefined && context.sink.keepsStatus) {
    const { recorder, identity } = voice;
    recorder.sayUsual('backOff', nowMs, spec);
    if (container.crashLoop?.stepMs !== stepMs) {
      const message = crashLoopBackOffMessage(stepMs, spec.name, identity);
      container.crashLoop = { stepMs, error: { reason: 'CrashLoopBackOff', message } };
    }
    container.startError = container.crashLoop.error;
  } else {
    container.startError = CRASH_LOOP;
  }
  refusal.expiresAtMs = expiresAtMs;
  refusal.changesAtMs = collectedAtMs < expiresAtMs ? collectedAtMs : expiresAtMs;
  return refusal;
}

/** Nothing exited is in view: the first instance was killed by this very sync, or its records are gone (D2, D13, D14). */
function admitUnjudged(container: Container, context: KubeletContext, nowMs: number): void {
  const { killedBySync, view } = container;
  context.steps?.judged(container.index, nowMs, UNJUDGED);
  if (view.newest === undefined) {
    if (view.removal !== undefined) context.sink.admitted(container.index, nowMs, 0, view.removal.why);
    return;
  }
  container.given.entry.absence = 'never-made';
  context.sink.admitted(container.index, nowMs, 0, killedBySync === 'definition' ? 'fresh-key' : 'probe-kill-free');
}

function whyAdmitted(container: Container, standing: Exclude<Standing, 'waiting'>): Why {
  const { killedBySync, killedFor, startFailed, given } = container;
  if (killedBySync !== undefined) return killedBySync === 'definition' ? 'fresh-key' : 'probe-kill-free';
  if (startFailed) return 'start-failed';
  const isProbeKill = killedFor === 'liveness' || killedFor === 'startup';
  switch (standing) {
    case 'absent':
      return WHY_WITHOUT_ENTRY[given.entry.absence];
    case 'expired':
      return 'reset-after-long-run';
    case 'collected':
      return 'entry-collected';
    case 'served':
      return isProbeKill ? 'probe-kill-backoff' : 'backoff';
  }
}
