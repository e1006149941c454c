import * as z from 'zod/mini';
import { MAX_LIST_LENGTH } from './limits.js';
import { quoted } from './printable.js';
import { atLeastOne, duration, either, filledText, listOf, say, strict, whole } from './schema-parts.js';

function windows() {
  const window = strict('A time in which probes succeed, since the start of the attempt.', {
    from: z.optional(duration('When it begins, 0s unless given.')),
    until: z.optional(duration('When it ends; left out: never.')),
    every: z.optional(duration('Begins again this long after each beginning.')),
  }).check(...atLeastOne('from', 'until'));
  return listOf('When probes succeed; at other times they fail.', window, MAX_LIST_LENGTH);
}

const WINDOWS = 'a list such as [{from: 5s, until: 2m}]';

/** Every second time; `what` names all that may stand in its place. */
function alternating(what: string) {
  const error = (raw: { readonly input?: unknown }): string =>
    say({ code: 'not-allowed', message: `must be ${what}, not ${quoted(raw.input)}` });
  return z
    .literal('alternating', { error })
    .register(z.globalRegistry, { description: 'Every second time they look; the first time they fail.' });
}

/** Whether probes of one kind succeed. */
export function probeSchema(description: string) {
  const always = z.boolean().register(z.globalRegistry, { description: 'Always, or never.' });
  const good = `true, false, alternating or ${WINDOWS}`;
  const whole = strict('What probes see, in full.', {
    good: z.optional(either(good, z.boolean(), alternating(good), windows())),
    takes: z.optional(duration("How long an answer takes, 0s unless given; beyond the probe's timeout it fails.")),
    output: z.optional(filledText('What the event says of a failure.')),
  }).check(...atLeastOne('good', 'takes', 'output'));
  const what = `true, false, alternating, ${WINDOWS} or a map such as {good: false, takes: 2s}`;
  return either(what, always, alternating(what), windows(), whole).register(z.globalRegistry, { description });
}

/** What a hook does. */
export function hookSchema(description: string) {
  return strict(description, {
    run: z.optional(duration('How long it takes, 0s unless given.')),
    exit: z.optional(whole('Exit code, 0 unless given; anything else is a failure.', 0, 255)),
  }).check(...atLeastOne('run', 'exit'));
}
