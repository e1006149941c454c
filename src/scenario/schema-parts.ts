import * as z from 'zod/mini';
import { describeDurationProblem, parseGoDuration } from '../time/go-duration.js';
import type { Problem } from './issue-log.js';
import { MAX_PATTERN_LENGTH } from './limits.js';
import { quoted } from './printable.js';

/**
 * A problem as the text of a zod issue; {@link saidIn} reads it back. The message is a predicate: it goes on after the
 * path of the value, as in `spec.duration` + `is not a duration …`.
 */
export function say(problem: Problem): string {
  return JSON.stringify(problem);
}

/** The problem that a check of ours has put into zod's message; undefined of zod's own words. */
export function saidIn(message: string): Problem | undefined {
  return message.startsWith('{') ? (JSON.parse(message) as Problem) : undefined;
}

/** Makes a schema when it is first asked for, and once: schemas cost more to make than files to check. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const unchecked = once(() => z.unknown());

/**
 * A schema of its own that is made when there is a value to check: most files use few of the keys there are. A map asks
 * the schemas of all its keys whether they may be left out; what stands first answers for the one to be made later.
 */
export function later<T extends z.core.$ZodType>(make: () => T) {
  return z.pipe(unchecked(), z.lazy(make));
}

/** What a key that most files leave out holds. */
export function rarely<T extends z.core.$ZodType>(make: () => T) {
  return z.optional(later(make));
}

const KEYS = 'known keys: ';

/** The keys an unrecognised key could have been, as {@link strict} noted them. */
export function knownKeysIn(message: string): readonly string[] {
  return message.startsWith(KEYS) ? message.slice(KEYS.length).split(' ') : [];
}

/** A map that refuses keys it does not know. */
export function strict<T extends z.core.$ZodLooseShape>(description: string, shape: T) {
  const error = (raw: { readonly code?: string | undefined }) =>
    raw.code === 'unrecognized_keys' ? KEYS + Object.keys(shape).join(' ') : undefined;
  return z.strictObject(shape, { error }).register(z.globalRegistry, { description });
}

/** Demands exactly one of some keys; the published schema says so too. */
export function exactlyOne<T extends object>(...keys: readonly string[]) {
  const present = (map: object): number => keys.filter((key) => Object.hasOwn(map, key)).length;
  const message = `needs exactly one of ${keys.join(', ')}`;
  return [
    z.refine<T>((map) => present(map as object) === 1, say({ code: 'choose-one', message })),
    z.meta<T>({ oneOf: keys.map((key) => ({ required: [key] })) }),
  ] as const;
}

/** Demands at least one of some keys. */
export function atLeastOne<T extends object>(...keys: readonly string[]) {
  const message = `needs one of ${keys.join(', ')}`;
  return [
    z.refine<T>((map) => keys.some((key) => Object.hasOwn(map as object, key)), say({ code: 'choose-one', message })),
    z.meta<T>({ anyOf: keys.map((key) => ({ required: [key] })) }),
  ] as const;
}

/** Two keys of which only one can be meant. */
export function exclusive(a: string, b: string, why: string) {
  return z.refine<{ readonly [key: string]: unknown }>(
    (entry) => !(Object.hasOwn(entry as object, a) && Object.hasOwn(entry as object, b)),
    say({ code: 'contradiction', message: `has both ${a} and ${b}: ${why}` }),
  );
}

/** Any text. */
export const text = (description: string) => z.string().register(z.globalRegistry, { description });

/** A text that says something. */
export function filledText(description: string) {
  const empty = say({ code: 'invalid-name', message: 'must not be empty' });
  return text(description).check(z.refine((value) => value.trim() !== '', empty));
}

/** A pattern for names, of `*` and `?`. */
export function pattern(description: string) {
  const long = say({ code: 'invalid-name', message: `must have at most ${MAX_PATTERN_LENGTH} characters` });
  return text(description).check(z.refine((value) => value.length <= MAX_PATTERN_LENGTH, long));
}

