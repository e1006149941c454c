import type { LogLine } from '../analysis/attempt-logs.js';
import { nanoTimeOf } from '../objects/times.js';

/** How lines of a log are printed. */
export interface LogFormat {
  /** Undefined: lines do not say whose they are. */
  readonly source: { readonly pod: string; readonly container: string } | undefined;
  readonly times: 'shown' | 'left-out';
}

/** `[pod/web-0/app] 2026-01-10T11:54:35.000000000Z panic: no rates`: a line as kubectl logs prints it. */
export function logText({ atMs, text }: LogLine, { source, times }: LogFormat): string {
  const whose = source === undefined ? '' : `[pod/${source.pod}/${source.container}] `;
  return `${whose}${times === 'shown' ? `${nanoTimeOf(atMs)} ` : ''}${text}\n`;
}
