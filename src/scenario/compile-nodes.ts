import type { NodePlan } from '../cluster/plan.js';
import { ROOMY } from '../cluster/template-plan.js';
import type { Context } from './context.js';
import { isSubdomain } from './manifest-schema.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import type { Span } from './source.js';
import { keySpan, valueSpan } from './spans.js';

const DEFAULT_NODE = 'node-1';

/** Every image is there from the start. */
const ALL_IMAGES = ['*'];

/** The nodes; one roomy one unless the scenario lists some. */
export function compileNodes({ document, spans, report, remark }: Context): readonly NodePlan[] {
  const names = new Set<string>();
  for (const node of document.spec.nodes ?? []) {
    const span = valueSpan(spans, node, 'name');
    const called = quoted(node.name);
    if (names.has(node.name)) report(span, { code: 'duplicate-name', message: `there are two nodes named ${called}` });
    if (!isSubdomain(node.name)) {
      report(span, { code: 'invalid-name', message: `${called} cannot be the name of a node` });
    }
    for (const key of ['capacity', 'images'] as const) {
      if (node[key] !== undefined)
        remark(keySpan(spans, node, key), `the ${key} of a node: not simulated yet, no effect`);
    }
    names.add(node.name);
  }
  const all = names.size === 0 ? [DEFAULT_NODE] : [...names];
  return all.map((name) => ({ name, labels: {}, capacity: ROOMY, images: ALL_IMAGES }));
}

/** Whether a node exists; reports it where it does not. */
export function isNode(name: string, nodes: readonly NodePlan[], span: Span, { report }: Context): boolean {
  if (nodes.some((node) => node.name === name)) return true;
  const names = nodes.map((node) => node.name);
  const hint = suggestion(name, names, `nodes: ${names.slice(0, 5).join(', ')}`);
  report(span, { code: 'unknown-node', message: `no node is named ${quoted(name)}`, hint });
  return false;
}
