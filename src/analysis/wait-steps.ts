import { toSeconds } from '../time/units.js';
import type { Judgement } from '../trace/kubelet-facts.js';
import type { DiaryLine } from './diary.js';
import type { AdmittedStep, Judged, SyncCause, WaitStep } from './wait-story.js';

const orNull = (ms: number | undefined): number | null => (ms === undefined ? null : toSeconds(ms));

/** What happens before an exit and still belongs to the wait: it explains the exit, or the lack of an entry. */
const BEFORE_EXIT: readonly DiaryLine['fact'][] = ['probe-failed', 'condemned', 'start-failed', 'kubelet-restarted'];
/** What lets the story begin. */
const BEGINS: readonly DiaryLine['fact'][] = ['probe-failed', 'condemned', 'start-failed', 'exited'];

/** Tells the lines of a diary as the steps of one wait, in order of time. */
export function waitSteps(lines: readonly DiaryLine[]): readonly WaitStep[] {
  return withoutIdlePasses(killedByItsHook(allSteps(lines)));
}

/** A start fails by its postStart hook once its process has ended, which may be at the same instant. @source kubelet-semantics H2 */
function killedByItsHook(steps: readonly WaitStep[]): readonly WaitStep[] {
  const isBefore = (at: number): boolean => {
    const [step, next] = [steps[at], steps[at + 1]];
    const isHook = step?.step === 'start-failed' && step.reason === 'PostStartHookError';
    return isHook && next?.step === 'exited' && next.atSeconds === step.atSeconds;
  };
  return steps.map((step, at) => {
    if (isBefore(at)) return steps[at + 1] ?? step;
    return isBefore(at - 1) ? (steps[at - 1] ?? step) : step;
  });
}

/** Passes over the pod that did nothing about the container: it was not known to have exited, or something else was up. */
function withoutIdlePasses(steps: readonly WaitStep[]): readonly WaitStep[] {
  const passes: WaitStep[][] = [[]];
  for (const step of steps) {
    const continues = step.step === 'sync' && passes.at(-1)?.at(-1)?.step === 'noticed';
    if ((step.step === 'noticed' || step.step === 'sync') && !continues) passes.push([]);
    passes.at(-1)?.push(step);
  }
  return passes.flatMap((pass, at) => {
    if (at > 0 && pass.every(isIdle)) return [];
    return pass.some(isOwn) ? pass : pass.filter((step) => step.step !== 'queued' || step.for === 'resync');
  });
}

/** A start of this container that fails or is refused, or what keeps the whole pod: else the queue is for another's sake. */
function isOwn({ step }: WaitStep): boolean {
  return step === 'start-failed' || step === 'refused' || step === 'said';
}

function isIdle(step: WaitStep): boolean {
  if (step.step === 'shown') return step.state === 'running';
  return step.step === 'noticed' || step.step === 'sync' || step.step === 'queued';
}

