import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import { containerLines } from './container.js';
import { annotationLines, labelLines } from './labels.js';
import { type Line, line, optional } from './page.js';
import { spreadLines } from './spread.js';
import { tolerationLines } from './tolerations.js';
import { volumeLines } from './volumes.js';

const OF_TEMPLATE = { statuses: [], pod: undefined } as const;

/** What pods a controller makes. */
export function templateLines({ metadata, spec }: PodTemplateSpec): readonly Line[] {
  const { serviceAccountName, initContainers = [], containers = [], volumes } = spec ?? {};
  const { topologySpreadConstraints, priorityClassName, nodeSelector, tolerations } = spec ?? {};
  const annotations = annotationLines('  Annotations', metadata?.annotations);
  return [
    'Pod Template:',
    ...labelLines('Labels', metadata?.labels, '  '),
    ...(Object.keys(metadata?.annotations ?? {}).length === 0 ? [] : annotations),
    ...optional(1, 'Service Account', serviceAccountName),
    ...(initContainers.length === 0 ? [] : containerLines('Init Containers', initContainers, OF_TEMPLATE)),
    ...containerLines('Containers', containers, OF_TEMPLATE),
    ...volumeLines(volumes, '  '),
    ...spreadLines(topologySpreadConstraints, '  '),
    ...optional(1, 'Priority Class Name', priorityClassName),
    ...labelLines('Node-Selectors', nodeSelector, '  '),
    ...tolerationLines(tolerations, '  '),
  ];
}

/** The conditions of a controller. */
export function controllerConditions(
  conditions: readonly { readonly type: string; readonly status: string; readonly reason?: string }[] = [],
): readonly Line[] {
  if (conditions.length === 0) return [];
  const rows = conditions.map(({ type, status, reason = '' }) => `${type} \t${status}\t${reason}`);
  return ['Conditions:', ...['Type\tStatus\tReason', '----\t------\t------', ...rows].map((row) => line(1, row))];
}
