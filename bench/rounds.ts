import { execFileSync } from 'node:child_process';
import type { Runner } from './yardsticks.js';

/** What every runner prints. */
interface Sample {
  readonly events: number;
  readonly cpu: number;
  readonly check: string;
  readonly rssKb?: number;
  readonly baseRssKb?: number;
}

/** From here on what a process keeps per container is more than the garbage it has not collected yet. */
const MANY_CONTAINERS = 100_000;

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One runner's row: its figures over all rounds. Ratios are taken round by round, against the first runner measured. */
export interface Row {
  readonly runner: string;
  readonly missing?: string;
  readonly nsPerEvent?: Spread;
  /** How many times as fast as the C++ global queue, by CPU time per event. */
  readonly speedRatio?: Spread;
  readonly bytesPerContainer?: number;
  readonly check?: string;
}

export interface Case {
  readonly title: string;
  readonly n: number;
  readonly hours: number;
  readonly reps: number;
  /** The first is the yardstick of all others. */
  readonly runners: readonly Runner[];
}

/** Runs every runner once per round, each round in another order, so that a noisy machine hits all alike. */
export function measure(wanted: Case, rounds: number, onRun: (runner: string) => void): readonly Row[] {
  const { n, hours, reps, runners } = wanted;
  const workload = ['--n', String(n), '--hours', String(hours), '--reps', String(reps)];
  const samples = new Map<string, Sample[]>(runners.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < runners.length; place += 1) {
      const runner = runners[(place + round) % runners.length];
      if (runner === undefined || 'missing' in runner) continue;
      onRun(`${wanted.title}, round ${round + 1} of ${rounds}: ${runner.name}`);
      samples.get(runner.name)?.push(runOnce(runner.command, workload));
    }
  }
  const yardstick = samples.get(runners[0]?.name ?? '') ?? [];
  return runners.map((runner) => {
    if ('missing' in runner) return { runner: runner.name, missing: runner.missing };
    return rowOf(runner.name, samples.get(runner.name) ?? [], yardstick, n * reps);
  });
}

function runOnce([program = '', ...options]: readonly string[], workload: readonly string[]): Sample {
  const printed = execFileSync(program, [...options, ...workload], { encoding: 'utf8' });
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Sample;
}

function rowOf(runner: string, samples: readonly Sample[], yardstick: readonly Sample[], containers: number): Row {
  const cost = ({ cpu, events }: Sample): number => cpu / events;
  const grown = samples.flatMap(({ rssKb, baseRssKb }) =>
    rssKb === undefined || baseRssKb === undefined ? [] : [((rssKb - baseRssKb) * 1024) / containers],
  );
  const ratios = samples.flatMap((sample, round) => {
    const other = yardstick[round];
    return other === undefined ? [] : [cost(other) / cost(sample)];
  });
  return {
    runner,
    nsPerEvent: spread(samples.map((sample) => cost(sample) * 1e9)),
    ...(ratios.length > 0 && { speedRatio: spread(ratios) }),
    ...(grown.length > 0 && containers >= MANY_CONTAINERS && { bytesPerContainer: spread(grown).median }),
    ...(samples[0] !== undefined && { check: samples[0].check }),
  };
}

/** The middle and the ends of what was measured. */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}
