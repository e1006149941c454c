import type { Trace } from '../trace/trace.js';
import type { WorkloadAt } from '../trace/workload.js';

export type { WorkloadAt };

/** What the API shows besides pods at an instant, in the order in which it appeared; also what is gone by then. */
export function workloadsAt(trace: Trace, atMs: number): readonly WorkloadAt[] {
  return [...trace.apiAt(atMs).workloads.values()];
}

/** In this order, the first condition that is true decides. */
const JOB_STATUSES: readonly (readonly [condition: string, text: string])[] = [
  ['Complete', 'Complete'],
  ['Failed', 'Failed'],
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
];

interface Judged {
  readonly type: string;
  readonly status: string;
}

/** kubectl's STATUS column of a Job. @source pkg/printers/internalversion/printers.go printJob, 1.31 and later */
export function jobStatus({ conditions }: { readonly conditions: readonly Judged[] }): string {
  const isTrue = (wanted: string): boolean =>
    conditions.some(({ type, status }) => type === wanted && status === 'True');
  return JOB_STATUSES.find(([condition]) => isTrue(condition))?.[1] ?? 'Running';
}
