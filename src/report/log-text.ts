import type { LogLine } from '../analysis/attempt-logs.js';
import { nanoTimeOf } from '../objects/times.js';

/** `2026-01-10T11:54:35.000000000Z panic: no rates`: a line as the API serves it, with its line end. */
export function logText({ atMs, text }: LogLine, times: 'shown' | 'left-out'): string {
  return `${times === 'shown' ? `${nanoTimeOf(atMs)} ` : ''}${text}\n`;
}

/** `[pod/web-0/app] `: whose a line is, as kubectl logs puts it before. */
export function logPrefix(pod: string, container: string): string {
  return `[pod/${pod}/${container}] `;
}
