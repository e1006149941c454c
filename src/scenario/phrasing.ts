import type { Problem } from './issue-log.js';
import { suggestion } from './nearest.js';
import { printable, quoted } from './printable.js';

/** A place in a document, as the keys and indexes that lead there. */
export type Path = readonly PropertyKey[];

/** `spec.processes[0].run` for people. */
export function pathText(path: Path): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return printable(text.replace(/^\./, '')) || 'the document';
}

/** How what is wrong with a document is told. */
export interface Phrasing {
  /** Puts the place before what is wrong there. */
  readonly at: (place: string, message: string) => string;
  readonly missing: Problem;
  readonly wrongType: (expected: string, value: unknown) => Problem;
  readonly notAllowed: (allowed: readonly unknown[], value: unknown) => Problem;
  readonly other: (value: unknown) => Problem;
  readonly unknownKey: (path: Path, key: string, known: readonly string[]) => Problem;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a map',
  record: 'a map',
};

const nameOf = (type: string): string => TYPE_NAMES[type] ?? type;

function quoteHint(expected: string, value: unknown): string | undefined {
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return expected === 'string' && isPlain ? `put it in quotes: "${value}"` : undefined;
}

const nearestWord = (value: unknown, words: readonly string[]): string | undefined =>
  typeof value === 'string' ? suggestion(value, words) : undefined;

/** In our own words, for scenarios. */
export const PLAIN: Phrasing = {
  at: (place, message) => `${place} ${message}`,
  missing: { code: 'missing-key', message: 'is missing' },
  wrongType: (expected, value) => ({
    code: 'wrong-type',
    message: `must be ${nameOf(expected)}, not ${quoted(value)}`,
    hint: quoteHint(expected, value),
  }),
  notAllowed: (allowed, value) => {
    const words = allowed.map(String);
    const message = `must be ${words.length === 1 ? '' : 'one of '}${words.join(', ')}, not ${quoted(value)}`;
    return { code: 'not-allowed', message, hint: nearestWord(value, words) };
  },
  other: (value) => ({ code: 'wrong-type', message: `does not take ${quoted(value)}` }),
  unknownKey: (path, key, known) => ({
    code: 'unknown-key',
    message: `unknown key ${quoted(key)} in ${pathText(path)}`,
    hint: suggestion(key, known, `known keys: ${known.join(', ')}`),
  }),
};

/** What comes after the field in an API server's answer: `Invalid value: "x": why`. */
export const invalidValue = (value: unknown, why: string): string => `Invalid value: ${quoted(value)}: ${why}`;

/** The same of a value that is none of a few: `Unsupported value: "x": supported values: "y", "z"`. */
export const unsupportedValue = (value: unknown, supported: readonly unknown[]): string =>
  `Unsupported value: ${quoted(value)}: supported values: ${supported.map((word) => `"${word}"`).join(', ')}`;

const REQUIRED: Problem = { code: 'missing-key', message: 'Required value' };

/** As the API server tells it, for manifests. @source apimachinery pkg/util/validation/field/errors.go */
export const API: Phrasing = {
  at: (place, message) => `${place}: ${message}`,
  missing: REQUIRED,
  // Kubernetes takes null for "not set".
  wrongType: (expected, value) =>
    value === null
      ? REQUIRED
      : {
          code: 'wrong-type',
          message: invalidValue(value, `must be ${nameOf(expected)}`),
          hint: quoteHint(expected, value),
        },
  notAllowed: (allowed, value) => ({
    code: 'not-allowed',
    message: unsupportedValue(value, allowed),
    hint: nearestWord(value, allowed.map(String)),
  }),
  other: (value) => ({ code: 'wrong-type', message: invalidValue(value, 'must be of another type') }),
  unknownKey: (path, key, known) => ({
    code: 'unknown-key',
    message: `unknown field "${printable(pathText([...path, key]))}"`,
    hint: suggestion(key, known, 'leave it out'),
  }),
};
