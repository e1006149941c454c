import type { RunAttempt } from '../analysis/run.js';
import { about, counted } from './words.js';

/** Kinds of exits that are told one by one. */
const MOST_KINDS = 3;

/** How the runs of a container ended, and how long they lasted, in a sentence; undefined when none has ended. */
export function exitsText(attempts: readonly RunAttempt[]): string | undefined {
  const ended = attempts.filter(({ finishedAtSeconds }) => finishedAtSeconds !== null);
  if (ended.length < 2) return undefined;
  const kinds = new Map<string, number>();
  for (const { exitCode, reason } of ended) {
    const kind = `exit ${exitCode} (${reason})`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const lasted = ended.map(({ startedAtSeconds, finishedAtSeconds }) => (finishedAtSeconds ?? 0) - startedAtSeconds);
  const least = about(lasted.reduce((a, b) => Math.min(a, b)));
  const most = about(lasted.reduce((a, b) => Math.max(a, b)));
  const after = least === most ? `after ${least}` : `after ${least} to ${most}`;
  const [only] = kinds.keys();
  if (kinds.size === 1) return `Each of ${counted(ended.length, 'run')} ends with ${only} ${after}.`;
  const told = [...kinds].toSorted(([, a], [, b]) => b - a).slice(0, MOST_KINDS);
  const rest = ended.length - told.reduce((sum, [, count]) => sum + count, 0);
  const parts = [
    ...told.map(([kind, count]) => `${count} end with ${kind}`),
    ...(rest > 0 ? [`${rest} otherwise`] : []),
  ];
  return `Of ${counted(ended.length, 'run')}, ${parts.join(' and ')}, ${after}.`;
}
