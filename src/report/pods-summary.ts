import type { Run, RunContainer, RunPod } from '../analysis/run.js';
import type { AlikePods } from './alike.js';
import { type FittedColumn, fittedTable } from './fitted-table.js';
import { endOfPod, timeSpent } from './story.js';
import { type Style, toneOfStatus } from './style.js';
import { waitingText } from './waiting-text.js';
import { counted, duration, percent } from './words.js';

/** More lines than this are for `-o wide`. */
const MOST_LINES = 30;

interface Line {
  readonly pods: AlikePods;
  readonly pod: RunPod;
  readonly container: RunContainer;
  readonly lived: number;
  readonly up: number;
  readonly waiting: number;
}

const share = (seconds: number, { lived }: Line): string => percent(lived === 0 ? 0 : seconds / lived);
const statusOf = ({ pod: { deletedAtSeconds, status } }: Line): string =>
  deletedAtSeconds === null ? status : 'deleted';

const columnsFor = (lines: readonly Line[]): readonly FittedColumn<Line>[] => {
  const several = new Set(lines.map(({ container }) => container.name)).size > 1;
  const copies = lines.some(({ pods }) => pods.names.length > 1);
  return [
    { title: 'POD', cell: ({ pod }) => pod.name, short: ({ pod }) => shortName(pod.name) },
    ...(copies ? [{ title: 'ALIKE', align: 'right', cell: ({ pods }: Line) => `×${pods.names.length}` } as const] : []),
    ...(several ? [{ title: 'CONTAINER', rank: 2, cell: ({ container }: Line) => container.name }] : []),
    { title: 'STATUS', cell: statusOf, tone: (line) => toneOfStatus(statusOf(line)) },
    { title: 'RESTARTS', align: 'right', cell: ({ container }) => String(container.restartCount) },
    {
      title: 'IN',
      rank: 1,
      align: 'right',
      cell: ({ lived }) => duration(lived),
      short: ({ lived }) => duration(Math.round(lived)),
    },
    { title: 'UP', rank: 4, align: 'right', cell: (line) => share(line.up, line) },
    { title: 'WAITING', rank: 3, align: 'right', cell: (line) => share(line.waiting, line) },
  ];
};

/** The end tells pods of one controller apart. */
function shortName(name: string): string {
  return name.length <= SHORT_NAME ? name : `${name.slice(0, SHORT_NAME - NAME_END - 1)}…${name.slice(-NAME_END)}`;
}

const SHORT_NAME = 28;
const NAME_END = 11;

export interface PodsSummaryOptions {
  readonly width: number;
  readonly style: Style;
}

/** Many pods in a line each: how they stand, how often they restarted, and what keeps those from starting that never did. */
export function podsSummary(run: Run, groups: readonly AlikePods[], { width, style }: PodsSummaryOptions): string {
  const lines = groups.flatMap((pods) =>
    pods.first.containers.map((container): Line => {
      const lived = endOfPod(run, pods.first) - pods.first.createdAtSeconds;
      const { running, waiting } = timeSpent(run, pods.first, container);
      return { pods, pod: pods.first, container, lived, up: running, waiting };
    }),
  );
  lines.sort((a, b) => b.container.restartCount - a.container.restartCount);
  const shown = lines.length > MOST_LINES + 1 ? lines.slice(0, MOST_LINES) : lines;
  const obstacle = ({ pod, container }: Line): string => {
    return container.attempts.length > 0 ? '' : (waitingText(run, pod, container) ?? '');
  };
  const beside = { title: '', text: obstacle, isTelling: (line: Line) => obstacle(line) !== '' };
  const table = fittedTable({ columns: columnsFor(lines), beside, width, style }, shown);
  const left = lines.length - shown.length;
  const note =
    left > 0 ? [style(`… and ${counted(left, 'more line')}; -o wide tells every pod in full`, 'detail')] : [];
  return `${[table.head, ...table.rows, ...note].join('\n')}\n`;
}
