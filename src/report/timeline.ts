import type { RunContainer } from '../analysis/run.js';
import { duration } from './words.js';

const RUNNING = '█';
const RUNNING_BRIEFLY = '▏';
const WAITING = '·';
const ABSENT = ' ';

/**
 * One line that shows when a container ran and when it waited, and an axis below it.
 *
 * A cell in which a start falls is never shown as pure waiting, however short the run.
 */
export function timeline(container: RunContainer, fromSeconds: number, untilSeconds: number, width: number): string {
  const span = Math.max(untilSeconds - fromSeconds, 0.001);
  const cellOf = (seconds: number): number => Math.min(width - 1, Math.floor(((seconds - fromSeconds) / span) * width));
  const cells = Array.from({ length: width }, () => ABSENT);
  for (const { startedAtSeconds, finishedAtSeconds, delaySeconds, backoffSeconds } of container.attempts) {
    const finish = finishedAtSeconds ?? untilSeconds;
    const waits = finishedAtSeconds !== null && (backoffSeconds !== null || container.waiting !== null);
    const waitsUntil = waits ? finish + (delaySeconds ?? Infinity) : finish;
    cells.fill(WAITING, cellOf(finish), cellOf(Math.min(waitsUntil, untilSeconds)) + 1);
    const [first, last] = [cellOf(startedAtSeconds), cellOf(finish)];
    cells.fill(RUNNING, first, last);
    cells[last] = (finish - startedAtSeconds) / span > 0.5 / width ? RUNNING : RUNNING_BRIEFLY;
  }
  const end = duration(untilSeconds);
  const start = duration(fromSeconds);
  const axis = `${start}${' '.repeat(Math.max(1, width - start.length - end.length))}${end}`;
  return `${cells.join('').trimEnd()}\n${axis}\n`;
}

export const TIMELINE_LEGEND = `${RUNNING} running   ${RUNNING_BRIEFLY} ran briefly   ${WAITING} waiting`;
