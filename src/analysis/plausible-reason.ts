import { formatGoDuration } from '../time/go-duration.js';
import type { TooEarly } from './earliest.js';
import type { NearestMiss } from './plausibility.js';
import { describeRow, type TranscriptRow } from './transcript.js';

/** What an impossible transcript failed on. */
export interface Failure {
  readonly runs: number;
  readonly tooEarly: TooEarly | undefined;
  readonly nearest: NearestMiss | undefined;
}

/** Why a transcript cannot be, in a sentence. */
export function reasonOf(rows: readonly TranscriptRow[], { runs, tooEarly, nearest }: Failure): string {
  if (tooEarly !== undefined) return tooEarlyText(tooEarly);
  if (nearest === undefined) return 'no run was tried';
  const { row, run, rowsMet } = nearest;
  const which = rows.length === 1 ? '' : `row ${rows.indexOf(row) + 1} of ${rows.length}, `;
  const met = rows.length === 1 ? '' : `, which met ${rowsMet} of ${rows.length} rows,`;
  return `none of ${runs} runs shows ${which}${describeRow(row)}: in the nearest${met} ${missText(nearest)} (kubelet ${run.version}, seed ${run.seed})`;
}

function tooEarlyText({ row, what, toldAtMs, earliestAtMs }: TooEarly): string {
  const happened = what.kind === 'exit' ? `exit ${what.number}` : `restart ${what.number}`;
  const told = formatGoDuration(toldAtMs);
  return `${describeRow(row)} puts ${happened} at ${told} or before, but the waits before it alone last until ${formatGoDuration(earliestAtMs)}`;
}

function missText({ row, miss }: NearestMiss): string {
  const reads = `${row.status} after ${row.restarts} restarts`;
  switch (miss.kind) {
    case 'never-shown':
      return `${reads} never shows at that age`;
    case 'exit-age':
      if (!Number.isFinite(miss.byMs)) return `nothing has exited yet when ${reads} shows`;
      return `the newest exit is ${formatGoDuration(Math.abs(miss.byMs))} too ${miss.byMs > 0 ? 'old' : 'young'} when ${reads} shows`;
    case 'age':
      return `${reads} shows ${formatGoDuration(Math.abs(miss.byMs))} too ${miss.byMs > 0 ? 'late' : 'early'}`;
  }
}
