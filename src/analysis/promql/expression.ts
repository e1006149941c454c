/** A PromQL expression, as far as it is evaluated here. Plain data. */
export type Expression = NumberLiteral | Selector | RangeCall | Aggregation | Binary | Negation;

export interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
}

/** An instant vector selector. */
export interface Selector {
  readonly kind: 'selector';
  /** Undefined: of any name. */
  readonly metric: string | undefined;
  readonly matchers: readonly Matcher[];
}

export interface Matcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

export const RANGE_FUNCTIONS = [
  'rate',
  'increase',
  'delta',
  'changes',
  'resets',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'sum_over_time',
  'count_over_time',
  'last_over_time',
  'present_over_time',
] as const;
export type RangeFunction = (typeof RANGE_FUNCTIONS)[number];

/** A function of a range vector selector. */
export interface RangeCall {
  readonly kind: 'rangeCall';
  readonly function: RangeFunction;
  readonly selector: Selector;
  readonly rangeMs: number;
}

export const AGGREGATIONS = ['sum', 'min', 'max', 'avg', 'count', 'group', 'topk', 'bottomk'] as const;
export type AggregationOperator = (typeof AGGREGATIONS)[number];

export interface Aggregation {
  readonly kind: 'aggregation';
  readonly operator: AggregationOperator;
  /** How many topk and bottomk keep. */
  readonly most: number | undefined;
  readonly grouping: Grouping;
  readonly argument: Expression;
}

export interface Grouping {
  /** By these labels, or by all but these. */
  readonly mode: 'by' | 'without';
  readonly labels: readonly string[];
}

export const ARITHMETIC = ['+', '-', '*', '/', '%', '^'] as const;
export const COMPARISONS = ['==', '!=', '>', '<', '>=', '<='] as const;
export const SET_OPERATORS = ['and', 'or', 'unless'] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];
export type Comparison = (typeof COMPARISONS)[number];
export type SetOperator = (typeof SET_OPERATORS)[number];

export interface Binary {
  readonly kind: 'binary';
  readonly operator: Arithmetic | Comparison | SetOperator;
  /** A comparison gives 0 or 1 in place of keeping or dropping. */
  readonly gives: 'values' | 'truth';
  readonly matching: Matching;
  readonly left: Expression;
  readonly right: Expression;
}

/** Which series of the two sides belong together. */
export interface Matching {
  readonly mode: 'on' | 'ignoring';
  readonly labels: readonly string[];
  /** The side of which several may match one of the other. */
  readonly many: 'left' | 'right' | undefined;
  /** Labels taken over from the other side. */
  readonly include: readonly string[];
}

export interface Negation {
  readonly kind: 'negation';
  readonly argument: Expression;
}

/** The text is no PromQL, or PromQL that is not evaluated here. */
export class PromqlError extends Error {
  override readonly name = 'PromqlError';
  /** Offsets of the part in question. */
  readonly start: number;
  readonly end: number;

  constructor(message: string, { start, end }: { readonly start: number; readonly end: number }) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** The names of the metrics that an expression reads; undefined when it may read any. */
export function metricsOf(expression: Expression): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  return gather(expression, names) ? names : undefined;
}

function gather(expression: Expression, names: Set<string>): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'selector':
      if (expression.metric !== undefined) names.add(expression.metric);
      return expression.metric !== undefined;
    case 'rangeCall':
      return gather(expression.selector, names);
    case 'aggregation':
    case 'negation':
      return gather(expression.argument, names);
    case 'binary':
      return gather(expression.left, names) && gather(expression.right, names);
  }
}
