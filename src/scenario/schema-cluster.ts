import * as z from 'zod/mini';
import { MAX_OUTAGES } from './limits.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import { parseQuantity } from './quantity.js';
import {
  duration,
  either,
  exactlyOne,
  exclusive,
  filledText,
  labels,
  listOf,
  pattern,
  say,
  strict,
  text,
} from './schema-parts.js';
import { latencySchema } from './schema-run.js';

function quantity(description: string) {
  const error = (raw: { readonly input?: unknown }): string =>
    say({ code: 'invalid-quantity', message: `is not a quantity such as 4, 500m or 8Gi: ${quoted(raw.input)}` });
  return z
    .union([z.string(), z.number()], { error })
    .check(z.refine((value) => parseQuantity(String(value)) !== undefined, { error }))
    .register(z.globalRegistry, { description });
}

function taintSchema() {
  const effect = z.enum(['NoSchedule', 'NoExecute']).register(z.globalRegistry, {
    description:
      'NoSchedule keeps new pods away; NoExecute also throws pods out when they have tolerated it long enough.',
  });
  return strict('A taint.', {
    key: filledText('Its key.'),
    value: z.optional(text('Its value.')),
    effect,
  });
}

/** A machine that pods run on. */
export function nodeSchema() {
  return strict('A node.', {
    name: filledText('Its name.'),
    labels: z.optional(labels('Labels for nodeSelector; kubernetes.io/hostname, os and arch are there anyway.')),
    taints: z.optional(listOf('What keeps pods away that do not tolerate it.', taintSchema(), MAX_OUTAGES)),
    capacity: z.optional(
      strict('What pods may ask for together; what is left out has no limit.', {
        cpu: z.optional(quantity('Cores, such as 4 or 500m.')),
        memory: z.optional(quantity('Memory, such as 8Gi.')),
        pods: z.optional(quantity('Number of pods.')),
      }),
    ),
    images: z.optional(
      listOf(
        'Images that are there from the start; all but those that spec.images speaks of, unless given.',
        pattern('Pattern of images.'),
        MAX_OUTAGES,
      ),
    ),
  });
}

export const PULL_ERRORS = ['NotFound', 'Unauthorized', 'Forbidden', 'Unreachable', 'InvalidName'] as const;

/** Why a pull fails: a word for what goes wrong most, or the runtime's own words. */
export function pullErrorSchema() {
  const isKnown = (value: string): boolean => /\s/.test(value) || (PULL_ERRORS as readonly string[]).includes(value);
  const error = (raw: { readonly input?: unknown }): string => {
    const message = `must be one of ${PULL_ERRORS.join(', ')}, or a sentence, not ${quoted(raw.input)}`;
    return say({ code: 'not-allowed', message, hint: suggestion(String(raw.input), PULL_ERRORS) });
  };
  return text(`Pulls fail: ${PULL_ERRORS.join(', ')}, or the words of the runtime.`).check(
    z.refine(isKnown, { error }),
  );
}

/** What the registry answers for some images. */
export function imageSchema() {
  return strict('What pulling an image is like.', {
    match: pattern('Pattern of images, as written in manifests.'),
    pull: z.optional(latencySchema('How long a pull takes, or until it fails; 0s unless given.')),
    error: z.optional(pullErrorSchema()),
    until: z.optional(duration('When pulls succeed again; left out: never.')),
  }).check(
    z.refine<{ readonly error?: unknown; readonly until?: unknown }>(
      (entry) => entry.until === undefined || entry.error !== undefined,
      say({ code: 'contradiction', message: 'has until without an error that ends then' }),
    ),
  );
}

/** Kinds of objects that may be missing. */
export const MISSING_KINDS = ['ConfigMap', 'Secret', 'PersistentVolumeClaim'] as const;

const OBJECT = /^(ConfigMap|Secret|PersistentVolumeClaim)\/([^/\s]+\/)?[^/\s]+$/;

function objectName(description: string) {
  const message = 'must be a kind and a name such as ConfigMap/app or Secret/shop/token';
  const hint = `kinds: ${MISSING_KINDS.join(', ')}`;
  const error = (raw: { readonly input?: unknown }): string =>
    say({ code: 'not-allowed', message: `${message}, not ${quoted(raw.input)}`, hint });
  return z
    .string({ error })
    .check(z.refine((value) => OBJECT.test(value), { error }))
    .register(z.globalRegistry, { description, pattern: OBJECT.source });
}

/** Something a pod needs that is not there. */
export function missingSchema() {
  const whole = strict('An object that is not there, or a volume that cannot be mounted.', {
    object: z.optional(objectName('The object: KIND/NAME in every namespace, or KIND/NAMESPACE/NAME.')),
    volume: z.optional(filledText('The name of a volume, as pods call it.')),
    key: z.optional(filledText('Only this key of the ConfigMap or Secret is missing.')),
    until: z.optional(duration('When it is there or can be mounted; left out: never.')),
    error: z.optional(filledText('Why the volume cannot be mounted, in the words of the event.')),
    unbound: z.optional(
      z.literal(true).register(z.globalRegistry, { description: 'The PersistentVolumeClaim is there, but not bound.' }),
    ),
  }).check(
    ...exactlyOne('object', 'volume'),
    exclusive('object', 'error', 'error is for volumes'),
    exclusive('volume', 'unbound', 'only a PersistentVolumeClaim is bound'),
    exclusive('volume', 'key', 'a volume has no keys'),
    exclusive('unbound', 'key', 'a PersistentVolumeClaim has no keys'),
    z.refine<{ readonly object?: unknown; readonly unbound?: unknown }>(
      ({ object, unbound }) =>
        unbound === undefined || typeof object !== 'string' || object.startsWith('PersistentVolumeClaim/'),
      say({ code: 'contradiction', message: 'has unbound, which is for a PersistentVolumeClaim only' }),
    ),
  );
  const short = objectName('KIND/NAME in every namespace, or KIND/NAMESPACE/NAME.');
  return either('text such as ConfigMap/app, or a map such as {object: ConfigMap/app, until: 5m}', short, whole);
}

/** Something that processes need, and when it is down. */
export function dependencySchema() {
  const window = strict('A time during which it is down.', {
    from: duration('When it goes down.'),
    until: z.optional(duration('When it is up again; left out: never.')),
  });
  return strict('Something outside the cluster that processes need.', {
    name: filledText('Its name.'),
    down: z.optional(listOf('When it is down.', window, MAX_OUTAGES)),
  });
}
