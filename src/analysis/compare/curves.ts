import type { Comparison, SubjectFigures } from './compare.js';
import type { Career } from './course.js';
import { evidenceOf } from './subjects.js';

/** Restarts over time under one policy. */
export interface PolicyCurve {
  readonly name: string;
  /** In order of time; the count holds until the next point. */
  readonly points: readonly { readonly atMs: number; readonly count: number }[];
}

/** How one pod of a subject restarts under each policy while the scenario lasts: in the first run, the pod that restarts most. */
export function curvesOf({ subject }: SubjectFigures, { rows, ownMs }: Comparison): readonly PolicyCurve[] {
  return rows.flatMap(({ policy, contender }) => {
    if (contender === undefined) return [];
    const { careers } = evidenceOf(subject, { ...contender, runs: contender.runs.slice(0, 1) });
    const [most] = careers.toSorted((a, b) => b.startsMs.length - a.startsMs.length);
    return most === undefined ? [] : [{ name: policy, points: restartsOf(most, ownMs) }];
  });
}

function restartsOf({ startsMs }: Career, untilMs: number): PolicyCurve['points'] {
  return startsMs.flatMap((atMs, count) => (count > 0 && atMs <= untilMs ? [{ atMs, count }] : []));
}
