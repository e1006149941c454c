import type { Scenario } from '../../scenario/parse.js';
import type { ClaimReading, PublishedClaim, PublishedClaims } from '../../scenario/published-claims.js';
import { Bench } from './measure.js';

/**
 * - `holds`: every reading of the text gives the published numbers
 * - `ambiguous`: each number comes out of some reading, not all of them out of every reading
 * - `wrong`: some number comes out of no reading
 */
export type PublishedVerdict = 'holds' | 'ambiguous' | 'wrong';

export interface JudgedReading extends ClaimReading {
  readonly computed: readonly number[];
  readonly matches: boolean;
}

export interface JudgedClaim extends Omit<PublishedClaim, 'readings'> {
  readonly readings: readonly JudgedReading[];
  readonly verdict: PublishedVerdict;
}

/** A published number is met this closely: entries are collected a millisecond after their time. */
const TOLERANCE = 0.01;

/** Runs every reading of every claim, one claim at a time. @throws {ScenarioError} {PolicyError} */
export function* judgePublished(
  { claims }: PublishedClaims,
  scenarioOf: (file: string) => Scenario,
): Generator<JudgedClaim> {
  const bench = new Bench(scenarioOf);
  for (const claim of claims) {
    const readings = claim.readings.map((reading): JudgedReading => {
      const computed = bench.numbers(reading);
      return { ...reading, computed, matches: computed.every((value, at) => meets(claim, at + reading.place, value)) };
    });
    yield { ...claim, readings, verdict: verdictOf(claim, readings) };
  }
}

function meets({ published }: PublishedClaim, place: number, value: number): boolean {
  if ('min' in published) return published.min <= value && value <= published.max;
  return Math.abs((published[place] ?? Number.NaN) - value) <= TOLERANCE;
}

function verdictOf(claim: PublishedClaim, readings: readonly JudgedReading[]): PublishedVerdict {
  if (readings.every(({ matches }) => matches)) return 'holds';
  const places = 'min' in claim.published ? [0] : claim.published.map((_, place) => place);
  const isFound = places.every((place) =>
    readings.some((reading) => meets(claim, place, reading.computed[place - reading.place] ?? Number.NaN)),
  );
  return isFound ? 'ambiguous' : 'wrong';
}
