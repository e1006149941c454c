import type { PodRowText } from './pod-row-text.js';

/** Why no pod can have shown a row: two of its columns exclude each other. */
export type RowContradiction =
  | { readonly kind: 'more-ready-than-there-are'; readonly ready: number; readonly total: number }
  | { readonly kind: 'all-ready'; readonly total: number; readonly status: string }
  | { readonly kind: 'end-without-restart' }
  | { readonly kind: 'end-before-pod' }
  | { readonly kind: 'init-done'; readonly done: number; readonly total: number };

/** Words of STATUS about a container that does not run, so that it cannot be ready. */
const NOT_RUNNING =
  /^(CrashLoopBackOff|ContainerCreating|PodInitializing|RunContainerError|Error|OOMKilled|Completed|StartError|ContainerCannotRun|Pending)$|ImagePull|^Create|^Init:/;

/**
 * What in a row of `kubectl get pods` excludes what else it says. Rows are typed off screens and put together from
 * memory; of one that no pod shows nothing can be said.
 *
 * @source kubelet-semantics P17
 */
export function contradictionsIn(row: PodRowText): readonly RowContradiction[] {
  const { ready, total, status, restarts, lastEndAgo, age, init } = row;
  const found: RowContradiction[] = [];
  if (ready !== undefined && total !== undefined) {
    if (ready > total) found.push({ kind: 'more-ready-than-there-are', ready, total });
    if (ready === total && total > 0 && NOT_RUNNING.test(status)) found.push({ kind: 'all-ready', total, status });
  }
  if (restarts === 0 && lastEndAgo !== undefined) found.push({ kind: 'end-without-restart' });
  if (lastEndAgo !== undefined && age !== undefined && lastEndAgo.fromMs > age.toMs)
    found.push({ kind: 'end-before-pod' });
  if (init !== undefined && init.done >= init.total) found.push({ kind: 'init-done', ...init });
  return found;
}
