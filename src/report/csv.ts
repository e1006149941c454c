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

/** Every attempt of some runs as a line of comma-separated values; what is unknown is empty. */
export function runsCsv(runs: readonly Run[]): string {
  const lines = [['scenario', 'namespace', 'pod', 'container', ...COLUMNS].join(',')];
  for (const { scenario, pod } of runs.flatMap(({ scenario, pods }) => pods.map((pod) => ({ scenario, pod })))) {
    for (const container of pod.containers) {
      for (const attempt of container.attempts) {
        const values = COLUMNS.map((column) => attempt[column] ?? '');
        lines.push([csvCell(scenario), pod.namespace, pod.name, container.name, ...values].join(','));
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Only a scenario's name may hold anything; the names of Kubernetes may not. */
export function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
