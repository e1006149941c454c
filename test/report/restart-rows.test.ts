import { describe, expect, it } from 'vitest';
import type { RunAttempt } from '../../src/analysis/run.js';
import { fittedTable } from '../../src/report/fitted-table.js';
import { interestingRows } from '../../src/report/restart-rows.js';
import { PLAIN } from '../../src/report/style.js';

function attempt(number: number, more: Partial<RunAttempt> = {}): RunAttempt {
  const startedAtSeconds = number * 301;
  const wait = { delaySeconds: 300, backoffSeconds: 300, why: 'backoff', failedStarts: 0 } as const;
  const end = { finishedAtSeconds: startedAtSeconds + 1, exitCode: 1, reason: 'Error' } as const;
  return { attempt: number, startedAtSeconds, ...end, ...wait, ...more };
}

/** The numbers of the rows shown, and what is said of the others. */
function shown(attempts: readonly RunAttempt[]): readonly (number | string)[] {
  return interestingRows(attempts).map((each) => (each.kind === 'row' ? each.row.attempt : each.text));
}

describe('the rows of a long history', () => {
  it('counts rows that are alike after the second', () => {
    expect(shown(Array.from({ length: 8 }, (_, at) => attempt(at)))).toEqual([0, 1, '5 more like this', 7]);
  });

  it('shows the first and the last of those that are not, and whatever happens for the first time', () => {
    const rows = Array.from({ length: 40 }, (_, at) => attempt(at, { backoffSeconds: at }));
    rows[20] = attempt(20, { why: 'kubelet-restarted', backoffSeconds: 0 });
    expect(shown(rows)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, '11 rows left out', 20, '17 rows left out', 38, 39]);
  });

  it('shows a row rather than saying that one is left out', () => {
    expect(shown(Array.from({ length: 4 }, (_, at) => attempt(at)))).toEqual([0, 1, 2, 3]);
  });
});

describe('a table that fits', () => {
  const rows = [{ name: 'a-long-name', count: 12, why: 'because of something that takes a while to say' }];
  type Row = (typeof rows)[number];
  const columns = [
    { title: 'NAME', cell: ({ name }: Row) => name, short: ({ name }: Row) => name.slice(0, 6) },
    { title: 'COUNT', rank: 1, align: 'right', cell: ({ count }: Row) => String(count) } as const,
  ];
  const beside = { title: 'WHY', text: ({ why }: Row) => why, isTelling: () => true };
  const lines = (width: number): readonly string[] => {
    const { head, rows: body } = fittedTable({ columns, beside, width, style: PLAIN }, rows);
    return [head, ...body].join('\n').split('\n');
  };

  it.each([
    [80, ['NAME          COUNT   WHY', 'a-long-name      12   because of something that takes a while to say']],
    [
      52,
      [
        'NAME         COUNT  WHY',
        'a-long-name     12  because of something that takes',
        '                    a while to say',
      ],
    ],
    [
      40,
      ['NAME          COUNT', 'a-long-name      12', '      because of something that takes a', '      while to say'],
    ],
    [
      14,
      [
        'NAME     COUNT',
        'a-long      12',
        '      because',
        '      of',
        '      something',
        '      that',
        '      takes a',
        '      while to',
        '      say',
      ],
    ],
  ])('in %i columns', (width, expected) => {
    expect(lines(width)).toEqual(expected);
  });

  it('paints cells without moving them', () => {
    const style = (text: string): string => `<${text}>`;
    const toned = columns.map((column) => ({ ...column, tone: () => 'bad' as const }));
    const { rows: body } = fittedTable({ columns: toned, width: 80, style }, rows);
    expect(body).toEqual(['<a-long-name>      <12>']);
  });
});
