import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';
import type { WorkloadIdentity, WorkloadStatus } from '../trace/workload.js';

/** A controller's object, a Service or a node as the API shows it at an instant. */
export interface WorkloadAt {
  readonly identity: WorkloadIdentity;
  readonly status: WorkloadStatus;
}

class WorkloadState extends Quiet {
  readonly byUid = new Map<string, WorkloadAt>();

  override workloadPublished(identity: WorkloadIdentity, _atMs: number, status: WorkloadStatus): void {
    this.byUid.set(identity.uid, { identity, status });
  }
}

/** What the API shows besides pods at an instant, in the order in which it appeared; also what is gone by then. */
export function workloadsAt(trace: Trace, atMs: number): readonly WorkloadAt[] {
  const state = new WorkloadState();
  trace.replayApi(state, atMs);
  return [...state.byUid.values()];
}

/** In this order, the first condition that is true decides. */
const JOB_STATUSES: readonly (readonly [condition: string, text: string])[] = [
  ['Complete', 'Complete'],
  ['Failed', 'Failed'],
  ['Suspended', 'Suspended'],
  ['FailureTarget', 'FailureTarget'],
  ['SuccessCriteriaMet', 'SuccessCriteriaMet'],
];

/** kubectl's STATUS column of a Job. @source pkg/printers/internalversion/printers.go printJob, 1.31 and later */
export function jobStatus({ conditions }: WorkloadStatus): string {
  const isTrue = (wanted: string): boolean =>
    conditions.some(({ type, status }) => type === wanted && status === 'True');
  return JOB_STATUSES.find(([condition]) => isTrue(condition))?.[1] ?? 'Running';
}
