import type { Measured } from '../analysis/measured.js';
import type { Matched, MeasuredWait, Miss, PodScore } from '../analysis/score-pod.js';
import { spreadOf } from '../analysis/spread.js';
import { toSeconds } from '../time/units.js';
import { type Column, renderMarkdownTable } from './table.js';
import { duration } from './words.js';

/** How far outside the simulated range a recorded time may lie. */
export const MARGIN_MS = 500;

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const rankOf = (waits: readonly Measured[]): number => waits.reduce((sum, { rank }) => sum + rank, 0) / waits.length;
const isOff = ({ outside }: Measured): boolean => outside > MARGIN_MS;

/** The waits of one kubelet version and backoff step. */
interface Step {
  readonly version: string;
  readonly stepMs: number;
  readonly waits: readonly MeasuredWait[];
}

const STEP_COLUMNS: readonly Column<Step>[] = [
  { title: 'kubelet', cell: ({ version }) => version },
  { title: 'backoff', cell: ({ stepMs }) => (stepMs === 0 ? 'free' : duration(toSeconds(stepMs))) },
  { title: 'waits', align: 'right', cell: ({ waits }) => String(waits.length) },
  {
    title: 'recorded min / median / max, s',
    align: 'right',
    cell: ({ waits }) => {
      const { min, p50, max } = spreadOf(waits.map(({ observed }) => observed));
      return [min, p50, max].map(seconds).join(' / ');
    },
  },
  {
    title: 'simulated 5 % / median / 95 %, s',
    align: 'right',
    cell: ({ waits }) => {
      const { p5, p50, p95 } = spreadOf(waits.flatMap(({ simulated }) => simulated));
      return [p5, p50, p95].map(seconds).join(' / ');
    },
  },
  { title: 'mean rank', align: 'right', cell: ({ waits }) => rankOf(waits).toFixed(2) },
];

/** Recorded against simulated waits, a row per kubelet version and backoff step, as Markdown. */
export function stepsTable(scores: readonly PodScore[]): string {
  const rows = [...new Set(scores.map(({ version }) => version))].flatMap((version) => {
    const waits = scores.filter((score) => score.version === version).flatMap((score) => score.waits);
    const steps = [...new Set(waits.map(({ stepMs }) => stepMs))].sort((a, b) => a - b);
    return steps.map((stepMs) => ({ version, stepMs, waits: waits.filter((wait) => wait.stepMs === stepMs) }));
  });
  return renderMarkdownTable(STEP_COLUMNS, rows);
}

const share = (compared: number, missed: number): string =>
  compared === 0 ? '' : `${compared - missed} of ${compared}`;
const within = (measured: readonly Measured[]): string => share(measured.length, measured.filter(isOff).length);
const matched = ({ compared, missed }: Matched): string => share(compared, missed.length);

const POD_COLUMNS: readonly Column<PodScore>[] = [
  { title: 'recording', cell: ({ run, pod }) => `${run}/${pod}` },
  { title: 'waits', align: 'right', cell: ({ waits }) => within(waits) },
  { title: 'rank', align: 'right', cell: ({ waits }) => (waits.length === 0 ? '' : rankOf(waits).toFixed(2)) },
  { title: 'retries', align: 'right', cell: ({ retries }) => within(retries) },
  { title: 'shown for', align: 'right', cell: ({ lengths }) => within(lengths) },
  { title: 'states', align: 'right', cell: ({ states }) => matched(states) },
  { title: 'changes', align: 'right', cell: ({ changes }) => matched(changes) },
  { title: 'events', align: 'right', cell: ({ events }) => matched(events) },
  {
    title: 'counts',
    align: 'right',
    cell: ({ counts }) => share(counts.length, counts.filter(({ outside }) => outside > 0).length),
  },
];

/** Every recording and how much of it lies where simulated runs put it, as Markdown. */
export function podsTable(scores: readonly PodScore[]): string {
  return renderMarkdownTable(POD_COLUMNS, scores);
}

/** What all recordings come to, and everything in them that no simulated run shows. */
export function scoresSummary(scores: readonly PodScore[]): string {
  const waits = scores.flatMap((score) => score.waits);
  const lengths = scores.flatMap((score) => score.lengths);
  const percent = (measured: readonly Measured[]): string =>
    `${(100 * (1 - measured.filter(isOff).length / measured.length)).toFixed(2)} %`;
  const lines = [
    `${scores.length} pods over ${scores[0]?.seeds} seeds: ${percent(waits)} of ${waits.length} waits (mean rank ${rankOf(waits).toFixed(3)}) and ${percent(lengths)} of ${lengths.length} times that a state was shown lie within the simulated range widened by 0.5 s. Outside are, or no run shows:`,
    '',
    ...scores.flatMap(missesOf),
  ];
  return `${lines.join('\n')}\n`;
}

/** Everything in a recording that lies outside, a line each. */
export function missesOf(score: PodScore): readonly string[] {
  const name = `${score.run}/${score.pod}`;
  const times = [...score.waits.map(asWait), ...score.retries.map(asRetry), ...score.lengths.map(asLength)];
  return [
    ...times.filter(({ measured }) => isOff(measured)).map(({ kind, measured }) => line(name, kind, measured)),
    ...score.counts
      .filter(({ outside }) => outside > 0)
      .map(({ what, observed, outside }) => `- ${name}: event counted ${observed} times, off by ${outside}: ${what}`),
    ...score.states.missed.map((miss) => `- ${name}: states of ${miss.where}: ${inShort(miss)}`),
    ...score.changes.missed.map((miss) => `- ${name}: change to ${inShort(miss)}`),
    ...score.events.missed.map((miss) => `- ${name}: events of ${miss.where}: ${inShort(miss)}`),
  ];
}

interface Kind {
  readonly kind: string;
  readonly measured: Measured;
}

const asWait = (measured: Measured): Kind => ({ kind: 'waits before start', measured });
const asRetry = (measured: Measured): Kind => ({ kind: 'retry', measured });
const asLength = (measured: Measured): Kind => ({ kind: 'shown for', measured });

const line = (name: string, kind: string, { what, observed, outside }: Measured): string => {
  const by = outside === Number.POSITIVE_INFINITY ? 'in no run' : `off by ${seconds(outside)} s`;
  return `- ${name}: ${kind} ${what}, ${seconds(observed)} s, ${by}`;
};

const inShort = ({ text }: Miss): string => text.replaceAll('\n', ', ');
