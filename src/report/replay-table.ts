import { byStep, meanRank, type ReplayedWait, type StepComparison } from '../analysis/replay.js';
import { spreadOf } from '../analysis/spread.js';
import { toSeconds } from '../time/units.js';
import { type Column, renderMarkdownTable } from './table.js';
import { duration } from './words.js';

/** Recorded waits that belong together, replayed: of one run, or of one kubelet version. */
export interface ReplayedGroup {
  readonly name: string;
  readonly waits: readonly ReplayedWait[];
}

interface Row extends StepComparison {
  readonly group: string;
}

const MARGIN_MS = 500;

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

const COLUMNS: readonly Column<Row>[] = [
  { title: '', cell: ({ group }) => group },
  { title: 'backoff', cell: ({ stepMs }) => (stepMs === 0 ? 'free' : duration(toSeconds(stepMs))) },
  { title: 'waits', align: 'right', cell: ({ waits }) => String(waits.length) },
  {
    title: 'recorded min / median / max, s',
    align: 'right',
    cell: ({ waits }) => {
      const { min, p50, max } = spreadOf(waits.map(({ observedMs }) => observedMs));
      return [min, p50, max].map(seconds).join(' / ');
    },
  },
  {
    title: 'simulated 5 % / median / 95 %, s',
    align: 'right',
    cell: ({ waits }) => {
      const { p5, p50, p95 } = spreadOf(waits.flatMap(({ simulatedMs }) => simulatedMs));
      return [p5, p50, p95].map(seconds).join(' / ');
    },
  },
  { title: 'mean rank', align: 'right', cell: ({ waits }) => meanRank(waits).toFixed(2) },
];

/** Recorded against simulated waits, a row per group and backoff step, as Markdown. */
export function replayTable(groups: readonly ReplayedGroup[]): string {
  return renderMarkdownTable(
    COLUMNS,
    groups.flatMap(({ name, waits }) => byStep(waits).map((step) => ({ group: name, ...step }))),
  );
}

/** What the table comes to, and every wait that lies clearly outside the simulated range. */
export function replaySummary(groups: readonly ReplayedGroup[]): string {
  const all = groups.flatMap(({ waits }) => waits);
  const seeds = all[0]?.simulatedMs.length ?? 0;
  const outside = all.filter(({ outsideMs }) => outsideMs > MARGIN_MS);
  const lines = [
    `${all.length} recorded waits against ${seeds} seeds: mean rank ${meanRank(all).toFixed(3)}, ${outside.length} more than 0.5 s outside the simulated range.`,
    ...outside.map(({ pod, container, restart, observedMs, outsideMs }) => {
      return `outside: ${pod}/${container} restart ${restart}, ${seconds(observedMs)} s, by ${seconds(outsideMs)} s`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
