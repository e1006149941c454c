import { byStep, meanRank, type ReplayedWait, type StepComparison } from '../analysis/replay.js';
import { spreadOf } from '../analysis/spread.js';
import { toSeconds } from '../time/units.js';
import { duration } from './words.js';

/** A recorded run, replayed. */
export interface ReplayedRun {
  readonly name: string;
  readonly version: string;
  readonly waits: readonly ReplayedWait[];
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

/** Recorded against simulated waits, a Markdown row per run and backoff step, and then what lies outside. */
export function replayTable(runs: readonly ReplayedRun[]): string {
  const head = [
    '| run | kubelet | backoff | waits | recorded min / median / max (s) | simulated min / p5 / p50 / p95 / max (s) | mean rank |',
    '|---|---|---|---|---|---|---|',
  ];
  const rows = runs.flatMap((run) => byStep(run.waits).map((step) => row(run, step)));
  const all = runs.flatMap(({ waits }) => waits);
  const seeds = all[0]?.simulatedMs.length ?? 0;
  const outside = all.filter(({ outsideMs }) => outsideMs > 500);
  const sums = [
    `${all.length} recorded waits against ${seeds} seeds: mean rank ${meanRank(all).toFixed(3)}, ${outside.length} more than 0.5 s outside the simulated range`,
    ...runs.map(
      ({ name, waits }) =>
        `run ${name}: ${waits.length} waits, mean rank ${meanRank(waits).toFixed(3)}, furthest outside ${seconds(Math.max(0, ...waits.map(({ outsideMs }) => outsideMs)))} s`,
    ),
    ...outside.map(
      ({ pod, container, restart, observedMs, outsideMs }) =>
        `outside: ${pod}/${container} restart ${restart}, ${seconds(observedMs)} s, by ${seconds(outsideMs)} s`,
    ),
  ];
  return `${[...head, ...rows, '', ...sums].join('\n')}\n`;
}

function row({ name, version }: ReplayedRun, { stepMs, waits }: StepComparison): string {
  const observed = spreadOf(waits.map(({ observedMs }) => observedMs));
  const simulated = spreadOf(waits.flatMap(({ simulatedMs }) => simulatedMs));
  const cells = [
    name,
    version,
    stepMs === 0 ? 'free' : duration(toSeconds(stepMs)),
    String(waits.length),
    [observed.min, observed.p50, observed.max].map(seconds).join(' / '),
    [simulated.min, simulated.p5, simulated.p50, simulated.p95, simulated.max].map(seconds).join(' / '),
    meanRank(waits).toFixed(2),
  ];
  return `| ${cells.join(' | ')} |`;
}
