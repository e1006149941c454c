import type { KubeletPlan } from '../../cluster/plan.js';
import { drawMs } from '../../engine/distributions.js';
import { masterSeed, namedStream, type Stream } from '../../engine/stream.js';
import { type DrawnWait, drawWait, type JudgedExit } from '../../kubelet/wait-draw.js';
import { SECOND_MS } from '../../time/units.js';
import { stepAfter } from '../backoff-steps.js';
import { drawIn, type Range } from './range.js';
import type { StepGuess } from './step-guess.js';

/** What decides the wait of a container that has ended and will start again. */
export interface PendingRestart {
  readonly guesses: readonly StepGuess[];
  /** When the run that ended was started; undefined: not told. */
  readonly startedAt: Range | undefined;
  /** When it ended; undefined: between the wait after `endBefore` and now. */
  readonly finishedAt: Range | undefined;
  /** When the run before it ended. */
  readonly endBefore: Range | undefined;
  /** What is shown: the end, or that the next start was refused, as of then or in the words of a refusal made just now. */
  readonly shows: 'end' | 'refusal' | 'refusal-itself';
  /** Starts also look into the registry. */
  readonly pullsAlways: boolean;
}

export interface Forecast {
  readonly fromMs: number;
  readonly likelyMs: number;
  readonly untilMs: number;
  /** The steps left once all is weighed, the likeliest first. */
  readonly steps: readonly { readonly stepMs: number; readonly share: number }[];
  /** How often the wait ends because the entry is collected, before the step is over. */
  readonly collectedShare: number;
}

interface Draw extends DrawnWait {
  readonly stepMs: number;
  readonly weight: number;
  readonly isCollected: boolean;
}

const MASTER = masterSeed('explain');

/** So much less counts a draw in which kubectl would show something else now: other syncs may have come between. */
const SHOWN_OTHERWISE = 0.05;
/** The share of draws that start by `until`. */
const UNTIL_QUANTILE = 0.998;
/** A step with this share of the draws is taken for the one in force. */
const DETERMINED = 0.95;
const NEGLIGIBLE = 0.02;
/** When hardly a draw agrees with what is told, more are made. */
const MOST_ROUNDS = 8;

/**
 * Draws waits that agree with what is told, and says between what bounds the next start lies. Undefined: none agrees, as
 * when it should have started long ago.
 *
 * @param nowMs when it was seen not to run; draws that run by then are out
 * @param draws how many of each guess to make at once
 */
export function forecast(
  pending: PendingRestart,
  kubelet: KubeletPlan,
  nowMs: number,
  draws: number,
): Forecast | undefined {
  const stream = namedStream(MASTER, 'wait');
  const kept: Draw[] = [];
  for (let round = 0; round < MOST_ROUNDS && kept.length < draws / 2; round += 1) {
    for (const guess of pending.guesses) {
      for (let left = draws; left > 0; left -= 1) {
        const draw = drawOne(pending, guess, kubelet, nowMs, stream);
        if (draw !== undefined) kept.push(draw);
      }
    }
  }
  return kept.length === 0 ? undefined : summarised(kept, nowMs);
}

function drawOne(
  pending: PendingRestart,
  guess: StepGuess,
  kubelet: KubeletPlan,
  nowMs: number,
  stream: Stream,
): Draw | undefined {
  const exit = drawExit(pending, guess, kubelet, nowMs, stream);
  if (exit === undefined) return undefined;
  const wait = drawWait(exit, kubelet, stream);
  if (wait.startsAtMs + unseenMs(kubelet, stream) <= nowMs) return undefined;
  const isRefusalShown = wait.toldAtMs !== undefined && wait.toldAtMs <= nowMs;
  // A status shows a refusal later than a log.
  const agrees = pending.shows === 'refusal-itself' || isRefusalShown === (pending.shows === 'refusal');
  return {
    ...wait,
    stepMs: exit.stepMs,
    weight: guess.weight * (agrees ? 1 : SHOWN_OTHERWISE),
    isCollected: wait.allowedAtMs < exit.finishedAtMs + exit.stepMs,
  };
}

/** How long a start is not told: until the next relist, or the one that the sync asks for. @source kubelet-semantics T1, T3 */
function unseenMs({ timing }: KubeletPlan, stream: Stream): number {
  const { relistsOnDemand, relistPeriodMs, latencies } = timing;
  return relistsOnDemand ? drawMs(latencies.onDemandRelist, stream) : Math.floor(relistPeriodMs * stream.uniform());
}

