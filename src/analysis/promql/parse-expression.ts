import { promDuration } from './duration.js';
import {
  AGGREGATIONS,
  ARITHMETIC,
  COMPARISONS,
  type Expression,
  type Grouping,
  type Matcher,
  type Matching,
  PromqlError,
  RANGE_FUNCTIONS,
  SET_OPERATORS,
  type Selector,
} from './expression.js';
import { childOf, parsePromql, type SyntaxNode } from './syntax.js';

/** Reads an expression. @throws {PromqlError} for what is no PromQL, or is not evaluated here, naming that part */
export function parseExpression(text: string): Expression {
  return read(parsePromql(text));
}

function read(node: SyntaxNode): Expression {
  switch (node.kind) {
    case 'NumberDurationLiteral':
      return { kind: 'number', value: numberOf(node) };
    case 'ParenExpr':
      return read(only(node));
    case 'VectorSelector':
      return selector(node);
    case 'FunctionCall':
      return rangeCall(node);
    case 'AggregateExpr':
      return aggregation(node);
    case 'BinaryExpr':
      return binary(node);
    case 'UnaryExpr': {
      const argument = read(last(node));
      return childOf(node, 'UnaryOp')?.text === '-' ? { kind: 'negation', argument } : argument;
    }
    default:
      throw new PromqlError(UNSUPPORTED[node.kind] ?? `${node.kind} is not evaluated here`, node);
  }
}

const UNSUPPORTED: Readonly<Record<string, string>> = {
  MatrixSelector: 'a range of samples stands only inside a function, as in increase(…[5m])',
  StringLiteral: 'a text is no condition',
  SubqueryExpr: 'subqueries are not evaluated here',
  OffsetExpr: 'offset is not evaluated here',
  StepInvariantExpr: 'the @ modifier is not evaluated here',
};

function last(node: SyntaxNode): SyntaxNode {
  return node.children.at(-1) ?? node;
}

function only(node: SyntaxNode): SyntaxNode {
  const [child] = node.children;
  if (child === undefined) throw new PromqlError('something is missing here', node);
  return child;
}

function numberOf(node: SyntaxNode): number {
  const text = node.text.toLowerCase();
  const value = /^[-+]?inf$/.test(text) ? Number(text.replace('inf', 'Infinity')) : Number(text);
  if (!Number.isNaN(value)) return value;
  const ms = promDuration(text);
  if (ms === undefined) throw new PromqlError(`${node.text} is not a number`, node);
  return ms / 1000;
}

function selector(node: SyntaxNode): Selector {
  const named = childOf(node, 'Identifier')?.text;
  const matchers = (childOf(node, 'LabelMatchers')?.children ?? []).map(matcher);
  const byLabel = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
  return { kind: 'selector', metric: named ?? byLabel?.value, matchers };
}

function matcher(node: SyntaxNode): Matcher {
  const [label, operator, value] = node.children;
  if (node.kind !== 'UnquotedLabelMatcher' || label === undefined || operator === undefined || value === undefined) {
    throw new PromqlError('quoted names are not evaluated here', node);
  }
  const text = unquoted(value);
  if (operator.text.endsWith('~')) {
    try {
      anchored(text);
    } catch {
      throw new PromqlError(`${value.text} is no regular expression here`, value);
    }
  }
  return { label: label.text, operator: operator.text as Matcher['operator'], value: text };
}

/** Regular expressions match whole values. */
export function anchored(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 's');
}

