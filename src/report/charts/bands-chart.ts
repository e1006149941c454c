import type { BandContainer, BandRestart, Bands } from '../../analysis/bands.js';
import { counted, duration } from '../words.js';
import { containerName } from './containers.js';
import { type ChartHead, type ChartTerms, termsText } from './head.js';

/** Between what bounds many runs of one scenario lie. */
export interface BandsChart {
  readonly kind: 'bands';
  readonly head: ChartHead;
  readonly durationMs: number;
  readonly runs: number;
  readonly panels: readonly BandsPanel[];
}

export interface BandsPanel {
  readonly name: string;
  readonly restarts: readonly BandRow[];
}

/** One restart over all runs that had it. */
export interface BandRow {
  readonly restart: number;
  readonly runs: number;
  /** When it came, by share of the runs. */
  readonly startMs: Quantiles;
  /** The wait before it. */
  readonly delayMs: Quantiles;
  readonly backoffMs: number;
}

interface Quantiles {
  readonly min: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const MOST_PANELS = 2;
const MOST_RESTARTS = 60;

/** Makes the picture of many runs. */
export function bandsChart(bands: Bands, terms: ChartTerms): BandsChart {
  const all = bands.pods.flatMap((pod) =>
    pod.containers.map((container) => ({
      name: containerName(pod.name, container.name, pod.containers.length),
      container,
    })),
  );
  const crashing = all.filter(({ container }) => container.restarts.length > 0);
  const shown = crashing.toSorted((a, b) => length(b.container) - length(a.container)).slice(0, MOST_PANELS);
  const hidden = crashing.length - shown.length;
  const longest = Math.max(0, ...shown.map(({ container }) => length(container)));
  const notes = [
    ...(crashing.length === 0 ? ['Nothing restarted in any run.'] : []),
    'Bands hold nine runs of ten; thin lines reach to the extremes. A restart near the end is told of the runs that had it.',
    ...(hidden > 0 ? [`Left out: ${counted(hidden, 'container')} with as many restarts or fewer.`] : []),
    ...(longest > MOST_RESTARTS ? [`Only the first ${MOST_RESTARTS} restarts are drawn, of ${longest}.`] : []),
    ...(bands.fidelity === 'realistic'
      ? []
      : [
          'On the ideal clock only drawn run lengths differ from run to run; the realistic fidelity adds the kubelet’s own spread.',
        ]),
  ];
  const { scenario, durationMs } = terms;
  const seeds = `seeds ${bands.seed}.0 to ${bands.seed}.${bands.runs - 1}`;
  return {
    kind: 'bands',
    head: {
      title: `${scenario}: ${counted(bands.runs, 'run')} of ${duration(durationMs / 1_000)}`,
      subtitle: termsText({ ...terms, seed: seeds }),
      notes,
    },
    durationMs,
    runs: bands.runs,
    panels: shown.map(({ name, container }) => ({
      name,
      restarts: container.restarts.slice(0, MOST_RESTARTS).map(rowOf),
    })),
  };
}

const length = ({ restarts }: BandContainer): number => restarts.length;

function rowOf({ restart, runs, startedAtSeconds, delaySeconds, backoffSeconds }: BandRestart): BandRow {
  const inMs = ({ min, p5, p50, p95, max }: BandRestart['delaySeconds']): Quantiles => {
    const ms = (seconds: number): number => Math.round(seconds * 1_000);
    return { min: ms(min), p5: ms(p5), p50: ms(p50), p95: ms(p95), max: ms(max) };
  };
  return {
    restart,
    runs,
    startMs: inMs(startedAtSeconds),
    delayMs: inMs(delaySeconds),
    backoffMs: Math.round(backoffSeconds.p50 * 1_000),
  };
}
