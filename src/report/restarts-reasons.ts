import type { Claim } from '../analysis/claim.js';
import type { RestartsFacts } from '../analysis/restarts.js';
import type { Spread } from '../analysis/spread.js';
import { toSeconds } from '../time/units.js';
import { counted, duration, grouped } from './words.js';

/** The time asked about, in the words in which it was asked. */
export const askedTime = ({ withinText, withinMs }: RestartsFacts['question']): string => withinText ?? time(withinMs);
const time = (ms: number | undefined): string => (ms === undefined ? 'never' : duration(toSeconds(ms)));
const exactTime = (ms: number | undefined): string =>
  ms === undefined ? 'never' : `${time(ms)} (${grouped(toSeconds(ms))} s)`;

/** The reasoning behind an answer, a sentence each: how far it is a matter of chance, and how a claim was judged. */
export function restartsReasons(facts: RestartsFacts): readonly string[] {
  return [...chance(facts), ...claimReasons(facts)];
}

function chance({ question, tally: { spread } }: RestartsFacts): readonly string[] {
  if (spread === undefined) return [];
  const { seeds, crashes, restarts, countAtMs } = spread;
  const whole = (value: number): string => grouped(Math.round(value));
  const bounds = (what: string, { p5, p95, mean }: Spread, show: (value: number) => string): string =>
    `${what} ${show(mean)} on average, ${show(p5)} to ${show(p95)} in nine runs of ten`;
  const parts = [
    ...(crashes === undefined ? [] : [bounds('crashes', crashes, whole)]),
    ...(restarts === undefined ? [] : [bounds('restarts', restarts, whole)]),
    ...(countAtMs === undefined
      ? []
      : [bounds(`crash ${grouped(question.count ?? 0)}`, countAtMs, (ms) => time(Math.round(ms / 1000) * 1000))]),
  ];
  return [`medians over ${counted(seeds, 'seed')}: ${parts.join('; ')}`];
}

function claimReasons({ question, claim }: RestartsFacts): readonly string[] {
  if (claim === undefined) return [];
  const { policy } = question.kubelet;
  const run = question.run.kind !== 'fixed' ? 'with the drawn runs' : runWords(question.run.ms);
  const { crashes = 0, restarts = 0, countAtMs } = claim.tally;
  const nominal = `${run}, crash ${grouped(claim.count)} comes at ${exactTime(countAtMs)}; ${askedTime(question)} hold ${counted(crashes, 'crash')} and ${counted(restarts, 'restart')}`;
  const age = `kubectl cuts ages instead of rounding them: it shows ${time(claim.withinMs)} until ${time(claim.ageEndsMs)}, which hold ${counted(claim.crashesByAgeEnd, 'crash')}`;
  return [
    nominal,
    age,
    ...runTime(claim),
    ...timesCap(claim, policy.delays ? policy.maxMs : 0),
    ...withoutBackoff(claim, askedTime(question), policy.maxMs),
  ];
}

function runWords(runMs: number): string {
  return runMs === 0 ? 'when the process exits at once' : `when every run lasts ${time(runMs)}`;
}

function runTime({ count, ageEndsMs, withRunTime, longestRunMs }: Claim): readonly string[] {
  if (withRunTime.length === 0) return [];
  const later = withRunTime
    .map(({ runMs, countAtMs }) => `runs of ${time(runMs)} move it to ${time(countAtMs)}`)
    .join(', ');
  if (longestRunMs === undefined) return [`run time only makes it later: ${later}`];
  const limit = `run time and overhead of at most ${toSeconds(longestRunMs)} s per crash still bring ${grouped(count)} before ${time(ageEndsMs)}`;
  return [`${later}; ${limit}`];
}

function timesCap({ count }: Claim, capMs: number): readonly string[] {
  if (capMs === 0) return [];
  const seconds = count * toSeconds(capMs);
  return [
    `${grouped(count)} × ${toSeconds(capMs)} s = ${grouped(seconds)} s = ${duration(seconds)}: the count times the cap; the first waits are shorter, hence the difference`,
  ];
}

function withoutBackoff({ count, withoutBackoff: free }: Claim, within: string, capMs: number): readonly string[] {
  if (free === undefined) return [];
  const rate = `without backoff, runs of ${time(free.runMs)} crash ${grouped(free.tally.crashes ?? 0)} times in ${within} and reach crash ${grouped(count)} after ${time(free.tally.countAtMs)}`;
  const seconds = count * toSeconds(capMs);
  return [`${rate}; ${grouped(seconds)} crashes, one a second, would take ${duration(seconds)}`];
}
