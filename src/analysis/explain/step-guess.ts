import type { KubeletPlan } from '../../cluster/plan.js';
import { masterSeed, namedStream } from '../../engine/stream.js';
import type { BackoffPolicy } from '../../kubelet/policy.js';
import { drawWait } from '../../kubelet/wait-draw.js';
import { SECOND_MS } from '../../time/units.js';
import { stepAfter, stepAtMost, stepsOf, waitsBefore } from '../backoff-steps.js';
import { between, drawIn, type Range } from './range.js';

const MASTER = masterSeed('explain');

/** A step that may be in force, and how much speaks for it against the others. */
export interface StepGuess {
  /** 0: there is no entry, so that the next restart is immediate. */
  readonly stepMs: number;
  readonly weight: number;
}

/** What is known of a container's runs up to the one in question, which has ended or goes on. */
export interface RunHistory {
  /** Undefined: not told. */
  readonly restartCount: number | undefined;
  readonly countIsLeast: boolean;
  /** Of how many containers the count is the sum. */
  readonly countedContainers: number;
  /** The step that a waiting message names. */
  readonly toldStepMs: number | undefined;
  readonly createdAt: Range | undefined;
  readonly startedAt: Range | undefined;
  readonly finishedAt: Range | undefined;
  /** The run before it. */
  readonly before: { readonly startedAt: Range | undefined; readonly finishedAt: Range | undefined } | undefined;
  /** Whether a liveness or startup probe may kill it. */
  readonly isKilledByProbes: boolean | undefined;
}

/** Left to a step that only something unseen explains, such as a restarted kubelet; the highest step has 1. */
const UNSEEN = 0.005;
const POSSIBLE = 0.4;
const CERTAIN = 5;
/** Of containers whose probes are not told, so many are killed by one. */
const MAYBE_PROBED = 0.2;

/**
 * Which steps the exit of a run may meet, given all that is told.
 *
 * A message names it. Otherwise the wait before the run tells the step before, which its admission doubled unless the
 * entry was gone by then. With neither, the restarts bound it from above, and the age of the pod tells whether there was
 * time for anything but those waits.
 *
 * @source kubelet-semantics B5, B8, B14, D3 to D5, PR16
 */
export function guessSteps(history: RunHistory, kubelet: KubeletPlan): readonly StepGuess[] {
  const { toldStepMs, restartCount, countIsLeast } = history;
  if (toldStepMs !== undefined) return [{ stepMs: toldStepMs, weight: 1 }];
  if (!kubelet.policy.delays) return [{ stepMs: 0, weight: 1 }];
  if (restartCount === 0 && !countIsLeast) return [{ stepMs: 0, weight: 1 }];
  return merged(fromWaitBefore(history, kubelet) ?? fromCount(history, kubelet.policy));
}

const NEGLIGIBLE = 0.002;

/** Each step once, without those that hardly anything speaks for. */
function merged(guesses: readonly StepGuess[]): readonly StepGuess[] {
  const weights = new Map<number, number>();
  for (const { stepMs, weight } of guesses) weights.set(stepMs, (weights.get(stepMs) ?? 0) + weight);
  const total = guesses.reduce((sum, { weight }) => sum + weight, 0);
  return [...weights]
    .map(([stepMs, weight]) => ({ stepMs, weight }))
    .filter(({ weight }) => weight > NEGLIGIBLE * total);
}

function fromWaitBefore(history: RunHistory, kubelet: KubeletPlan): readonly StepGuess[] | undefined {
  const { before, startedAt, restartCount, isKilledByProbes } = history;
  const { policy } = kubelet;
  if (startedAt === undefined || before === undefined) return undefined;
  const begun = { stepMs: policy.initialMs, weight: 1 };
  // A first end by a probe's kill leaves no entry (PR16).
  if (restartCount === 1) return isKilledByProbes === true ? [begun, { stepMs: 0, weight: POSSIBLE }] : [begun];
  const sinceAdmission = before.startedAt === undefined ? undefined : between(before.startedAt, startedAt);
  if (sinceAdmission !== undefined && sinceAdmission.fromMs > policy.reset.afterMs + COLLECTED_WITHIN_MS)
    return [begun];
  if (before.finishedAt === undefined) return undefined;
  const waited = { ...before, finishedAt: before.finishedAt, until: startedAt };
  const priors = fromCount(historyBefore(history), policy);
  const guesses = priors.flatMap((prior) => afterWait(prior, waited, kubelet));
  const isFree = between(before.finishedAt, startedAt).fromMs < SECOND_MS + kubelet.timing.relistPeriodMs;
  // A kill by a probe restarts at once and doubles all the same; anything else that is free begins anew.
  if (isFree && isKilledByProbes === true) return [...fromCount(history, policy), { ...begun, weight: POSSIBLE }];
  if (isFree) return [...guesses, { ...begun, weight: guesses.length === 0 ? 1 : POSSIBLE }];
  // A wait of no step there is: the configuration is another one, and nothing can be said for one step against others.
  return guesses.length === 0 ? stepsOf(policy).map((stepMs) => ({ stepMs, weight: 1 })) : guesses;
}

