import * as z from 'zod/mini';
import { MAX_PODS } from './limits.js';
import { quoted } from './printable.js';
import { pullErrorSchema } from './schema-cluster.js';
import { duration, either, exactlyOne, filledText, pattern, say, strict, text, whole } from './schema-parts.js';
import { KIND_WORDS, targetOf } from './target.js';

/** Controllers whose image may be changed, or whose replicas; each as the key under which its name stands. */
export const IMAGE_TARGETS = ['pod', 'deployment', 'replicaSet', 'statefulSet', 'daemonSet'] as const;
export const SCALE_TARGETS = ['deployment', 'replicaSet', 'statefulSet'] as const;

const targets = <K extends string>(keys: readonly K[], description: string) =>
  Object.fromEntries(keys.map((key) => [key, z.optional(pattern(description))])) as Record<
    K,
    z.ZodMiniOptional<ReturnType<typeof pattern>>
  >;

function setImageSchema() {
  return strict('Changes the image of a container.', {
    ...targets(IMAGE_TARGETS, 'Pattern for its name.'),
    container: z.optional(text('The container; may be left out when there is only one.')),
    image: filledText('The new image.'),
  }).check(...exactlyOne(...IMAGE_TARGETS));
}

function scaleSchema() {
  return strict('Changes how many pods a controller keeps.', {
    ...targets(SCALE_TARGETS, 'Pattern for its name.'),
    replicas: whole('How many.', 0, MAX_PODS),
  }).check(...exactlyOne(...SCALE_TARGETS));
}

function applySchema() {
  const error = (raw: { readonly input?: unknown }): string =>
    say({ code: 'wrong-type', message: `must be a file or a manifest, not ${quoted(raw.input)}` });
  const file = filledText('A file with manifests; relative to this one.');
  const manifest = z
    .record(z.string(), z.unknown(), { error })
    .register(z.globalRegistry, { description: 'A manifest.' });
  return either('a file or a manifest', file, manifest);
}

function deleteSchema() {
  const hint = `kinds: ${KIND_WORDS.join(', ')}`;
  const error = (raw: { readonly input?: unknown }): string =>
    say({
      code: 'not-allowed',
      message: `must be a kind and a name such as job/import, not ${quoted(raw.input)}`,
      hint,
    });
  return z
    .string({ error })
    .check(z.refine((value) => targetOf(value) !== undefined, { error }))
    .register(z.globalRegistry, { description: 'Deletes an object: KIND/NAME, where the name may be a pattern.' });
}

/** Every verb of an action. */
const VERBS = [
  'restartKubelet',
  'reboot',
  'deletePod',
  'evictPod',
  'setImage',
  'scale',
  'apply',
  'delete',
  'drain',
  'cordon',
  'uncordon',
  'loseNode',
  'recoverNode',
  'rollback',
  'setDependency',
  'setImageError',
] as const;

/** An action: when, and exactly one verb. */
export function actionSchema() {
  return strict('What an operator or the platform does at an instant.', {
    at: duration('When.'),
    restartKubelet: z.optional(text('Restarts the kubelet of this node.')),
    reboot: z.optional(text('Reboots this node: all its containers are gone, and begin anew. A lost one is back.')),
    deletePod: z.optional(pattern('Deletes the pods that match; their controllers replace them.')),
    evictPod: z.optional(pattern('Evicts the pods that match, as a node does that is low on a resource.')),
    setImage: z.optional(setImageSchema()),
    scale: z.optional(scaleSchema()),
    apply: z.optional(applySchema()),
    delete: z.optional(deleteSchema()),
    drain: z.optional(text('Cordons this node and evicts its pods.')),
    cordon: z.optional(text('Lets no more pods onto this node.')),
    uncordon: z.optional(text('Lets pods onto this node again.')),
    loseNode: z.optional(text('This node stops answering; its pods are replaced after five minutes.')),
    recoverNode: z.optional(text('This node answers again.')),
    rollback: z.optional(pattern('Takes this Deployment back to the template before.')),
    setDependency: z.optional(
      strict('Takes a dependency up or down.', { name: text('The dependency.'), up: z.boolean() }),
    ),
    setImageError: z.optional(
      strict('Makes pulls of images fail, or succeed again.', {
        match: pattern('Pattern of images.'),
        error: z.nullable(pullErrorSchema()),
      }),
    ),
  }).check(...exactlyOne(...VERBS));
}
