import type { BandContainer, BandRestart, Bands } from '../analysis/bands.js';
import type { Spread } from '../analysis/spread.js';
import { type FittedColumn, fittedTable } from './fitted-table.js';
import type { Style } from './style.js';
import { about, counted, duration, percent, wrapped } from './words.js';

const FIRST_ROWS = 14;

export interface BandsTextOptions {
  readonly rows: 'all' | 'some';
  readonly width: number;
  readonly style: Style;
}

/** Where nine of ten runs lie. */
function band({ p5, p95 }: Spread, show: (value: number) => string): string {
  return show(p5) === show(p95) ? show(p5) : `${show(p5)} to ${show(p95)}`;
}

/** The middle run, and where nine of ten lie. */
function middle(spread: Spread, show: (value: number) => string): string {
  const bounds = band(spread, show);
  return bounds === show(spread.p50) ? bounds : `${show(spread.p50)} (${bounds})`;
}

const COLUMNS: readonly FittedColumn<BandRestart>[] = [
  { title: 'RESTART', align: 'right', cell: ({ restart }) => String(restart) },
  {
    title: 'BACKOFF',
    align: 'right',
    rank: 3,
    cell: ({ backoffSeconds }) => (backoffSeconds.p50 === 0 ? '-' : duration(backoffSeconds.p50)),
  },
  { title: 'DELAY', align: 'right', cell: ({ delaySeconds }) => about(delaySeconds.p50) },
  { title: '5 % TO 95 %', cell: ({ delaySeconds }) => band(delaySeconds, about), tone: () => 'detail' },
  { title: 'STARTED', align: 'right', cell: ({ startedAtSeconds }) => about(startedAtSeconds.p50) },
  {
    title: '5 % TO 95 %',
    rank: 2,
    cell: ({ startedAtSeconds }) => band(startedAtSeconds, about),
    tone: () => 'detail',
  },
  { title: 'RUNS', align: 'right', rank: 1, cell: ({ runs }) => String(runs) },
];

/** Tells many runs to a person: how many restarts, and between what bounds each one came. */
export function bandsText(bands: Bands, options: BandsTextOptions): string {
  const { scenario, kubeletVersion, fidelity, seed, runs, durationSeconds } = bands;
  const { width, style } = options;
  const what = `${scenario}: ${counted(runs, 'run')} of ${duration(durationSeconds)} on kubelet ${kubeletVersion} (${fidelity}, seeds ${seed}.0 to ${seed}.${runs - 1})`;
  const head = wrapped(what, width).map((line) => style(line, 'heading'));
  const how = wrapped('Told is the middle run, and between what bounds nine runs of ten lie.', width);
  const bodies = bands.pods.flatMap((pod) =>
    pod.containers.map((container) => containerText(pod.name, container, bands, options)),
  );
  const note =
    'On the ideal clock only drawn run lengths differ from run to run; --fidelity realistic adds the kubelet’s own spread.';
  const notes = fidelity === 'realistic' ? [] : [wrapped(note, width).join('\n')];
  return `${[[...head, ...how].join('\n'), ...bodies, ...notes].join('\n\n')}\n`;
}

function containerText(pod: string, container: BandContainer, bands: Bands, options: BandsTextOptions): string {
  const { restarts } = container;
  const { width, style } = options;
  const heading = wrapped(`pod ${pod}, container ${container.name}`, width).map((line) => style(line, 'heading'));
  const story = [...heading, ...wrapped(storyText(container, bands), width)].join('\n');
  if (restarts.length === 0) return story;
  const hidden = options.rows === 'all' ? 0 : restarts.length - FIRST_ROWS;
  const table = fittedTable({ columns: COLUMNS, width, style }, hidden > 0 ? restarts.slice(0, FIRST_ROWS) : restarts);
  const note = hidden > 0 ? [style(`      …   ${counted(hidden, 'row')} left out; -o wide shows all`, 'detail')] : [];
  return [`${story}\n`, table.head, ...table.rows, ...note].join('\n');
}

function storyText({ restartCount, upSeconds, waitingSeconds, restarts }: BandContainer, bands: Bands): string {
  const { durationSeconds, runs } = bands;
  const { min, p50, max } = restartCount;
  const range = min === max ? '' : `, ${min} at the least and ${max} at the most`;
  const count = `${middle(restartCount, String)} ${p50 === 1 && min === max ? 'restart' : 'restarts'} in ${duration(durationSeconds)}${range}.`;
  const share = ({ p50: seconds }: Spread): string => percent(seconds / durationSeconds);
  const spent = `Up for ${middle(upSeconds, about)}, ${share(upSeconds)} of the time; waiting to start again for ${middle(waitingSeconds, about)}, ${share(waitingSeconds)}.`;
  const last = restarts.findLast((restart) => restart.runs === runs);
  if (last === undefined) return `${count} ${spent}`;
  return `${count} ${spent} Restart ${last.restart}, the last that every run has, comes at ${middle(last.startedAtSeconds, about)}.`;
}
