import type { TopologySpreadConstraint } from 'kubernetes-types/core/v1.js';
import { selectorText } from './labels.js';
import { byText, type Line, listed, NONE } from './page.js';

/** How pods are to be spread, by topology; no line where nothing is said. */
export function spreadLines(constraints: readonly TopologySpreadConstraint[] = [], indent = ''): readonly Line[] {
  if (constraints.length === 0) return [];
  const sorted = [...constraints].sort((a, b) => byText(a.topologyKey, b.topologyKey));
  const texts = sorted.map(({ topologyKey, whenUnsatisfiable, maxSkew, labelSelector }) => {
    const selector = selectorText(labelSelector);
    const whose = labelSelector === undefined ? '' : ` for selector ${selector === '' ? NONE : selector}`;
    return `${topologyKey}:${whenUnsatisfiable} when max skew ${maxSkew} is exceeded${whose}`;
  });
  return listed('Topology Spread Constraints', texts, indent);
}
