import type { Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../../src/report/kubectl/kinds.js';
import { podTable } from '../../../src/report/kubectl/pods.js';
import { PLAIN, TablePrinter } from '../../../src/report/kubectl/print-table.js';
import { TabWriter } from '../../../src/report/kubectl/tab-writer.js';

const NOW = Date.parse('2026-01-10T12:00:00Z');

function pod(name: string, reason: string, restartCount: number): Pod {
  return {
    metadata: { name, namespace: 'shop', creationTimestamp: '2026-01-10T11:59:00Z', labels: { app: name } },
    spec: { containers: [{ name: 'app' }] },
    status: {
      phase: 'Running',
      containerStatuses: [
        { name: 'app', image: 'i', imageID: '', ready: false, restartCount, state: { waiting: { reason } } },
      ],
    },
  };
}

describe('a table', () => {
  it('keeps the widths of what was printed before, as kubectl -w does', () => {
    const printer = new TablePrinter(podTable('1.36'));
    const text = [
      printer.print([pod('exit0', 'ContainerCreating', 0)], NOW),
      printer.print([pod('run330', 'Error', 0)], NOW),
      printer.print([pod('a-long-name', 'Error', 0)], NOW),
      printer.print([pod('exit0', 'Error', 0)], NOW),
    ];
    expect(text.join('')).toBe(
      [
        'NAME    READY   STATUS              RESTARTS   AGE',
        'exit0   0/1     ContainerCreating   0          60s',
        'run330   0/1     Error               0          60s',
        'a-long-name   0/1     Error               0          60s',
        'exit0         0/1     Error               0          60s',
        '',
      ].join('\n'),
    );
  });

  it('has more columns when asked', () => {
    const text = new TablePrinter(podTable('1.36'), { ...PLAIN, namespaces: true, labels: true, prefix: 'pod/' }).print(
      [pod('a', 'Error', 2)],
      NOW,
    );
    expect(text).toBe(
      [
        'NAMESPACE   NAME    READY   STATUS   RESTARTS   AGE   LABELS',
        'shop        pod/a   0/1     Error    2          60s   app=a',
        '',
      ].join('\n'),
    );
  });

  it('has no column narrower than six, which shows without headings', () => {
    expect(new TabWriter().write([['a', 'b', 'c']])).toBe('a     b     c\n');
  });

  it('shows the first line of a cell, and nothing that moves the terminal', () => {
    const text = new TablePrinter(podTable('1.36'), { ...PLAIN, headers: false }).print(
      [pod('a', 'Bad\u001b[31m\nnews', 0)],
      NOW,
    );
    expect(text).toBe('a     0/1   Bad^[[31m...   0     60s\n');
  });

  it.each(KINDS)(
    '$resource: as many cells as columns, also for an object of which nothing is known',
    ({ table, kind }) => {
      const { columns, cells } = table('1.36');
      const empty = kind === 'Event' ? { involvedObject: {}, metadata: {} } : {};
      expect(cells(empty, NOW)).toHaveLength(columns.length);
      expect(columns.filter(({ format }) => format === 'name')).toHaveLength(1);
    },
  );
});
