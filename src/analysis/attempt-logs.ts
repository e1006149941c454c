import type { AttemptLog } from '../trace/attempt-log.js';
import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';

/** A line of a log, and when it was written. */
export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

/** One attempt's log, with when the attempt began. */
export interface StartedLog extends AttemptLog {
  readonly attempt: number;
  readonly startedAtMs: number;
}

/**
 * When an attempt that nobody stops writes its lines: the first at its start, the last, its last words, at its end, the
 * others evenly in between. A single line is last words; a process that never ends by itself says all at its start.
 */
export function plannedLines({ lines, startedAtMs, untilMs }: StartedLog): readonly LogLine[] {
  const isEndless = untilMs === Number.POSITIVE_INFINITY;
  const gaps = Math.max(1, lines.length - 1);
  const first = lines.length === 1 ? gaps : 0;
  return lines.map((text, place) => {
    const atMs = isEndless ? startedAtMs : startedAtMs + Math.floor(((untilMs - startedAtMs) * (first + place)) / gaps);
    return { atMs, text };
  });
}

class LogGatherer extends Quiet {
  readonly byContainer = new Map<number, StartedLog[]>();

  override wrote(container: number, attempt: number, atMs: number, log: AttemptLog): void {
    const logs = this.byContainer.get(container);
    const started = { ...log, attempt, startedAtMs: atMs };
    if (logs === undefined) this.byContainer.set(container, [started]);
    else logs.push(started);
  }
}

/** The logs of all attempts that wrote any, by the number of the container, in the order of the attempts. */
export function gatherLogs(trace: Trace): ReadonlyMap<number, readonly StartedLog[]> {
  const gatherer = new LogGatherer();
  trace.replayRuntime(gatherer);
  return gatherer.byContainer;
}
