import { describe, expect, it } from 'vitest';
import { type ExplainAnswer, explain } from '../../../src/report/explain-answer.js';
import { humanDuration } from '../../../src/time/human-duration.js';
import { type Observation, observations } from '../../support/observations.js';

const NOW_MS = Date.UTC(2026, 0, 10, 12);

/** A row as kubectl printed it. */
function rowText({ status, restarts, ageSeconds, lastRestartAgoSeconds }: Observation['rows'][number]): string {
  const ago = lastRestartAgoSeconds === undefined ? '' : ` (${humanDuration(lastRestartAgoSeconds * 1_000)} ago)`;
  return `web-0   0/1   ${status}   ${restarts}${ago}   ${humanDuration(ageSeconds * 1_000)}`;
}

const seconds = (stamp: string): number => (Date.parse(stamp) - NOW_MS) / 1_000;
const rows = observations.flatMap((observation) => observation.rows.map((row, at) => ({ observation, row, at })));

describe('explain on rows of public transcripts', () => {
  it.each(rows.map(({ observation, row }) => [observation.id, rowText(row)]))('%s: %s', (_, text) => {
    const answer = explain(text, { nowMs: NOW_MS, draws: 100 }) as ExplainAnswer;
    expect(answer.pod).toBe('web-0');
    expect(answer.state).not.toBeNull();
    if (answer.state === 'CrashLoopBackOff') expect(answer.nextStart).not.toBeNull();
  });

  it('agrees with the rows that follow, where they show the next start', () => {
    let [shown, met] = [0, 0];
    for (const { observation, row, at } of rows) {
      const next = observation.rows.slice(at + 1).find(({ restarts }) => restarts > row.restarts);
      const isWaiting = row.status === 'CrashLoopBackOff';
      if (observation.authenticity !== 'real' || !isWaiting || next?.restarts !== row.restarts + 1) continue;
      const answer = explain(rowText(row), { nowMs: NOW_MS, version: '1.34', draws: 200 }) as ExplainAnswer;
      if (answer.nextStart === null) continue;
      // It has started by the row that counts it; its age may be older, and this row's too, by what kubectl cuts off.
      const latest = next.ageSeconds + next.ageResolutionSeconds - row.ageSeconds;
      shown += 1;
      if (seconds(answer.nextStart.from) <= latest) met += 1;
    }
    expect(shown).toBeGreaterThan(10);
    expect(met / shown).toBeGreaterThan(0.9);
  });
});
