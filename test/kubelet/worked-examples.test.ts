import { describe, expect, it } from 'vitest';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { DAY_MS, SECOND_MS } from '../../src/time/units.js';
import { Counts } from '../../src/trace/counts.js';
import {
  attemptsOfRuns,
  containerOf,
  type PlanOptions,
  planOf,
  podOf,
  restartSeconds,
  runs,
  waitSeconds,
} from '../support/plan.js';

/** The worked examples of the kubelet's rule on the ideal clock, to the millisecond. */
interface Example {
  readonly id: string;
  readonly what: string;
  /** Run lengths in seconds, attempt by attempt; the last repeats. */
  readonly runs: readonly number[];
  readonly options?: PlanOptions;
  readonly restarts?: readonly number[];
  readonly waits?: readonly number[];
}

const QUICK_SIX = [0, 0, 0, 0, 0, 0];

const EXAMPLES: readonly Example[] = [
  {
    id: 'X1',
    what: 'exit at once',
    runs: [0],
    restarts: [0, 10, 30, 70, 150, 310, 610, 910, 1210, 1510, 1810, 2110],
  },
  { id: 'X2', what: 'runs 28 s', runs: [28], restarts: [28, 66, 114, 182, 290, 478, 806, 1134, 1462, 1790] },
  { id: 'X3', what: 'runs 599 s', runs: [599], waits: [0, 1.001, 1.001, 1.001, 1.001] },
  {
    id: 'X3 without collection',
    what: 'runs 599 s',
    runs: [599],
    options: { housekeeping: false },
    restarts: [599, 1208, 1827, 2466, 3145, 3904, 4803],
  },
  { id: 'X4', what: 'runs 601 s', runs: [601], restarts: [601, 1202, 1803, 2404, 3005, 3606] },
  { id: 'X5', what: 'runs exactly 600 s', runs: [600], restarts: [600, 1200.001, 1800.002, 2400.003] },
  {
    id: 'X5 without collection',
    what: 'runs exactly 600 s',
    runs: [600],
    options: { housekeeping: false },
    restarts: [600, 1210, 1830, 2470, 3150, 3910, 4810],
  },
  { id: 'X5 a millisecond more', what: 'runs 600.001 s', runs: [600.001], waits: [0, 0, 0, 0, 0] },
  {
    id: 'X6',
    what: 'cap 60 s',
    runs: [0],
    options: { maxRestartPeriodMs: 60 * SECOND_MS },
    restarts: [0, 10, 30, 70, 130, 190, 250, 310, 370, 430],
  },
  {
    id: 'X7',
    what: '1 s doubling to 60 s: reduced decay in 1.34',
    runs: [0],
    options: { version: '1.34', reduced: true },
    restarts: [0, 1, 3, 7, 15, 31, 63, 123, 183, 243, 303],
  },
  {
    id: 'X7, 1 s to 300 s',
    what: 'reduced decay alone in 1.36',
    runs: [0],
    options: { version: '1.36', reduced: true },
    restarts: [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1111],
  },
  {
    id: 'X7, cap 2 s',
    what: 'a cap below the initial step lowers it',
    runs: [0],
    options: { maxRestartPeriodMs: 2 * SECOND_MS },
    restarts: [0, 2, 4, 6, 8],
  },
  {
    id: 'X8',
    what: 'six quick crashes, 700 s, then quick again',
    runs: [...QUICK_SIX, 700, 0],
    restarts: [0, 10, 30, 70, 150, 310, 1010, 1020, 1040, 1080, 1160, 1320],
  },
  {
    id: 'X9',
    what: 'seven quick crashes, one run of 400 s at the cap',
    runs: [...QUICK_SIX, 0, 400, 0],
    restarts: [0, 10, 30, 70, 150, 310, 610, 1210.001, 1220.001, 1240.001, 1280.001, 1360.001, 1520.001],
  },
  {
    id: 'X9 without collection',
    what: 'seven quick crashes, one run of 400 s at the cap',
    runs: [...QUICK_SIX, 0, 400, 0],
    options: { housekeeping: false },
    restarts: [0, 10, 30, 70, 150, 310, 610, 1310, 1610],
  },
  {
    id: 'X10',
    what: 'runs 330 s: a sawtooth',
    runs: [330],
    waits: [0, 10, 20, 40, 80, 160, 270.001, 10, 20, 40, 80, 160, 270.001, 10],
    restarts: [330, 670, 1020, 1390, 1800, 2290, 2890.001, 3230.001, 3580.001, 3950.001, 4360.001, 4850.001, 5450.002],
  },
  {
    id: 'X10, 300 s',
    what: 'runs exactly 300 s: run + backoff of 600 s is not more than 600 s',
    runs: [300],
    waits: [0, 10, 20, 40, 80, 160, 300, 300],
    restarts: [300, 610, 930, 1270, 1650, 2110, 2710, 3310],
  },
  {
    id: 'X16',
    what: 'the kubelet restarts at 400 s, in mid-wait',
    runs: [0],
    options: { kubeletRestartsAtMs: [400 * SECOND_MS] },
    restarts: [0, 10, 30, 70, 150, 310, 400, 410, 430, 470],
  },
];

