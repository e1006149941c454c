import { describe, expect, it } from 'vitest';
import { at, podOf, process, run, told } from '../support/cluster-plan.js';

const readiness = {
  handler: 'httpGet',
  initialDelayMs: 0,
  periodMs: 1_000,
  timeoutMs: 1_000,
  successThreshold: 1,
  failureThreshold: 3,
  terminationGraceMs: undefined,
} as const;

describe('a Service', () => {
  it('sends traffic to the pods that are ready, and to those again that were not for a while', () => {
    const labels = { app: 'web', tier: 'front' };
    const isAway = {
      readiness: {
        good: [
          { fromMs: 0, untilMs: 60_000 },
          { fromMs: 90_000, untilMs: Number.POSITIVE_INFINITY },
        ],
        takesMs: 0,
        output: undefined,
      },
    };
    const notebook = told({
      services: [{ namespace: 'default', name: 'web', selector: { app: 'web' } }],
      pods: [
        podOf('steady', { labels }),
        podOf('flaky', { labels, container: { readiness } }),
        podOf('other', { labels: { app: 'db' } }),
      ],
      processes: [process('flaky', run(undefined, 0, { probes: isAway }))],
      actions: [at(200_000, { kind: 'deletePod', name: 'steady' })],
    });
    const endpoints = notebook.workload('Service/web').map(({ atMs, fact }) => [atMs / 1000, fact.endpoints]);
    expect(endpoints).toEqual([
      [0, []],
      [0, [0, 1]],
      [62, [0]],
      [90, [0, 1]],
      [200, [1]],
    ]);
  });

  it('without a selector picks nobody', () => {
    const notebook = told({ services: [{ namespace: 'default', name: 'web', selector: {} }], pods: [podOf('a')] });
    expect(notebook.last('Service/web').endpoints).toEqual([]);
  });
});