/** What was known of the exit before. */
export function historyBefore(history: RunHistory): RunHistory {
  const { restartCount, before } = history;
  return {
    ...history,
    restartCount: restartCount === undefined ? undefined : restartCount - 1,
    startedAt: before?.startedAt,
    finishedAt: before?.finishedAt,
    before: undefined,
  };
}

const COLLECTED_WITHIN_MS = 3 * SECOND_MS;
const DRAWS = 100;
/** What latencies unlike those drawn may add. */
const LEEWAY_MS = 500;
/** A draw this far off still says something: the ends of what is possible are drawn rarely. */
const NEARBY_MS = 5 * SECOND_MS;
const NEARBY_WEIGHT = 0.01;

interface WaitBefore {
  readonly startedAt: Range | undefined;
  readonly finishedAt: Range;
  /** When the run started that ended it. */
  readonly until: Range;
}

/** What a wait that lasted so long made of a step, as often as drawn waits last so long. */
function afterWait({ stepMs, weight }: StepGuess, wait: WaitBefore, kubelet: KubeletPlan): readonly StepGuess[] {
  const stream = namedStream(MASTER, 'wait-before', String(stepMs));
  const { policy } = kubelet;
  let [grown, begun] = [0, 0];
  for (let left = DRAWS; left > 0; left -= 1) {
    const finishedAtMs = drawIn(wait.finishedAt, stream);
    const admittedAtMs = Math.min(
      finishedAtMs,
      wait.startedAt === undefined ? finishedAtMs : drawIn(wait.startedAt, stream),
    );
    const { startsAtMs, allowedAtMs } = drawWait({ stepMs, admittedAtMs, finishedAtMs }, kubelet, stream);
    const offMs = Math.max(wait.until.fromMs - startsAtMs, startsAtMs - wait.until.toMs);
    if (offMs > NEARBY_MS) continue;
    const fit = offMs <= LEEWAY_MS ? 1 : NEARBY_WEIGHT;
    if (allowedAtMs < finishedAtMs + stepMs) begun += fit;
    else grown += fit;
  }
  return [
    { stepMs: stepAfter(policy, stepMs), weight: (weight * grown) / DRAWS },
    { stepMs: policy.initialMs, weight: (weight * begun) / DRAWS },
  ].filter((guess) => guess.weight > 0);
}

function fromCount(history: RunHistory, policy: BackoffPolicy): readonly StepGuess[] {
  const { restartCount, countIsLeast, countedContainers, isKilledByProbes } = history;
  const steps = stepsOf(policy);
  if (restartCount === undefined) return steps.map((stepMs) => ({ stepMs, weight: 1 }));
  const top = stepAtMost(policy, restartCount);
  const weight = weightOfLower(history, policy);
  const evenly = stepAtMost(policy, Math.ceil(restartCount / countedContainers));
  const guesses = steps
    .filter((stepMs) => stepMs < top)
    .map((stepMs): StepGuess => {
      // The first kill by a probe makes no entry, so all steps come one restart later.
      const isOneLater = isKilledByProbes !== false && stepMs === stepAtMost(policy, restartCount - 1);
      const later = isOneLater ? (isKilledByProbes === true ? 1 : MAYBE_PROBED) : 0;
      return { stepMs, weight: Math.max(weight, later, stepMs >= evenly ? POSSIBLE : 0) };
    });
  const higher = countIsLeast ? steps.filter((stepMs) => stepMs > top) : [];
  return [...guesses, { stepMs: top, weight: 1 }, ...higher.map((stepMs) => ({ stepMs, weight: POSSIBLE }))];
}

/**
 * How likely each step below the highest possible is: an entry is lost in a run that lasts the threshold less its wait,
 * so there must have been time for one beside the waits; and such runs are rare where others are short. Runs are taken
 * to vary as much as they last, as if they ended by chance.
 */
function weightOfLower(history: RunHistory, policy: BackoffPolicy): number {
  const { createdAt, startedAt, finishedAt, restartCount = 0 } = history;
  const shortestMs = policy.reset.afterMs - policy.maxMs;
  const ranMs = startedAt === undefined || finishedAt === undefined ? 0 : finishedAt.toMs - startedAt.fromMs;
  const until = startedAt ?? finishedAt;
  if (createdAt === undefined || until === undefined) return POSSIBLE;
  const spareMs = until.toMs - createdAt.fromMs - waitsBefore(policy, restartCount);
  // Restarts came faster than the highest steps allow: something reset, or kills by probes were free.
  if (spareMs < 0) return CERTAIN;
  if (spareMs < shortestMs) return UNSEEN;
  const usualMs = Math.max(ranMs, spareMs / (restartCount + 1));
  const chance = Math.exp(-shortestMs / usualMs) * stepsOf(policy).length;
  return Math.min(POSSIBLE, Math.max(UNSEEN, chance));
}
