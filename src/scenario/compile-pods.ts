import type { ImageChange, PodPlan } from '../cluster/plan.js';
import { namedUuid } from '../engine/stream.js';
import { applyActions } from './apply-actions.js';
import { isNode } from './compile-nodes.js';
import type { Context } from './context.js';
import type { PodDraft } from './draft.js';
import { expandPods } from './expand-pods.js';
import { MAX_PODS } from './limits.js';
import type { Manifest } from './manifest.js';
import { minimalPods } from './minimal-pods.js';
import { historyOf, type PodHistory } from './pod-history.js';
import { quoted } from './printable.js';
import { bindScripts, type Scripts } from './scripts.js';

function assignNodes(drafts: readonly PodDraft[], nodes: readonly string[], context: Context): readonly PodHistory[] {
  let turn = 0;
  return drafts.map((draft) => {
    const asked = draft.asksFor;
    const isAsked = asked !== undefined && isNode(asked.node, nodes, asked.span, context);
    const node = isAsked ? asked.node : (nodes[turn % nodes.length] ?? '');
    if (!isAsked) turn += 1;
    return historyOf(draft, node, 0);
  });
}

function checkUnique(drafts: readonly PodDraft[], { report }: Context): void {
  const names = new Set<string>();
  for (const { namespace, name, span } of drafts) {
    const key = `${namespace}/${name}`;
    if (names.has(key)) {
      const message = `there are two pods named ${quoted(name)} in namespace ${namespace}`;
      report(span, { code: 'duplicate-name', message });
    }
    names.add(key);
  }
}

function podPlan(
  { draft, node, createdAtMs, deletedAtMs, images }: PodHistory,
  scripts: Scripts,
  master: number,
): PodPlan {
  const { namespace, name, labels, owner, restartPolicy, terminationGraceMs } = draft;
  return {
    namespace,
    name,
    uid: namedUuid(master, namespace, name),
    labels,
    owner,
    node,
    restartPolicy,
    terminationGraceMs,
    createdAtMs,
    deletedAtMs,
    containers: draft.containers.map((container) => ({
      name: container.name,
      image: container.image,
      resources: container.resources,
      script: scripts.scriptFor(name, container, container.image),
      imageChanges: (images.get(container) ?? []).map(
        ({ atMs, image }): ImageChange => ({ atMs, image, script: scripts.scriptFor(name, container, image) }),
      ),
    })),
  };
}

/** All pods of the run, those that replace deleted ones last. */
export function compilePods(
  manifests: readonly Manifest[],
  nodes: readonly string[],
  context: Context,
): readonly PodPlan[] {
  const described = expandPods(manifests, context);
  const drafts = [...described, ...minimalPods(new Set(described.map(({ name }) => name)), context)];
  checkUnique(drafts, context);
  const histories = applyActions(assignNodes(drafts, nodes, context), context);
  const excess = histories[MAX_PODS];
  if (excess !== undefined) {
    const message = `the scenario makes ${histories.length} pods; a run has at most ${MAX_PODS}`;
    context.report(excess.draft.span, { code: 'too-many-pods', message });
    return [];
  }
  const scripts = bindScripts(context);
  const pods = histories.map((history) => podPlan(history, scripts, context.master));
  scripts.checkUse(pods);
  return pods;
}
