import { describe, expect, it } from 'vitest';
import { customColumns, customTable } from '../../../src/report/kubectl/custom-columns.js';
import { objectPath, valuesAt } from '../../../src/report/kubectl/object-path.js';
import { sortObjects } from '../../../src/report/kubectl/sort-objects.js';

const POD = {
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web' } },
  status: { containerStatuses: [{ restartCount: 3 }, { restartCount: 5 }] },
};

function at(path: string): readonly unknown[] | undefined {
  const read = objectPath(path);
  return read && valuesAt(POD, read);
}

describe('a path', () => {
  it.each([
    ['.metadata.name', ['web']],
    ['metadata.name', ['web']],
    ['{.metadata.name}', ['web']],
    ['$.metadata.name', ['web']],
    ['.status.containerStatuses[0].restartCount', [3]],
    ['.status.containerStatuses[*].restartCount', [3, 5]],
    ["{.metadata.labels['app.kubernetes.io/name']}", ['web']],
    ['.metadata.labels.app\\.kubernetes\\.io/name', ['web']],
    ['.metadata.nothing.there', []],
    ['.metadata.constructor', []],
    ['.status.containerStatuses[7].restartCount', []],
  ])('%s finds %j', (path, found) => {
    expect(at(path)).toEqual(found);
  });

  it.each(['', '.', '{.a', 'a[?(@.x)]', 'a[', '..a'])('%j is none', (path) => {
    expect(objectPath(path)).toBeUndefined();
  });
});

describe('sorting', () => {
  const path = objectPath('.n');
  const order = (...values: readonly unknown[]) =>
    path &&
    sortObjects(
      values.map((n) => (n === undefined ? {} : { n })),
      path,
    )?.map((item) => item.n);

  it('takes numbers by size, numbers in texts too, and what has none first', () => {
    expect(order(10, 9, undefined, 1)).toEqual([undefined, 1, 9, 10]);
    expect(order('web-10', 'web-2', 'api')).toEqual(['api', 'web-2', 'web-10']);
    expect(order('2026-01-10T12:00:00Z', '2026-01-09T12:00:00Z')).toEqual([
      '2026-01-09T12:00:00Z',
      '2026-01-10T12:00:00Z',
    ]);
  });

  it('refuses a field that nobody has', () => {
    expect(order(undefined, undefined)).toBeUndefined();
    expect(order()).toEqual([]);
  });
});

describe('custom columns', () => {
  it('print what their paths find', () => {
    const columns = customColumns(
      'NAME:.metadata.name,RESTARTS:.status.containerStatuses[*].restartCount,IP:.status.podIP',
    );
    expect(columns && customTable(columns, [POD], 'titled')).toBe('NAME   RESTARTS   IP\nweb    3,5        <none>\n');
  });

  it.each(['NAME', 'NAME:', ':a', 'A:.b,'])('%s are none', (text) => {
    expect(customColumns(text)).toBeUndefined();
  });
});
