import * as z from 'zod/mini';
import { PHASES, WHYS } from '../trace/vocabulary.js';
import { atLeastOne, duration, either, exactlyOne, say, strict, whole } from './schema-parts.js';

const MOST = Number.MAX_SAFE_INTEGER;

const restarts = () => whole('How often it has restarted.', 0, MOST);

function restartsSchema() {
  const bounds = strict('A range, both ends included.', { min: z.optional(restarts()), max: z.optional(restarts()) });
  return either('a whole number or {min, max}', restarts(), bounds.check(...atLeastOne('min', 'max')));
}

function durationOrRange(description: string) {
  const part = () => z.optional(duration(description));
  const bounds = strict('A range, both ends included.', { min: part(), max: part() }).check(
    ...atLeastOne('min', 'max'),
  );
  return either('a duration or {min, max}', duration(description), bounds);
}

export const AT_FIELDS = ['restarts', 'status', 'phase', 'reason', 'ready'] as const;
export const RESTART_FIELDS = ['backoff', 'delay', 'why'] as const;

const hasAny = (entry: object, keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(entry, key));

/** Whether an entry is about this moment and no other; one that names both is refused for that. */
const isOnly = (entry: object, moment: 'at' | 'restart'): boolean =>
  hasAny(entry, [moment]) && !hasAny(entry, [moment === 'at' ? 'restart' : 'at']);

function pairing(moment: 'at' | 'restart', fields: readonly string[], others: readonly string[]) {
  const list = fields.join(', ');
  return [
    z.refine<object>(
      (entry) => !isOnly(entry as object, moment) || hasAny(entry as object, [...fields, ...others]),
      say({ code: 'choose-one', message: `says when (${moment}) but not what: add one of ${list}` }),
    ),
    z.refine<object>(
      (entry) => !isOnly(entry as object, moment) || !hasAny(entry as object, others),
      say({ code: 'contradiction', message: `with ${moment} can only say ${list}` }),
    ),
  ] as const;
}

/** What must be true of a run. */
export function expectationSchema() {
  return strict('What must be true of every matching pod.', {
    pod: z.string().register(z.globalRegistry, { description: 'Pattern for the name of the pod.' }),
    container: z.optional(
      z.string().register(z.globalRegistry, { description: 'Pattern for the name of the container.' }),
    ),
    at: z.optional(duration('The instant to look at.')),
    restart: z.optional(whole('The start of attempt k, 1 or more.', 1, MOST)),
    restarts: z.optional(restartsSchema()),
    status: z.optional(z.string().register(z.globalRegistry, { description: "kubectl's STATUS column." })),
    phase: z.optional(z.enum(PHASES).register(z.globalRegistry, { description: 'The phase of the pod.' })),
    reason: z.optional(
      z.string().register(z.globalRegistry, { description: 'The reason of the state of the container.' }),
    ),
    ready: z.optional(z.boolean().register(z.globalRegistry, { description: 'Whether the container is ready.' })),
    backoff: z.optional(durationOrRange('The step in force for that restart; 0s when it was free.')),
    delay: z.optional(durationOrRange('From the exit to the next start.')),
    why: z.optional(z.enum(WHYS).register(z.globalRegistry, { description: 'Why it started when it did.' })),
  }).check(
    ...exactlyOne('at', 'restart'),
    ...pairing('at', AT_FIELDS, RESTART_FIELDS),
    ...pairing('restart', RESTART_FIELDS, AT_FIELDS),
  );
}
