import type { Target } from '../cluster/action-plan.js';
import { globMatches, isExact } from '../cluster/glob.js';
import { mayBeJob } from './check-subject.js';
import { isNode } from './compile-nodes.js';
import type { Context } from './context.js';
import { MAX_TRIES } from './limits.js';
import { suggestion } from './nearest.js';
import { mayMatch, type PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { ActionEntry } from './schema.js';
import type { Span } from './source.js';
import { valueSpan } from './spans.js';

/** Whether a node that an action names is there; reports it if not. */
export function checkNode(action: ActionEntry, verb: string, node: string, context: Context): boolean {
  return isNode(node, context.nodes, valueSpan(context.spans, action, verb), context);
}

function isMeant({ kind, name }: Target, source: PodSource): boolean {
  if (kind === 'Pod') return mayMatch(source, name);
  if (kind === 'Job') return mayBeJob(name, source);
  return source.kind === kind && globMatches(name, source.name);
}

/** What a target may mean, now or later; reports one that nothing can ever be. */
export function checkTarget(
  target: Target,
  span: Span,
  sources: readonly PodSource[],
  { report, document }: Context,
): readonly PodSource[] {
  if (sources.length * (document.spec.actions ?? []).length > MAX_TRIES) return [];
  const found = sources.filter((source) => isMeant(target, source));
  if (found.length > 0) return found;
  const { kind, name } = target;
  const known =
    kind === 'Pod'
      ? sources.flatMap(({ podNames }) => podNames)
      : sources.filter((source) => source.kind === kind).map((source) => source.name);
  const code = kind === 'Pod' ? 'unknown-pod' : 'unknown-workload';
  const what = kind === 'Pod' ? 'pod' : kind;
  report(span, {
    code,
    message: `no ${what} ${isExact(name) ? 'is named' : 'can ever match'} ${quoted(name)}`,
    hint: suggestion(name, known),
  });
  return [];
}

type ImageAction = NonNullable<ActionEntry['setImage']>;

/** Whether an image can be set in what an action means: there must be one container, or one of the name. */
export function checkContainer(
  action: ImageAction,
  span: Span,
  sources: readonly PodSource[],
  { spans, report }: Context,
): void {
  const names = sources.map(({ template }) => template.spec.containers.map(({ name }) => name));
  const known = [...new Set(names.flat())];
  const written = action.container;
  if (written === undefined && names.length > 0 && names.every(({ length }) => length > 1)) {
    const message = 'there are several containers; say which';
    const hint = `add container: one of ${known.join(', ')}`;
    report(span, { code: 'choose-one', message, hint });
  }
  if (written === undefined || known.length === 0 || known.includes(written)) return;
  const message = `there is no container ${quoted(written)}`;
  const hint = suggestion(written, known, `containers: ${known.join(', ')}`);
  report(valueSpan(spans, action, 'container'), { code: 'unknown-container', message, hint });
}
