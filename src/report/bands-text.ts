import type { BandContainer, BandRestart, Bands } from '../analysis/bands.js';
import type { Spread } from '../analysis/spread.js';
import { type Column, renderTable } from './table.js';
import { duration } from './words.js';

const FIRST_ROWS = 14;

/** Seconds to a tenth of a second. */
function tenths(seconds: number): string {
  return duration(Math.round(seconds * 10) / 10);
}

const SPREADS: readonly { readonly title: string; readonly of: (spread: Spread) => number }[] = [
  { title: '5 %', of: ({ p5 }) => p5 },
  { title: '50 %', of: ({ p50 }) => p50 },
  { title: '95 %', of: ({ p95 }) => p95 },
];

const COLUMNS: readonly Column<BandRestart>[] = [
  { title: 'RESTART', align: 'right', cell: ({ restart }) => String(restart) },
  {
    title: 'BACKOFF',
    align: 'right',
    cell: ({ backoffSeconds }) => (backoffSeconds.p50 === 0 ? '-' : duration(backoffSeconds.p50)),
  },
  ...SPREADS.map(
    ({ title, of }): Column<BandRestart> => ({
      title: `DELAY ${title}`,
      align: 'right',
      cell: ({ delaySeconds }) => tenths(of(delaySeconds)),
    }),
  ),
  { title: 'RANGE', cell: ({ delaySeconds }) => `${tenths(delaySeconds.min)} to ${tenths(delaySeconds.max)}` },
  ...SPREADS.map(
    ({ title, of }): Column<BandRestart> => ({
      title: `STARTED ${title}`,
      align: 'right',
      cell: ({ startedAtSeconds }) => tenths(of(startedAtSeconds)),
    }),
  ),
  { title: 'RUNS', align: 'right', cell: ({ runs }) => String(runs) },
];

/** Tells many runs to a person: how many restarts, and between what bounds each one came. */
export function bandsText(bands: Bands, rows: 'all' | 'some'): string {
  const { scenario, kubeletVersion, fidelity, seed, runs, durationSeconds } = bands;
  const head = `${scenario}: ${runs} runs of ${duration(durationSeconds)} on kubelet ${kubeletVersion} (${fidelity}, seeds ${seed}.0 to ${seed}.${runs - 1})\n`;
  const bodies = bands.pods.flatMap((pod) =>
    pod.containers.map((container) => `\n${containerText(pod.name, container, rows)}`),
  );
  const note =
    fidelity === 'realistic'
      ? ''
      : '\nOn the ideal clock only drawn run lengths differ from run to run; --fidelity realistic adds the kubelet’s own spread.\n';
  return head + bodies.join('') + note;
}

function containerText(pod: string, container: BandContainer, rows: 'all' | 'some'): string {
  const { p5, p50, p95, min, max } = container.restartCount;
  const counts = `pod ${pod}, container ${container.name}: ${p50} restarts (5 % ${p5}, 95 % ${p95}, range ${min} to ${max})\n`;
  if (container.restarts.length === 0) return counts;
  const hidden = rows === 'all' ? 0 : container.restarts.length - FIRST_ROWS;
  const shown = hidden > 0 ? container.restarts.slice(0, FIRST_ROWS) : container.restarts;
  return `${counts}\n${renderTable(COLUMNS, shown)}${hidden > 0 ? `      …   ${hidden} more; -o wide shows all\n` : ''}`;
}