/** A start takes a while from its admission; looking into a registry a second or two more. @source kubelet-semantics B12, B27 */
const LONGEST_LOOKUP_MS = 2 * SECOND_MS;

/** So many of all refusals are the first of their wait, made by the sync that the exit brings about. @source kubelet-semantics E18 */
const FIRST_REFUSALS = 0.25;

/** Seen by the relist of that second. @source kubelet-semantics T1 */
function endOf({ fromMs, toMs }: Range): Range {
  return { fromMs: Math.max(fromMs, toMs - 2 * SECOND_MS), toMs };
}

function drawExit(
  { startedAt, finishedAt, endBefore, shows, pullsAlways }: PendingRestart,
  { stepMs }: StepGuess,
  kubelet: KubeletPlan,
  nowMs: number,
  stream: Stream,
): JudgedExit | undefined {
  const { create, start } = kubelet.timing.latencies;
  const lookupMs = pullsAlways ? Math.floor(LONGEST_LOOKUP_MS * stream.uniform()) : 0;
  const startingMs = drawMs(create, stream) + drawMs(start, stream) + lookupMs;
  if (finishedAt !== undefined) {
    const isFirst = shows === 'refusal-itself' && stream.uniform() < FIRST_REFUSALS;
    const finishedAtMs = drawIn(isFirst ? endOf(finishedAt) : finishedAt, stream);
    const startedAtMs = startedAt === undefined ? finishedAtMs : Math.min(drawIn(startedAt, stream), finishedAtMs);
    return { stepMs, finishedAtMs, admittedAtMs: startedAtMs - startingMs };
  }
  if (endBefore === undefined) return undefined;
  const finishedAtMs = drawIn(endBefore, stream);
  const before = drawWait({ stepMs, finishedAtMs, admittedAtMs: finishedAtMs }, kubelet, stream);
  if (before.startsAtMs >= nowMs) return undefined;
  // As likely to have run a tenth as long as ten times as long.
  const ranMs = Math.floor(Math.exp(Math.log(nowMs - before.startsAtMs + 1) * stream.uniform()));
  const endedAtMs = Math.min(before.startsAtMs + ranMs, nowMs);
  return {
    stepMs: stepAfter(kubelet.policy, stepMs),
    finishedAtMs: endedAtMs,
    admittedAtMs: before.startsAtMs - startingMs,
  };
}

function summarised(draws: readonly Draw[], nowMs: number): Forecast | undefined {
  const total = draws.reduce((sum, { weight }) => sum + weight, 0);
  const shares = new Map<number, number>();
  for (const { stepMs, weight } of draws) shares.set(stepMs, (shares.get(stepMs) ?? 0) + weight / total);
  const steps = [...shares].map(([stepMs, share]) => ({ stepMs, share })).sort((a, b) => b.share - a.share);
  const [likeliest] = steps;
  const isDetermined = (likeliest?.share ?? 0) >= DETERMINED;
  const counted = draws
    .filter(({ stepMs }) => (isDetermined ? stepMs === likeliest?.stepMs : (shares.get(stepMs) ?? 0) >= NEGLIGIBLE))
    .toSorted((a, b) => a.startsAtMs - b.startsAtMs);
  const least = (of: (draw: Draw) => number): number =>
    counted.reduce((before, draw) => Math.min(before, of(draw)), Number.POSITIVE_INFINITY);
  const weight = counted.reduce((sum, draw) => sum + draw.weight, 0);
  const collected = counted.reduce((sum, draw) => sum + (draw.isCollected ? draw.weight : 0), 0);
  return {
    // Any look at the pod may start it once it is allowed, but it was seen not to run.
    fromMs: Math.max(
      least(({ allowedAtMs }) => allowedAtMs),
      Math.min(
        nowMs,
        least(({ startsAtMs }) => startsAtMs),
      ),
    ),
    likelyMs: quantile(counted, weight * 0.5),
    untilMs: quantile(counted, weight * UNTIL_QUANTILE),
    steps,
    collectedShare: weight === 0 ? 0 : collected / weight,
  };
}

function quantile(sorted: readonly Draw[], weight: number): number {
  let sum = 0;
  for (const draw of sorted) {
    sum += draw.weight;
    if (sum >= weight) return draw.startsAtMs;
  }
  return sorted.at(-1)?.startsAtMs ?? 0;
}
