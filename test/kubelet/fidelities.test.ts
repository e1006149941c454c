import { describe, expect, it } from 'vitest';
import type { Why } from '../../src/trace/vocabulary.js';
import { attemptsOfRuns, type PlanOptions, waitSeconds } from '../support/plan.js';

/** Where what the documentation promises and what the kubelet does come apart. */
interface Row {
  readonly what: string;
  readonly runs: readonly number[];
  readonly options?: PlanOptions;
  readonly exact: readonly number[];
  readonly documented: readonly number[];
}

const ROWS: readonly Row[] = [
  {
    what: 'exit at once: the same',
    runs: [0],
    exact: [0, 10, 20, 40, 80, 160, 300, 300],
    documented: [0, 10, 20, 40, 80, 160, 300, 300],
  },
  {
    what: 'a run of exactly 600 s resets in the documentation only',
    runs: [0, 0, 600, 0],
    exact: [0, 10, 0.001, 10, 20],
    documented: [0, 10, 0, 10, 20],
  },
  {
    what: 'runs of 599 s climb in the documentation only',
    runs: [599],
    exact: [0, 1.001, 1.001, 1.001, 1.001],
    documented: [0, 10, 20, 40, 80],
  },
  {
    what: 'nothing is collected in mid-wait in the documentation',
    runs: [330],
    exact: [0, 10, 20, 40, 80, 160, 270.001, 10],
    documented: [0, 10, 20, 40, 80, 160, 300, 300],
  },
  {
    what: 'reduced decay ends at 60 s in the documentation only (1.36)',
    runs: [0],
    options: { reduced: true },
    exact: [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300],
    documented: [0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60],
  },
];

describe('documented and exact', () => {
  it.each(ROWS)('$what', ({ runs, options, exact, documented }) => {
    const runsMs = runs.map((seconds) => seconds * 1000);
    expect(waitSeconds(attemptsOfRuns(runsMs, { ...options, fidelity: 'exact' }), exact.length)).toEqual(exact);
    expect(waitSeconds(attemptsOfRuns(runsMs, { ...options, fidelity: 'documented' }), documented.length)).toEqual(
      documented,
    );
  });
});

describe('why each wait ended', () => {
  const CASES: readonly {
    what: string;
    runs: readonly number[];
    options?: PlanOptions;
    whys: readonly Why[];
    backoff: readonly number[];
  }[] = [
    {
      what: 'D4, B6: free, then backoff',
      runs: [0],
      whys: ['first-restart-free', 'backoff', 'backoff'],
      backoff: [0, 10, 20],
    },
    {
      what: 'B8: expired',
      runs: [0, 0, 601, 0],
      whys: ['first-restart-free', 'backoff', 'reset-after-long-run', 'backoff'],
      backoff: [0, 10, 0, 10],
    },
    {
      what: 'B14: collected in mid-wait',
      runs: [0, 0, 599, 0],
      whys: ['first-restart-free', 'backoff', 'entry-collected', 'backoff'],
      backoff: [0, 10, 20, 10],
    },
    {
      what: 'B20: amnesty',
      runs: [0],
      options: { kubeletRestartsAtMs: [15_000] },
      whys: ['first-restart-free', 'backoff', 'kubelet-restarted', 'backoff'],
      backoff: [0, 10, 20, 10],
    },
    {
      what: 'no policy',
      runs: [1],
      options: { policy: { delays: false } },
      whys: ['no-backoff', 'no-backoff'],
      backoff: [0, 0],
    },
  ];

  it.each(CASES)('$what', ({ runs, options, whys, backoff }) => {
    const attempts = attemptsOfRuns(
      runs.map((seconds) => seconds * 1000),
      options ?? {},
    );
    expect(attempts.slice(0, whys.length).map(({ why }) => why)).toEqual(whys);
    expect(attempts.slice(0, whys.length).map(({ stepMs }) => (stepMs ?? 0) / 1000)).toEqual(backoff);
  });
});
