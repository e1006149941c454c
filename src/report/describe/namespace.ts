import type { Namespace } from 'kubernetes-types/core/v1.js';
import { annotationLines, labelLines } from './labels.js';
import { field, pageOf } from './page.js';

/** What `kubectl describe namespace` prints of one without quotas and limits; it shows no events. */
export function describeNamespace({ metadata, status }: Namespace): string {
  return pageOf([
    field(0, 'Name', metadata?.name ?? ''),
    ...labelLines('Labels', metadata?.labels),
    ...annotationLines('Annotations', metadata?.annotations),
    field(0, 'Status', status?.phase ?? ''),
    '',
    'No resource quota.',
    '',
    'No LimitRange resource.',
  ]);
}
