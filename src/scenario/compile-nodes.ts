import type { NodePlan } from '../cluster/plan.js';
import type { Capacity } from '../cluster/template-plan.js';
import { isSubdomain } from './api-parts.js';
import type { Basics } from './context.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import { parseQuantity } from './quantity.js';
import type { NodeEntry } from './schema.js';
import type { Span } from './source.js';
import { valueSpan } from './spans.js';

const DEFAULT_NODE: NodeEntry = { name: 'node-1' };
const MILLI = 1000;

/** Every image is there from the start. */
export const ALL_IMAGES = ['*'];

/** Labels every node has. @source kubernetes well-known labels */
const ownLabels = (name: string) => ({
  'kubernetes.io/arch': 'amd64',
  'kubernetes.io/hostname': name,
  'kubernetes.io/os': 'linux',
});

function capacityOf({ capacity }: NodeEntry): Capacity {
  const amount = (written: string | number | undefined): number =>
    (written === undefined ? undefined : parseQuantity(String(written))) ?? Number.POSITIVE_INFINITY;
  return {
    cpuMilli: Math.floor(amount(capacity?.cpu) * MILLI),
    memoryBytes: Math.floor(amount(capacity?.memory)),
    pods: Math.floor(amount(capacity?.pods)),
  };
}

/** The nodes, with all images unless they list some; one roomy node unless the scenario lists some. */
export function compileNodes({ document, spans, report }: Basics): readonly NodePlan[] {
  const written = document.spec.nodes ?? [];
  const names = new Set<string>();
  for (const node of written) {
    const span = valueSpan(spans, node, 'name');
    const called = quoted(node.name);
    if (names.has(node.name)) report(span, { code: 'duplicate-name', message: `there are two nodes named ${called}` });
    if (!isSubdomain(node.name)) {
      report(span, { code: 'invalid-name', message: `${called} cannot be the name of a node` });
    }
    names.add(node.name);
  }
  return (written.length === 0 ? [DEFAULT_NODE] : written).map((node) => ({
    name: node.name,
    labels: { ...ownLabels(node.name), ...node.labels },
    taints: (node.taints ?? []).map(({ key, value, effect }) => ({
      key,
      ...(value !== undefined && { value }),
      effect,
    })),
    capacity: capacityOf(node),
    images: node.images ?? ALL_IMAGES,
  }));
}

/** Whether a node exists; reports it where it does not. */
export function isNode(
  name: string,
  nodes: readonly NodePlan[],
  span: Span,
  { report }: Pick<Basics, 'report'>,
): boolean {
  if (nodes.some((node) => node.name === name)) return true;
  const names = nodes.map((node) => node.name);
  const hint = suggestion(name, names, `nodes: ${names.slice(0, 5).join(', ')}`);
  report(span, { code: 'unknown-node', message: `no node is named ${quoted(name)}`, hint });
  return false;
}
