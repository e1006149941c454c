import { type Change, type WatchSpan, watchEvents, watchPods, watchWorkloads } from '../../objects/watch.js';
import { WORKLOAD_KINDS } from '../../trace/workload.js';
import type { ApiObject } from './api-object.js';
import type { Kind } from './kinds.js';
import type { Test } from './select-objects.js';

/** Tells every change of the objects of a kind; namespaces never change. */
export function watchKind({ kind }: Kind, span: WatchSpan, tell: (change: Change<ApiObject>) => void): void {
  if (kind === 'Pod') watchPods(span, tell);
  else if (kind === 'Event') watchEvents(span, tell);
  const workload = WORKLOAD_KINDS.find((name) => name === kind);
  if (workload !== undefined) watchWorkloads(workload, span, tell);
}

/**
 * What a watch with selectors hears of changes: an object that no longer matches is gone for it.
 *
 * @param shown the objects that matched when the watch began
 */
export function selectedChanges(
  test: Test,
  shown: readonly ApiObject[],
  tell: (change: Change<ApiObject>) => void,
): (change: Change<ApiObject>) => void {
  const matched = new Set(shown.map(({ metadata }) => metadata?.uid));
  return (change) => {
    const { uid } = change.object.metadata ?? {};
    const [was, is] = [matched.has(uid), change.type !== 'DELETED' && test(change.object)];
    if (is) matched.add(uid);
    else matched.delete(uid);
    if (was && is) tell({ ...change, type: 'MODIFIED' });
    else if (is) tell({ ...change, type: 'ADDED' });
    else if (was) tell({ ...change, type: 'DELETED' });
  };
}
