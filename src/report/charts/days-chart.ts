import type { RestartsByRun } from '../../analysis/restarts-by-run.js';
import { duration, grouped } from '../words.js';
import type { ChartHead } from './head.js';

/** Restarts within a time against how long each run lasts, by policy: where longer runs restart more, the colour jumps. */
export interface DaysChart {
  readonly kind: 'days';
  readonly head: ChartHead;
  /** In order, evenly apart. */
  readonly runsMs: readonly number[];
  readonly rows: readonly DaysRow[];
}

export interface DaysRow {
  readonly policy: string;
  /** By run; null where there is no number. */
  readonly restarts: readonly (number | null)[];
}

/** What was asked, besides the run time. */
export interface DaysTerms {
  readonly withinMs: number;
  readonly kubeletVersion: string;
  readonly fidelity: string;
  /** When the first policy forgets, and whether it does so in mid-wait. */
  readonly reset: { readonly afterMs: number; readonly collects: boolean };
}

/** Makes the picture; the first row is the policy that was asked for, and has a panel of its own. */
export function daysChart(rows: readonly RestartsByRun[], runsMs: readonly number[], terms: DaysTerms): DaysChart {
  const within = duration(terms.withinMs / 1_000);
  const last = duration((runsMs.at(-1) ?? 0) / 1_000);
  return {
    kind: 'days',
    head: {
      title: `Restarts in ${within}, by how long each run lasts`,
      subtitle: [
        `kubelet ${terms.kubeletVersion}`,
        terms.fidelity,
        `runs of 0s to ${last}, each ends with an exit`,
      ].join(' · '),
      notes: riseNote(rows[0], runsMs, terms),
    },
    runsMs,
    rows: rows.map(({ policy, restarts }) => ({ policy, restarts: restarts.map((count) => count ?? null) })),
  };
}

/** Where longer runs restart a container more often, which nobody expects. @source kubelet-semantics B14 */
function riseNote(row: RestartsByRun | undefined, runsMs: readonly number[], { reset }: DaysTerms): readonly string[] {
  const counts = row?.restarts ?? [];
  let [best, most] = [0, 0];
  for (const [at, count] of counts.entries()) {
    const rise = (count ?? 0) - (counts[at - 1] ?? Number.POSITIVE_INFINITY);
    if (rise > most) [best, most] = [at, rise];
  }
  if (row === undefined || best === 0) return [];
  const told = (at: number): string => `${duration((runsMs[at] ?? 0) / 1_000)} (${grouped(counts[at] ?? 0)})`;
  const after = duration(reset.afterMs / 1_000);
  const why = reset.collects
    ? `Housekeeping removes a backoff entry ${after} after the last restart, even in mid-wait: it cuts the wait short, and the next one begins at the first step.`
    : `A run of ${after} resets the backoff.`;
  return [`${row.policy}: runs of ${told(best)} restart more often than runs of ${told(best - 1)}. ${why}`];
}
