import type { Run, RunAttempt } from '../analysis/run.js';

const COLUMNS: readonly (keyof RunAttempt)[] = [
  'attempt',
  'startedAtSeconds',
  'finishedAtSeconds',
  'exitCode',
  'reason',
  'delaySeconds',
  'backoffSeconds',
  'why',
];

/** Every attempt of a run as a line of comma-separated values; what is unknown is empty. */
export function runCsv(run: Run): string {
  const lines = [['namespace', 'pod', 'container', ...COLUMNS].join(',')];
  for (const pod of run.pods) {
    for (const container of pod.containers) {
      for (const attempt of container.attempts) {
        const values = COLUMNS.map((column) => attempt[column] ?? '');
        lines.push([pod.namespace, pod.name, container.name, ...values].join(','));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
