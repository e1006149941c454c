import type { Act, ActionPlan, Target } from '../cluster/action-plan.js';
import { checkContainer, checkNode, checkTarget } from './check-action.js';
import type { CompiledApplied } from './compile-applied.js';
import { checkMatches, type KnownImages, spelledOut } from './compile-images.js';
import type { Context } from './context.js';
import type { PodSource } from './pod-source.js';
import { pullError } from './pull-words.js';
import type { ActionEntry } from './schema.js';
import { IMAGE_TARGETS, SCALE_TARGETS } from './schema-action.js';
import { positionAt } from './source.js';
import { spanOf, valueSpan } from './spans.js';
import { targetOf } from './target.js';
import { durationMs } from './values.js';

/** What actions may speak of. */
export interface Known {
  readonly sources: readonly PodSource[];
  readonly applied: CompiledApplied;
  readonly images: KnownImages;
}

const KIND_OF_KEY = {
  pod: 'Pod',
  deployment: 'Deployment',
  replicaSet: 'ReplicaSet',
  statefulSet: 'StatefulSet',
  daemonSet: 'DaemonSet',
} as const;
type TargetKey = keyof typeof KIND_OF_KEY;

/** The target an action names under one of some keys. */
function namedIn<K extends TargetKey>(
  entry: { readonly [Key in K]?: string | undefined },
  keys: readonly K[],
): readonly [key: K, target: Target] | undefined {
  const key = keys.find((name) => entry[name] !== undefined);
  const name = key === undefined ? undefined : entry[key];
  return key === undefined || name === undefined ? undefined : [key, { kind: KIND_OF_KEY[key], name }];
}

const NODE_VERBS = ['restartKubelet', 'reboot', 'drain', 'cordon', 'uncordon', 'loseNode', 'recoverNode'] as const;
const POD_VERBS = ['deletePod', 'evictPod'] as const;

function actOnNode(action: ActionEntry, context: Context): readonly Act[] | undefined {
  const verb = NODE_VERBS.find((name) => action[name] !== undefined);
  const node = verb === undefined ? undefined : action[verb];
  if (verb === undefined || node === undefined) return undefined;
  return checkNode(action, verb, node, context) ? [{ kind: verb, node }] : [];
}

function actOnPods(action: ActionEntry, { sources }: Known, context: Context): readonly Act[] | undefined {
  const verb = POD_VERBS.find((name) => action[name] !== undefined);
  const name = verb === undefined ? undefined : action[verb];
  if (verb === undefined || name === undefined) return undefined;
  checkTarget({ kind: 'Pod', name }, valueSpan(context.spans, action, verb), sources, context);
  return [{ kind: verb, name }];
}

function actOnObjects(action: ActionEntry, { sources }: Known, context: Context): readonly Act[] | undefined {
  const { spans } = context;
  const { setImage, scale, delete: deleted, rollback } = action;
  if (setImage !== undefined) {
    const [key, target] = namedIn(setImage, IMAGE_TARGETS) ?? [];
    if (key === undefined || target === undefined) return [];
    const span = valueSpan(spans, setImage, key);
    const { container, image } = setImage;
    checkContainer(setImage, span, checkTarget(target, span, sources, context), context);
    return [{ kind: 'setImage', target, container, image }];
  }
  if (scale !== undefined) {
    const [key, target] = namedIn(scale, SCALE_TARGETS) ?? [];
    if (key === undefined || target === undefined) return [];
    checkTarget(target, valueSpan(spans, scale, key), sources, context);
    return [{ kind: 'scale', target, replicas: scale.replicas }];
  }
  if (rollback !== undefined) {
    const target = { kind: 'Deployment', name: rollback } as const;
    checkTarget(target, valueSpan(spans, action, 'rollback'), sources, context);
    return [{ kind: 'rollback', deployment: rollback }];
  }
  const target = deleted === undefined ? undefined : targetOf(deleted);
  if (target === undefined) return undefined;
  checkTarget(target, valueSpan(spans, action, 'delete'), sources, context);
  return [{ kind: 'delete', target }];
}

function actOnImages({ setImageError }: ActionEntry, { images }: Known, context: Context): readonly Act[] {
  if (setImageError === undefined) return [];
  const { match } = setImageError;
  checkMatches(match, setImageError, images, context);
  const error = setImageError.error ?? undefined;
  return spelledOut(match, error, images).map((image) => ({
    kind: 'setImageError',
    match: image,
    error: error === undefined ? undefined : pullError(error, image),
  }));
}

function actsOf(action: ActionEntry, known: Known, context: Context): readonly Act[] {
  const objects = known.applied.objects.get(action) ?? [];
  return (
    actOnNode(action, context) ??
    actOnPods(action, known, context) ??
    actOnObjects(action, known, context) ?? [
      ...actOnImages(action, known, context),
      ...objects.map((object) => ({ kind: 'apply', object }) as const),
    ]
  );
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
    const { source, start } = spanOf(spans, action);
    const { line, column } = positionAt(source, start);
    const where = `${source.file}:${line}:${column}`;
    return actsOf(action, known, context).map((act) => ({ ...act, atMs, where }));
  });
  return actions.toSorted((a, b) => a.atMs - b.atMs);
}
