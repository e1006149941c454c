import { successorName } from '../cluster/pod-names.js';
import type { Context } from './context.js';
import type { ContainerDraft } from './draft.js';
import { suggestion } from './nearest.js';
import { historyOf, type PodHistory } from './pod-history.js';
import { quoted } from './printable.js';
import type { ActionEntry } from './schema.js';
import type { Span } from './source.js';
import { valueSpan } from './spans.js';
import { durationMs } from './values.js';

type ImageAction = NonNullable<ActionEntry['setImage']>;

const lives = ({ createdAtMs, deletedAtMs }: PodHistory, atMs: number): boolean =>
  createdAtMs <= atMs && (deletedAtMs === undefined || atMs < deletedAtMs);

/**
 * Does to the pods what the scenario's actions say, in order of time. At one instant the kubelet restarts first, then
 * images change, then pods go.
 *
 * A deleted pod that has a controller is replaced at once, on the same node, under a new name (B18).
 */
export function applyActions(pods: readonly PodHistory[], context: Context): readonly PodHistory[] {
  const { document, spans, report, remark, latestMs, master } = context;
  const histories = [...pods];
  const byName = new Map<string, PodHistory[]>();
  for (const pod of pods) byName.set(pod.draft.name, [...(byName.get(pod.draft.name) ?? []), pod]);

  const find = (name: string, at: string, span: Span): PodHistory | undefined => {
    const all = byName.get(name) ?? [];
    const [pod, other] = all.filter((history) => lives(history, durationMs(at)));
    if (other !== undefined) {
      const message = `several namespaces have a pod named ${quoted(name)}`;
      report(span, { code: 'ambiguous-name', message, hint: 'give the pods different names' });
      return undefined;
    }
    if (pod !== undefined) return pod;
    const message = all.length > 0 ? `pod ${quoted(name)} does not exist at ${at}` : `no pod is named ${quoted(name)}`;
    const hint = all.length > 0 ? undefined : suggestion(name, [...byName.keys()]);
    report(span, { code: 'unknown-pod', message, hint });
    return undefined;
  };

  const deletePod = (history: PodHistory, atMs: number): void => {
    history.deletedAtMs = atMs;
    const { owner, namespace, name } = history.draft;
    if (owner === undefined) return;
    const successor = successorName(master, namespace, owner.slice(owner.indexOf('/') + 1), name);
    const replacement = historyOf({ ...history.draft, name: successor }, history.node, atMs);
    histories.push(replacement);
    byName.set(successor, [...(byName.get(successor) ?? []), replacement]);
  };

  const containerOf = (pod: PodHistory, action: ImageAction): ContainerDraft | undefined => {
    const { containers, name } = pod.draft;
    const known = containers.map((container) => container.name);
    const written = action.container;
    if (written === undefined && containers.length > 1) {
      const message = `pod ${name} has several containers; say which`;
      const problem = { code: 'choose-one', message, hint: `add container: one of ${known.join(', ')}` } as const;
      report(valueSpan(spans, action, 'pod'), problem);
      return undefined;
    }
    const found = written === undefined ? containers[0] : containers.find((container) => container.name === written);
    if (found === undefined && written !== undefined) {
      const message = `pod ${name} has no container ${quoted(written)}`;
      const hint = suggestion(written, known, `containers: ${known.join(', ')}`);
      report(valueSpan(spans, action, 'container'), { code: 'unknown-container', message, hint });
    }
    return found;
  };

  const setImage = (action: ImageAction, at: string): void => {
    const pod = find(action.pod, at, valueSpan(spans, action, 'pod'));
    const container = pod === undefined ? undefined : containerOf(pod, action);
    if (pod === undefined || container === undefined) return;
    const changes = pod.images.get(container) ?? [];
    const image = changes.at(-1)?.image ?? container.image;
    if (image === action.image) {
      remark(valueSpan(spans, action, 'image'), `pod ${action.pod} has the image ${image} already`);
      return;
    }
    pod.images.set(container, [...changes, { atMs: durationMs(at), image: action.image }]);
  };

  const actions = document.spec.actions ?? [];
  for (const action of actions.toSorted((a, b) => durationMs(a.at) - durationMs(b.at))) {
    const { at } = action;
    if (durationMs(at) > latestMs) {
      const message = `the action at ${at} comes after the end of the run`;
      report(valueSpan(spans, action, 'at'), { code: 'after-the-end', message });
      continue;
    }
    if (action.deletePod !== undefined) {
      const pod = find(action.deletePod, at, valueSpan(spans, action, 'deletePod'));
      if (pod !== undefined) deletePod(pod, durationMs(at));
    }
    if (action.setImage !== undefined) setImage(action.setImage, at);
  }
  return histories;
}
