import type { DetectedAlert, Detection } from '../analysis/detect/detection.js';
import { type Column, renderMarkdownTable, renderTable } from './table.js';
import { duration } from './words.js';

/** When somebody is first told, and whether that was a false alarm. */
interface Notice {
  readonly atSeconds: number;
  readonly falseAlarm: boolean;
}

function firstOf(notices: readonly Notice[]): string {
  const [first] = notices.toSorted((a, b) => a.atSeconds - b.atSeconds);
  if (first === undefined) return '-';
  return `${duration(first.atSeconds)}${notices.some(({ falseAlarm }) => falseAlarm) ? ' !' : ''}`;
}

function alertCell(alert: DetectedAlert | undefined): string {
  const notices = (alert?.subjects ?? []).flatMap(({ firesSeconds, falseAlarm }) =>
    firesSeconds === null ? [] : [{ atSeconds: firesSeconds, falseAlarm }],
  );
  return firstOf(notices);
}

function pipelineCell({ pipeline }: Detection): string {
  return firstOf((pipeline?.pods ?? []).filter(({ verdict }) => verdict !== 'running'));
}

/** One row a story and one column a rule: when each first notices, `!` where an alarm is false. */
function columnsOf([first]: readonly Detection[]): readonly Column<Detection>[] {
  const alerts = (first?.alerts ?? []).map(
    ({ rule }): Column<Detection> => ({
      title: rule,
      cell: (detection) => alertCell(detection.alerts.find((alert) => alert.rule === rule)),
      align: 'right',
    }),
  );
  const pipeline: readonly Column<Detection>[] =
    first?.pipeline === null ? [] : [{ title: 'pipeline', cell: pipelineCell, align: 'right' }];
  return [{ title: 'story', cell: ({ scenario }) => scenario }, ...pipeline, ...alerts];
}

/** When each story was first noticed, and by whom: a Markdown table, a line a story. */
export function detectMarkdown(detections: readonly Detection[]): string {
  return renderMarkdownTable(columnsOf(detections), detections);
}

/** The same for a terminal; where it would be too wide, a paragraph a story. */
export function detectOverview(detections: readonly Detection[], width: number): string {
  const columns = columnsOf(detections);
  const legend = '\nWhen each first notices; -: never; !: a false alarm, too.\n';
  const table = renderTable(
    columns.map((column) => ({ ...column, title: column.title.toUpperCase() })),
    detections,
    '  ',
  );
  if (table.split('\n').every((line) => line.length <= width)) return `${table}${legend}`;
  const [, ...rules] = columns;
  const stories = detections.map((detection) => {
    const told = rules.map(({ title, cell }) => [title, cell(detection)] as const).filter(([, text]) => text !== '-');
    const lines = told.map(([title, text]) => `  ${title} ${text}\n`);
    return `${detection.scenario}\n${lines.length === 0 ? '  nobody notices\n' : lines.join('')}`;
  });
  return `${stories.join('')}${legend}`;
}
