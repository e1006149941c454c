import type { RunContainer } from '../analysis/run.js';
import type { Style } from './style.js';
import { duration } from './words.js';

const RUNNING = '█';
const RUNNING_BRIEFLY = '▏';
const WAITING = '·';
const ABSENT = ' ';

export interface TimelineSpan {
  readonly fromSeconds: number;
  readonly untilSeconds: number;
}

export interface TimelineLooks {
  readonly width: number;
  readonly style: Style;
}

/**
 * One line that shows when a container ran and when it waited, and an axis below it.
 *
 * A cell in which a start falls is never shown as pure waiting, however short the run.
 */
export function timeline(container: RunContainer, span: TimelineSpan, { width, style }: TimelineLooks): string {
  const bar = cellsOf(container, span, width).join('').trimEnd();
  const painted = bar.replaceAll(/[█▏]+|·+/g, (cells) => style(cells, cells.startsWith(WAITING) ? 'waiting' : 'good'));
  return `${painted}\n${style(axis(span, width), 'detail')}\n`;
}

/** What the marks of a timeline mean, in one line. */
export function timelineLegend(style: Style): string {
  const [running, briefly, waiting] = [
    style(RUNNING, 'good'),
    style(RUNNING_BRIEFLY, 'good'),
    style(WAITING, 'waiting'),
  ];
  return `${running} running   ${briefly} ran briefly   ${waiting} waiting`;
}

function cellsOf(
  { attempts, waiting }: RunContainer,
  { fromSeconds, untilSeconds }: TimelineSpan,
  width: number,
): string[] {
  const span = Math.max(untilSeconds - fromSeconds, 0.001);
  const cellOf = (seconds: number): number => Math.min(width - 1, Math.floor(((seconds - fromSeconds) / span) * width));
  const cells = Array.from({ length: width }, () => ABSENT);
  for (const { startedAtSeconds, finishedAtSeconds, delaySeconds, backoffSeconds } of attempts) {
    const finish = finishedAtSeconds ?? untilSeconds;
    const waits = finishedAtSeconds !== null && (backoffSeconds !== null || waiting !== null);
    const waitsUntil = waits ? finish + (delaySeconds ?? Infinity) : finish;
    const first = cellOf(startedAtSeconds);
    const until = cellOf(Math.min(waitsUntil, untilSeconds));
    const last = first === until ? first : cellOf(finish);
    for (let cell = first; cell < last; cell += 1) cells[cell] = RUNNING;
    for (let cell = last + 1; cell <= until; cell += 1) cells[cell] = WAITING;
    cells[last] = (finish - startedAtSeconds) / span > 0.5 / width ? RUNNING : RUNNING_BRIEFLY;
  }
  return cells;
}

/** Marks are this many seconds apart, or a multiple of a day. */
const MARKS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400];
const CELLS_PER_MARK = 14;

/** Where which time is: the begin, round times between, and the end on the right. */
function axis({ fromSeconds, untilSeconds }: TimelineSpan, width: number): string {
  const span = untilSeconds - fromSeconds;
  const end = duration(untilSeconds);
  let line = duration(fromSeconds);
  const apart = markDistance(span, width);
  for (let mark = (Math.floor(fromSeconds / apart) + 1) * apart; mark < untilSeconds; mark += apart) {
    const cell = Math.floor(((mark - fromSeconds) / span) * width);
    const text = duration(mark);
    if (cell < line.length + 2 || cell + text.length + 2 > width - end.length) continue;
    line = line.padEnd(cell) + text;
  }
  return line.padEnd(Math.max(line.length + 1, width - end.length)) + end;
}

function markDistance(spanSeconds: number, width: number): number {
  const least = (spanSeconds / Math.max(width, 1)) * CELLS_PER_MARK;
  const day = 86_400;
  return MARKS.find((mark) => mark >= least) ?? Math.ceil(least / day) * day;
}