describe('worked examples in exact', () => {
  it.each(EXAMPLES)('$id: $what', ({ runs, options, restarts, waits }) => {
    const runsMs = runs.map((seconds) => Math.round(seconds * SECOND_MS));
    const attempts = attemptsOfRuns(runsMs, { durationMs: 6_000 * SECOND_MS, ...options });
    if (restarts !== undefined) expect(restartSeconds(attempts, restarts.length)).toEqual(restarts);
    if (waits !== undefined) expect(waitSeconds(attempts, waits.length)).toEqual(waits);
    expect(restarts ?? waits).toBeDefined();
  });

  /** run length s, cap s, initial s, crashes and restarts in 20 days, instant of the 5941st crash in seconds */
  const TWENTY_DAYS = [
    { id: 'X12', run: 0, options: {}, crashes: 5_765, restarts: 5_764, crash5941: 1_780_510 },
    {
      id: 'X12 cap 60 s',
      run: 0,
      options: { maxRestartPeriodMs: 60_000 },
      crashes: 28_803,
      restarts: 28_802,
      crash5941: 356_230,
    },
    {
      id: 'X12 1 s/60 s',
      run: 0,
      options: { version: '1.34', reduced: true },
      crashes: 28_806,
      restarts: 28_805,
      crash5941: undefined,
    },
    { id: 'X12 1 s/300 s', run: 0, options: { reduced: true }, crashes: 5_769, restarts: 5_768, crash5941: undefined },
    { id: 'X12 run 1 s', run: 1, options: {}, crashes: 5_746, restarts: 5_745, crash5941: 1_786_451 },
    { id: 'X12 run 5 s', run: 5, options: {}, crashes: 5_671, restarts: 5_670, crash5941: 1_810_215 },
    { id: 'X12 run 10 s', run: 10, options: {}, crashes: 5_579, restarts: 5_579, crash5941: 1_839_920 },
    { id: 'X12 run 28 s', run: 28, options: {}, crashes: 5_273, restarts: 5_272, crash5941: 1_946_858 },
    { id: 'X12 run 60 s', run: 60, options: {}, crashes: 4_804, restarts: 4_804, crash5941: 2_136_970 },
  ] as const;

  it.each(TWENTY_DAYS)('$id over 20 days', ({ run, options, crashes, restarts, crash5941 }) => {
    const attempts = attemptsOfRuns([run * SECOND_MS], { durationMs: 25 * DAY_MS, ...options });
    const horizonMs = 20 * DAY_MS;
    expect(attempts.filter(({ finishedAtMs }) => (finishedAtMs ?? Infinity) <= horizonMs)).toHaveLength(crashes);
    expect(attempts.filter(({ attempt, startedAtMs }) => attempt > 0 && startedAtMs <= horizonMs)).toHaveLength(
      restarts,
    );
    if (crash5941 !== undefined) expect(attempts[5_940]?.finishedAtMs).toBe(crash5941 * SECOND_MS);
  });

  it('X12 cap 1 s over 20 days', () => {
    const policy = { maxRestartPeriodMs: 1_000, durationMs: 20 * DAY_MS };
    const counts = new Counts(1);
    simulatePlan(planOf([podOf('web', [containerOf(runs(0))])], policy), counts);
    expect(counts.exits[0]).toBe(1_728_002);
    expect(counts.starts[0]).toBe(1_728_002);
  });
});
