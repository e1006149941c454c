/** What a template is made of: text, paths whose values are printed, and parts that are printed for each of some values. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'range'; readonly steps: readonly Step[]; readonly body: readonly Part[] };

/** One step of a path: from values to values. */
export type Step =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'wildcard' | 'descent' }
  | { readonly kind: 'slice'; readonly slice: Slice }
  | { readonly kind: 'union'; readonly paths: readonly (readonly Step[])[] }
  | {
      readonly kind: 'filter';
      readonly left: readonly Step[];
      /** `exists`: what the left side finds is enough. */
      readonly operator: string;
      readonly right: readonly Step[];
    };

/** `[from:to:step]`; undefined where it is left open. */
export interface Slice {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly step: number | undefined;
  /** `[from]`: one element. */
  readonly isOne: boolean;
}

/** A template that is none, or that does not fit what it is applied to. The message is one line, in kubectl's words. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
}

type Action = { readonly word: 'range' | 'end' | undefined; readonly steps: readonly Step[] };

/**
 * Reads a template as `kubectl get -o jsonpath=` takes it: text, and in braces paths, quoted text, `range` and `end`.
 *
 * @throws {JsonPathError}
 * @source k8s.io/client-go/util/jsonpath/parser.go
 */
export function parseJsonPath(template: string): readonly Part[] {
  const root: Part[] = [];
  const open: { readonly steps: readonly Step[]; readonly body: Part[] }[] = [];
  const add = (part: Part): void => {
    (open.at(-1)?.body ?? root).push(part);
  };
  const close = (): void => {
    const range = open.pop();
    if (range === undefined) throw new JsonPathError('not in range, nothing to end');
    add({ kind: 'range', ...range });
  };
  for (let at = 0; at < template.length; ) {
    const brace = template.indexOf('{', at);
    const until = brace === -1 ? template.length : brace;
    if (until > at) add({ kind: 'text', text: template.slice(at, until) });
    if (brace === -1) break;
    const reader = new ActionReader(template, brace + 1);
    const { word, steps } = reader.action();
    at = reader.at;
    if (word === 'range') open.push({ steps, body: [] });
    else if (word === 'end') close();
    else add({ kind: 'path', steps });
  }
  // A range that nothing ends goes on to the end of the template.
  while (open.length > 0) close();
  return root;
}

const DICTIONARY = /^'([^']*)'$/;
const SLICE = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/;
const COMPARISON = /^([^!<>=]+)([!<>=]+)(.+?)$/s;
/** What ends the name of a field; a backslash before any of these makes it part of the name. */
const NAME = /(?:\\[\s\S]|[^\s.,[\]$@{}\\])*/y;
const NUMBER = /[-+]?\d+(?:\.\d+)?/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07' };

/** Reads what is between braces. */
class ActionReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  action(): Action {
    const steps: Step[] = [];
    let word: Action['word'];
    for (;;) {
      const char = this.#text.charAt(this.at);
      if (char === '' || char === '\n') throw new JsonPathError('unclosed action');
      if (char === '}') {
        this.at += 1;
        return { word, steps };
      }
      if (/[a-z]/i.test(char)) {
        const name = this.#match(NAME);
        if (name === 'true' || name === 'false') steps.push({ kind: 'literal', value: name === 'true' });
        else if (steps.length === 0 && (name === 'range' || name === 'end')) word = name;
        else throw new JsonPathError(`unrecognized identifier ${name}`);
      } else this.#step(char, steps);
    }
  }

  #step(char: string, steps: Step[]): void {
    if (char === '[') {
      this.#brackets(steps);
      return;
    }
    if (char === '"' || char === "'") {
      steps.push({ kind: 'literal', value: this.#quoted(char) });
      return;
    }
    if (/[-+\d]/.test(char)) {
      const digits = this.#match(NUMBER);
      if (digits === '') throw new JsonPathError(`cannot parse number ${char}`);
      steps.push({ kind: 'literal', value: Number(digits) });
      return;
    }
    // The object itself, and blanks between steps.
    const isPassed = char === '@' || char === '$' || char === ' ' || char === '\t';
    if (!isPassed && char !== '.') throw new JsonPathError(`unrecognized character in action: '${char}'`);
    this.at += 1;
    if (isPassed) return;
    if (this.#text.charAt(this.at) === '.') {
      steps.push({ kind: 'descent' });
      return;
    }
    const name = this.#match(NAME);
    if (name === '*') steps.push({ kind: 'wildcard' });
    else if (name !== '') steps.push({ kind: 'field', name: name.replaceAll('\\', '') });
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  #quoted(quote: string): string {
    let value = '';
    for (let at = this.at + 1; at < this.#text.length; at += 1) {
      const char = this.#text.charAt(at);
      if (char === quote) {
        this.at = at + 1;
        return value;
      }
      if (char === '\\') {
        at += 1;
        const escaped = this.#text.charAt(at);
        value += ESCAPES[escaped] ?? escaped;
      } else value += char;
    }
    throw new JsonPathError('unterminated quoted string');
  }

  #brackets(steps: Step[]): void {
    if (this.#text.startsWith('[?(', this.at)) {
      steps.push(this.#filter());
      return;
    }
    const end = this.#text.indexOf(']', this.at);
    if (end === -1) throw new JsonPathError('unterminated array');
    const inside = this.#text.slice(this.at + 1, end);
    this.at = end + 1;
    for (const step of inBrackets(inside)) steps.push(step);
  }

  /** To the bracket after the parenthesis that is in no quotes. */
  #filter(): Step {
    const from = this.at + '[?('.length;
    let quote = '';
    for (let at = from; at < this.#text.length; at += 1) {
      const char = this.#text.charAt(at);
      if (char === '\\') at += 1;
      else if (quote !== '') quote = char === quote ? '' : quote;
      else if (char === '"' || char === "'") quote = char;
      else if (char === ')') {
        if (this.#text.charAt(at + 1) !== ']') throw new JsonPathError('unclosed array expect ]');
        this.at = at + 2;
        return filterOf(this.#text.slice(from, at));
      }
    }
    throw new JsonPathError('unterminated filter');
  }
}

const stepsOf = (text: string): readonly Step[] => new ActionReader(`${text}}`, 0).action().steps;

function filterOf(text: string): Step {
  const [, left, operator, right] = COMPARISON.exec(text) ?? [];
  if (left === undefined || operator === undefined || right === undefined) {
    return { kind: 'filter', left: stepsOf(text), operator: 'exists', right: [] };
  }
  return { kind: 'filter', left: stepsOf(left), operator, right: stepsOf(right) };
}

function inBrackets(inside: string): readonly Step[] {
  const parts = inside.split(',');
  if (parts.length > 1) return [{ kind: 'union', paths: parts.map((part) => inBrackets(part.trim())) }];
  const key = DICTIONARY.exec(inside)?.[1];
  // As if it were written with a dot: a dot that is part of the key takes a backslash here too.
  if (key !== undefined) return stepsOf(`.${key}`);
  const [, from, to, step] = SLICE.exec(inside === '*' ? ':' : inside) ?? [];
  if (from === undefined || inside === '') throw new JsonPathError(`invalid array index ${inside}`);
  const number = (text: string | undefined): number | undefined =>
    text === undefined || text === '' || text === '-' ? undefined : Number(text);
  const slice = { from: number(from), to: number(to?.slice(1)), step: number(step?.slice(1)), isOne: to === undefined };
  return [{ kind: 'slice', slice }];
}
