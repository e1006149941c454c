import type { Act, ActionPlan } from '../cluster/action-plan.js';
import type { NodePlan } from '../cluster/plan.js';
import { isNode } from './compile-nodes.js';
import type { Context } from './context.js';
import { suggestion } from './nearest.js';
import { mayMatch, type PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { ActionEntry } from './schema.js';
import { positionAt } from './source.js';
import { spanOf, valueSpan } from './spans.js';
import { durationMs } from './values.js';

/** What actions may speak of. */
export interface Known {
  readonly nodes: readonly NodePlan[];
  readonly sources: readonly PodSource[];
}

type ImageAction = NonNullable<ActionEntry['setImage']>;

/** The sources whose pods a name may mean; reports a name that none can ever have. */
function sourcesOf(owner: object, key: string, name: string, { sources }: Known, { spans, report }: Context) {
  const found = sources.filter((source) => mayMatch(source, name));
  if (found.length > 0) return found;
  const hint = suggestion(
    name,
    sources.flatMap(({ podNames }) => podNames),
  );
  report(valueSpan(spans, owner, key), { code: 'unknown-pod', message: `no pod is named ${quoted(name)}`, hint });
  return [];
}

function checkContainer(action: ImageAction, sources: readonly PodSource[], { spans, report }: Context): void {
  const names = sources.map(({ template }) => template.spec.containers.map(({ name }) => name));
  const written = action.container;
  const known = [...new Set(names.flat())];
  if (written === undefined && names.length > 0 && names.every(({ length }) => length > 1)) {
    const message = `pod ${action.pod} has several containers; say which`;
    const hint = `add container: one of ${known.join(', ')}`;
    report(valueSpan(spans, action, 'pod'), { code: 'choose-one', message, hint });
  }
  if (written === undefined || known.length === 0 || known.includes(written)) return;
  const message = `pod ${action.pod} has no container ${quoted(written)}`;
  const hint = suggestion(written, known, `containers: ${known.join(', ')}`);
  report(valueSpan(spans, action, 'container'), { code: 'unknown-container', message, hint });
}

function actOf(action: ActionEntry, known: Known, context: Context): Act | undefined {
  const { restartKubelet: node, deletePod: name, setImage } = action;
  if (node !== undefined) {
    const span = valueSpan(context.spans, action, 'restartKubelet');
    return isNode(node, known.nodes, span, context) ? { kind: 'restartKubelet', node } : undefined;
  }
  if (name !== undefined) {
    sourcesOf(action, 'deletePod', name, known, context);
    return { kind: 'deletePod', name };
  }
  if (setImage !== undefined) {
    const { pod, container, image } = setImage;
    checkContainer(setImage, sourcesOf(setImage, 'pod', pod, known, context), context);
    return { kind: 'setImage', target: { kind: 'Pod', name: pod }, container, image };
  }
  return undefined;
}

/** What people do, in order of time. Whether it can be done shows while the run goes on; what never can is reported. */
export function compileActions(known: Known, context: Context): readonly ActionPlan[] {
  const { document, spans, report, latestMs } = context;
  const actions = (document.spec.actions ?? []).flatMap((action) => {
    const atMs = durationMs(action.at);
    if (atMs > latestMs) {
      const message = `the action at ${action.at} comes after the end of the run`;
      report(valueSpan(spans, action, 'at'), { code: 'after-the-end', message });
      return [];
    }
    const act = actOf(action, known, context);
    if (act === undefined) return [];
    const { source, start } = spanOf(spans, action);
    const { line, column } = positionAt(source, start);
    return [{ ...act, atMs, where: `${source.file}:${line}:${column}` }];
  });
  return actions.toSorted((a, b) => a.atMs - b.atMs);
}