/** A map of labels or annotations, described for the JSON Schema. */
export const labels = (description: string) =>
  z.record(z.string(), z.string()).register(z.globalRegistry, { description });

/** What is wrong with a text as a duration; undefined when it is one. */
function durationProblem(text: string): Problem | undefined {
  const result = parseGoDuration(text);
  if (result.ok) return undefined;
  if (result.problem.kind === 'no-unit') return withoutUnit(text);
  const message = `cannot be ${quoted(text)}: ${describeDurationProblem(result.problem)}`;
  return { code: 'invalid-duration', message, hint: 'write it like 30s, 1m30s or 2h' };
}

function withoutUnit(number: string): Problem {
  return {
    code: 'duration-without-unit',
    message: `is a duration and needs a unit, not ${quoted(number).replaceAll('"', '')}`,
    hint: `write ${number.trim()}s`,
  };
}

const saidAbout = (problem: Problem | undefined): string | undefined =>
  problem === undefined ? undefined : say(problem);

function notADuration(input: unknown): string {
  if (typeof input === 'number' && Number.isFinite(input)) return say(withoutUnit(String(input)));
  return say({ code: 'wrong-type', message: `must be a duration such as 30s, not ${quoted(input)}` });
}

/** One term of a duration for editors, which need not tell `5us` from `5ms`. */
const TERM = '[0-9.]+(ns|us|µs|μs|ms|s|m|h|d)';

/** Go duration text plus `d`. `words` are further texts that may stand in its place. */
export function duration(description: string, ...words: readonly string[]) {
  const error = (raw: { readonly input?: unknown }) => notADuration(raw.input);
  const textError = (raw: { readonly input?: unknown }) => saidAbout(durationProblem(String(raw.input)));
  const isText = (text: string): boolean => words.includes(text) || durationProblem(text) === undefined;
  const pattern = `^(${[...words, '0', `(${TERM})+`].join('|')})$`;
  return z
    .string({ error })
    .check(z.refine(isText, { error: textError }))
    .register(z.globalRegistry, { description, pattern });
}

/** An upper bound that no reader needs to be told. */
const UNBOUNDED = 2 ** 31 - 1;

const bounded = (what: string, from: number, to: number) => (raw: { readonly input?: unknown }) => {
  if (typeof raw.input !== 'number') {
    return say({ code: 'wrong-type', message: `must be ${what}, not ${quoted(raw.input)}` });
  }
  const range = to >= UNBOUNDED ? `of ${from} or more` : `from ${from} to ${to}`;
  return say({ code: 'out-of-range', message: `must be ${what} ${range}, not ${quoted(raw.input)}` });
};

/** A whole number within bounds. */
export function whole(description: string, from: number, to: number) {
  const error = bounded('a whole number', from, to);
  return z
    .int({ error })
    .register(z.globalRegistry, { description })
    .check(z.gte(from, { error }), z.lte(to, { error }));
}

/** A number within bounds. */
export function real(description: string, from: number, to: number) {
  const error = bounded('a number', from, to);
  return z
    .number({ error })
    .register(z.globalRegistry, { description })
    .check(z.gte(from, { error }), z.lte(to, { error }));
}

/** A list with an upper limit. */
export function listOf<T extends z.core.$ZodType>(description: string, item: T, most: number) {
  const error = say({ code: 'too-many-entries', message: `may have at most ${most} entries` });
  return z.array(item).register(z.globalRegistry, { description }).check(z.maxLength(most, { error }));
}

/** One name or several. */
export function names(description: string) {
  return z.union([z.string(), z.array(z.string())]).register(z.globalRegistry, { description });
}

/** Values of different types in one place; `what` names them when none fits. */
export function either<const T extends readonly z.core.SomeType[]>(what: string, ...choices: T) {
  const error = (raw: { readonly input?: unknown }) =>
    say({ code: 'wrong-type', message: `must be ${what}, not ${quoted(raw.input)}` });
  return z.union(choices, { error });
}
