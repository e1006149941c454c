import { simulatePlan } from '../../cluster/simulation.js';
import { compileScenario } from '../../scenario/compile.js';
import type { Scenario } from '../../scenario/parse.js';
import type { ClaimReading, Measure } from '../../scenario/published-claims.js';
import { toSeconds } from '../../time/units.js';
import { type Career, Course } from '../compare/course.js';
import { steadyOf } from '../compare/steady.js';

/** Runs scenarios once per policy and length, and takes measures of their only container that starts again. */
export class Bench {
  readonly #scenarioOf: (file: string) => Scenario;
  readonly #careers = new Map<string, Career>();

  /** @param scenarioOf reads a scenario that a claim names */
  constructor(scenarioOf: (file: string) => Scenario) {
    this.#scenarioOf = scenarioOf;
  }

  /** The numbers of a reading; NaN where there is no such restart. */
  numbers({ scenario, policy, against, measure, times, withinMs }: ClaimReading): readonly number[] {
    const own = measured(this.#career(scenario, policy, withinMs), measure, withinMs);
    const other = against === undefined ? [] : measured(this.#career(scenario, against, withinMs), measure, withinMs);
    return own.map((value, at) => (value - (other[at] ?? 0)) * (times[at] ?? 1));
  }

  #career(file: string, policy: string, durationMs: number): Career {
    const key = `${durationMs} ${policy} ${file}`;
    const known = this.#careers.get(key) ?? careerOf(this.#scenarioOf(file), policy, durationMs);
    this.#careers.set(key, known);
    return known;
  }
}

function careerOf(scenario: Scenario, policy: string, durationMs: number): Career {
  const { plan } = compileScenario(scenario, { policy, durationMs });
  const course = new Course();
  simulatePlan(plan, course);
  const [career] = course.careers.toSorted((a, b) => b.startsMs.length - a.startsMs.length);
  if (career === undefined) throw new RangeError(`scenario ${plan.scenario} has no container`);
  return career;
}

function measured(career: Career, measure: Measure, endMs: number): readonly number[] {
  const { startsMs, exitsMs } = career;
  switch (measure.kind) {
    case 'restartsIn':
      return measure.windows.map(({ fromMs, toMs }) => {
        const isIn = (atMs: number): boolean => atMs <= toMs && (atMs > fromMs || fromMs === 0);
        return startsMs.filter((atMs, attempt) => attempt > 0 && isIn(atMs)).length;
      });
    case 'restartAt':
      return measure.restarts.map((restart) => seconds(startsMs[restart]));
    case 'waits':
      return measure.restarts.map((restart) => seconds(startsMs[restart]) - seconds(exitsMs[restart - 1]));
    case 'steadyEvery': {
      const steady = steadyOf(career, endMs, 'exactly');
      return [steady.basis === 'cycle' ? toSeconds(steady.cycleMs) / steady.restarts : Number.NaN];
    }
  }
}

const seconds = (ms: number | undefined): number => (ms === undefined ? Number.NaN : toSeconds(ms));
