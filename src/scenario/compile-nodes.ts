import type { NodePlan } from '../cluster/plan.js';
import type { Context } from './context.js';
import { isSubdomain } from './manifest-schema.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import type { Span } from './source.js';
import { keySpan, valueSpan } from './spans.js';
import { durationMs } from './values.js';

const DEFAULT_NODE = 'node-1';

/** The names of the nodes; one node unless the scenario lists some. */
export function nodeNames({ document, spans, report, remark }: Context): readonly string[] {
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
  return names.size === 0 ? [DEFAULT_NODE] : [...names];
}

/** Whether a node exists; reports it where it does not. */
export function isNode(name: string, nodes: readonly string[], span: Span, { report }: Context): boolean {
  if (nodes.includes(name)) return true;
  const hint = suggestion(name, nodes, `nodes: ${nodes.slice(0, 5).join(', ')}`);
  report(span, { code: 'unknown-node', message: `no node is named ${quoted(name)}`, hint });
  return false;
}

/** The nodes with the instants at which their kubelets restart. */
export function compileNodes(names: readonly string[], context: Context): readonly NodePlan[] {
  const restarts = new Map<string, Set<number>>(names.map((name) => [name, new Set()]));
  for (const action of context.document.spec.actions ?? []) {
    const name = action.restartKubelet;
    if (name === undefined || !isNode(name, names, valueSpan(context.spans, action, 'restartKubelet'), context))
      continue;
    restarts.get(name)?.add(durationMs(action.at));
  }
  return names.map((name) => ({
    name,
    kubeletRestartsAtMs: [...(restarts.get(name) ?? [])].toSorted((a, b) => a - b),
  }));
}
