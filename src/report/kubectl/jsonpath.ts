import { JsonPathBudget } from './jsonpath-budget.js';
import { JsonPathError, type Part, type Slice, type Step } from './jsonpath-template.js';

/**
 * What a template makes of an object, as `kubectl get -o jsonpath=` prints it: values divided by blanks, objects and lists
 * as JSON in one line; what is not there is nothing.
 *
 * @param as `json`: the values of each path as a JSON list, as `-o jsonpath-as-json=` prints them
 * @throws {JsonPathError}
 * @source k8s.io/client-go/util/jsonpath/jsonpath.go
 */
export function jsonPathText(parts: readonly Part[], object: unknown, as: 'text' | 'json'): string {
  return textOf(parts, object, as, new JsonPathBudget());
}

function textOf(parts: readonly Part[], object: unknown, as: 'text' | 'json', budget: JsonPathBudget): string {
  return parts.map((part) => partText(part, object, as, budget)).join('');
}

function partText(part: Part, object: unknown, as: 'text' | 'json', budget: JsonPathBudget): string {
  budget.look(1);
  switch (part.kind) {
    case 'text':
      return as === 'text' ? budget.print(part.text) : jsonList([part.text], budget);
    case 'path': {
      const values = walk(part.steps, [object], budget);
      return as === 'json' ? jsonList(values, budget) : values.map((value) => budget.print(valueText(value))).join(' ');
    }
    case 'range':
      return walk(part.steps, [object], budget)
        .map((value) => textOf(part.body, value, as, budget))
        .join('');
  }
}

/** As `JSON.stringify` writes the list, but item by item: a text that is too long is none that it can write. */
function jsonList(values: readonly unknown[], budget: JsonPathBudget): string {
  if (values.length === 0) return '[]\n';
  const items = values.map((value) => budget.print(JSON.stringify(value, undefined, 4).replaceAll('\n', '\n    ')));
  return `[\n    ${items.join(',\n    ')}\n]\n`;
}

function valueText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  // As Go writes it.
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function walk(steps: readonly Step[], values: readonly unknown[], budget: JsonPathBudget): readonly unknown[] {
  return steps.reduce((found, step) => stepFrom(step, found, budget), values);
}

function stepFrom(step: Step, values: readonly unknown[], budget: JsonPathBudget): readonly unknown[] {
  if (step.kind === 'literal') return [step.value];
  if (step.kind === 'union') return step.paths.flatMap((path) => walk(path, values, budget));
  return values.flatMap((value) => {
    const found = stepFromOne(step, value, budget);
    budget.look(1 + found.length);
    return found;
  });
}

function stepFromOne(
  step: Exclude<Step, { kind: 'literal' | 'union' }>,
  value: unknown,
  budget: JsonPathBudget,
): readonly unknown[] {
  switch (step.kind) {
    case 'field':
      return isObject(value) && !Array.isArray(value) && Object.hasOwn(value, step.name) ? [value[step.name]] : [];
    case 'wildcard':
      return childrenOf(value);
    case 'descent':
      return descendantsOf(value);
    case 'slice':
      return isNothing(value) ? [] : sliced(value, step.slice);
    case 'filter':
      return filtered(value, step, budget);
  }
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const childrenOf = (value: unknown): readonly unknown[] => (isObject(value) ? Object.values(value) : []);

/** Every object and list that holds something, the outer ones first. */
function descendantsOf(value: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const visit = (each: unknown): void => {
    const children = childrenOf(each);
    if (children.length > 0) found.push(each);
    children.forEach(visit);
  };
  visit(value);
  return found;
}

function sliced(value: unknown, { from: first, to: last, step = 1, isOne }: Slice): readonly unknown[] {
  if (!Array.isArray(value)) throw new JsonPathError(`${typeName(value)} is not array or slice`);
  const { length } = value;
  const fromEnd = (index: number): number => (index < 0 ? index + length : index);
  const from = fromEnd(first ?? 0);
  const to = isOne ? from + 1 : fromEnd(last ?? length);
  if (from === to) return [];
  for (const [index, isIn] of [
    [from, from >= 0 && from < length],
    [to - 1, to >= 0 && to <= length],
  ] as const) {
    if (!isIn) throw new JsonPathError(`array index out of bounds: index ${index}, length ${length}`);
  }
  if (from > to) throw new JsonPathError(`starting index ${from} is greater than ending index ${to}`);
  if (step <= 0) throw new JsonPathError('step must be > 0');
  return value.slice(from, to).filter((_, at) => at % step === 0);
}

function filtered(
  value: unknown,
  { left, operator, right }: Extract<Step, { kind: 'filter' }>,
  budget: JsonPathBudget,
): readonly unknown[] {
  if (!Array.isArray(value)) throw new JsonPathError(`${typeName(value)} is not array or slice and cannot be filtered`);
  return value.filter((item) => {
    const lefts = walk(left, [item], budget);
    if (operator === 'exists' || lefts.length === 0) return lefts.length > 0;
    const rights = walk(right, [item], budget);
    if (lefts.length > 1 || rights.length > 1) throw new JsonPathError('can only compare one element at a time');
    return rights.length === 1 && compares(lefts[0], operator, rights[0]);
  });
}

type Plain = string | number | boolean;

const COMPARE: Readonly<Record<string, (a: Plain, b: Plain) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compares(a: unknown, operator: string, b: unknown): boolean {
  const compare = COMPARE[operator];
  if (compare === undefined) throw new JsonPathError(`unrecognized filter operator ${operator}`);
  if (isPlain(a) && isPlain(b) && typeof a === typeof b) return compare(a, b);
  throw new JsonPathError(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

const isPlain = (value: unknown): value is Plain => ['string', 'number', 'boolean'].includes(typeof value);

/** What people call it. */
function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : isNothing(value) ? 'nothing' : `a ${typeof value}`;
}