function allSteps(lines: readonly DiaryLine[]): WaitStep[] {
  const relevant = fromItsBegin(lines);
  const steps: WaitStep[] = [];
  let startedAtMs = lines.find(({ fact }) => fact === 'started')?.atMs ?? 0;
  let asked: SyncCause = 'other';
  let tickAtMs: number | undefined;
  relevant.forEach((line, at) => {
    const { atMs } = line;
    const atSeconds = toSeconds(atMs);
    switch (line.fact) {
      case 'created':
      case 'terminating':
      case 'deleted':
        steps.push({ step: line.fact, atSeconds });
        return;
      case 'kubelet-restarted':
        asked = 'kubelet';
        steps.push({ step: 'kubelet-restarted', atSeconds });
        return;
      case 'bound':
        asked = 'new';
        steps.push({ step: 'scheduled', atSeconds, node: line.node });
        return;
      case 'said':
        steps.push({ step: 'said', atSeconds, reason: line.reason, message: line.message });
        return;
      case 'probe-failed':
        asked = 'probe';
        steps.push({ step: 'probe-failed', atSeconds, probe: line.probe, failures: line.failures });
        return;
      case 'condemned':
        steps.push({ step: 'killed', atSeconds, cause: line.cause });
        return;
      case 'exited': {
        const { attempt, exitCode, reason } = line;
        steps.push({ step: 'exited', atSeconds, attempt, exitCode, reason, ranSeconds: toSeconds(atMs - startedAtMs) });
        return;
      }
      case 'noticed':
        asked = 'relist';
        steps.push({ step: 'noticed', atSeconds, relistBeganAtSeconds: toSeconds(line.listedAtMs) });
        return;
      case 'sync':
        steps.push({ step: 'sync', atSeconds, because: atMs === tickAtMs ? 'queue' : asked });
        asked = 'other';
        return;
      case 'shown':
        steps.push({ step: 'shown', atSeconds, state: line.state, reason: line.reason });
        return;
      case 'judged':
        if (line.judgement.standing === 'waiting') steps.push(refused(line.judgement, atSeconds));
        return;
      case 'admitted': {
        const judgement = besides(relevant, at);
        const admitted = { atSeconds, ...admission(judgement), why: line.why };
        const collected = judgement?.standing === 'collected' ? judgement.entry : undefined;
        if (collected !== undefined) {
          const step = { step: 'collected', writtenAtSeconds: toSeconds(collected.lastUpdateMs) } as const;
          insert(steps, { atSeconds: toSeconds(collected.collectedAtMs), ...step });
        }
        steps.push(admitted);
        return;
      }
      case 'pull-put-off':
        return;
      case 'start-failed': {
        const before = relevant[at - 1];
        const notBefore = before?.fact === 'pull-put-off' && before.atMs === atMs ? before.untilMs : undefined;
        steps.push({ step: 'start-failed', atSeconds, reason: line.reason, notBeforeSeconds: orNull(notBefore) });
        return;
      }
      case 'queued': {
        const { delayMs, dueAtMs } = line.place;
        tickAtMs = line.place.tickAtMs;
        const times = { delaySeconds: toSeconds(delayMs), dueAtSeconds: toSeconds(dueAtMs) };
        steps.push({ step: 'queued', atSeconds, for: line.place.for, ...times, tickAtSeconds: toSeconds(tickAtMs) });
        return;
      }
      case 'started':
        startedAtMs = atMs;
        steps.push({ step: 'started', atSeconds, attempt: line.attempt });
        return;
    }
  });
  return steps;
}

/** Of the run before the exit only what explains the wait. */
function fromItsBegin(lines: readonly DiaryLine[]): readonly DiaryLine[] {
  if (lines[0]?.fact !== 'started') return lines;
  const begin = lines.findIndex(({ fact }) => BEGINS.includes(fact));
  if (begin < 0) return [];
  return [...lines.slice(1, begin).filter(({ fact }) => BEFORE_EXIT.includes(fact)), ...lines.slice(begin)];
}

/** The judgement that goes with an admission is told right before or after it. */
function besides(lines: readonly DiaryLine[], at: number): Judgement | undefined {
  for (const line of [lines[at + 1], lines[at - 1]]) {
    if (line?.fact === 'judged' && line.atMs === lines[at]?.atMs && line.judgement.standing !== 'waiting') {
      return line.judgement;
    }
  }
  return undefined;
}

function judged({ exited }: Judgement): Judged {
  return { judgedAttempt: exited?.attempt ?? null, judgedFinishSeconds: orNull(exited?.finishedAtMs) };
}

function refused(judgement: Judgement, atSeconds: number): WaitStep {
  const { exited, entry } = judgement;
  const stepMs = entry?.stepMs ?? 0;
  const overAtSeconds = toSeconds((exited?.finishedAtMs ?? 0) + stepMs);
  return { step: 'refused', atSeconds, ...judged(judgement), backoffSeconds: toSeconds(stepMs), overAtSeconds };
}

function admission(judgement: Judgement | undefined): Omit<AdmittedStep, 'why'> {
  return {
    step: 'admitted',
    ...(judgement === undefined ? { judgedAttempt: null, judgedFinishSeconds: null } : judged(judgement)),
    standing: judgement?.standing ?? null,
    backoffSeconds: orNull(judgement?.entry?.stepMs),
    writtenAtSeconds: orNull(judgement?.entry?.lastUpdateMs),
    nextBackoffSeconds: orNull(judgement?.nextStepMs),
  };
}

/** Where it belongs in time. */
function insert(steps: WaitStep[], step: WaitStep): void {
  const later = steps.findIndex(({ atSeconds }) => atSeconds > step.atSeconds);
  steps.splice(later < 0 ? steps.length : later, 0, step);
}