function unquoted(node: SyntaxNode): string {
  const inner = node.text.slice(1, -1);
  if (node.text.startsWith('`')) return inner;
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return inner.replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

function rangeCall(node: SyntaxNode): Expression {
  const name = childOf(node, 'FunctionIdentifier')?.text ?? '';
  const known = RANGE_FUNCTIONS.find((each) => each === name);
  if (known === undefined) {
    throw new PromqlError(`${name}() is not evaluated here; of functions only ${RANGE_FUNCTIONS.join(', ')}`, node);
  }
  const [range, ...more] = childOf(node, 'FunctionCallBody')?.children ?? [];
  if (range?.kind !== 'MatrixSelector' || more.length > 0) {
    const is =
      range === undefined || range.kind !== 'SubqueryExpr'
        ? `${name}() takes a range, as in ${name}(…[5m])`
        : UNSUPPORTED.SubqueryExpr;
    throw new PromqlError(is ?? '', range ?? node);
  }
  const [of, duration] = range.children;
  if (of?.kind !== 'VectorSelector' || duration === undefined) throw new PromqlError('a range is of a selector', range);
  const rangeMs = promDuration(duration.text) ?? Number(duration.text) * 1000;
  if (!(rangeMs > 0)) throw new PromqlError(`${duration.text} is not a duration`, duration);
  return { kind: 'rangeCall', function: known, selector: selector(of), rangeMs };
}

function aggregation(node: SyntaxNode): Expression {
  const name = childOf(node, 'AggregateOp')?.text.toLowerCase() ?? '';
  const operator = AGGREGATIONS.find((each) => each === name);
  if (operator === undefined) {
    throw new PromqlError(`${name} is not evaluated here; of aggregations only ${AGGREGATIONS.join(', ')}`, node);
  }
  const body = childOf(node, 'FunctionCallBody')?.children ?? [];
  const takesNumber = operator === 'topk' || operator === 'bottomk';
  const [first, second] = body;
  const argument = takesNumber ? second : first;
  if (argument === undefined || body.length !== (takesNumber ? 2 : 1)) {
    throw new PromqlError(`${name} takes ${takesNumber ? 'a number and a vector' : 'one vector'}`, node);
  }
  if (takesNumber && first?.kind !== 'NumberDurationLiteral')
    throw new PromqlError(`${name} takes a plain number`, node);
  const most = takesNumber && first !== undefined ? numberOf(first) : undefined;
  return { kind: 'aggregation', operator, most, grouping: groupingOf(node), argument: read(argument) };
}

function groupingOf(node: SyntaxNode): Grouping {
  const modifier = childOf(node, 'AggregateModifier');
  if (modifier === undefined) return { mode: 'by', labels: [] };
  return { mode: childOf(modifier, 'Without') === undefined ? 'by' : 'without', labels: labelsOf(modifier) };
}

function labelsOf(node: SyntaxNode): readonly string[] {
  return (childOf(node, 'GroupingLabels')?.children ?? []).map(({ text }) => text);
}

const OPERATORS = [...ARITHMETIC, ...COMPARISONS, ...SET_OPERATORS];

function binary(node: SyntaxNode): Expression {
  const [left, symbol, ...others] = node.children;
  const right = others.at(-1);
  if (left === undefined || symbol === undefined || right === undefined) {
    throw new PromqlError('something is missing here', node);
  }
  const operator = OPERATORS.find((each) => each === symbol.text.toLowerCase());
  if (operator === undefined) throw new PromqlError(`${symbol.text} is not evaluated here`, symbol);
  const fill = childOf(node, 'FillModifier');
  if (fill !== undefined) throw new PromqlError('fill is not evaluated here', fill);
  const gives = childOf(node, 'BoolModifier') === undefined ? 'values' : 'truth';
  return { kind: 'binary', operator, gives, matching: matchingOf(node), left: read(left), right: read(right) };
}

function matchingOf(node: SyntaxNode): Matching {
  const clause = childOf(node, 'MatchingModifierClause');
  if (clause === undefined) return { mode: 'ignoring', labels: [], many: undefined, include: [] };
  const [labels, include] = clause.children.filter(({ kind }) => kind === 'GroupingLabels');
  const namesOf = (each: SyntaxNode | undefined): readonly string[] => (each?.children ?? []).map(({ text }) => text);
  const many =
    childOf(clause, 'GroupLeft') !== undefined
      ? 'left'
      : childOf(clause, 'GroupRight') !== undefined
        ? 'right'
        : undefined;
  return {
    mode: childOf(clause, 'On') === undefined ? 'ignoring' : 'on',
    labels: namesOf(labels),
    many,
    include: namesOf(include),
  };
}
