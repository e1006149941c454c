import { parser } from '@prometheus-io/lezer-promql';
import { PromqlError } from './expression.js';

/** A node of the syntax tree, with the text it was read from. */
export interface SyntaxNode {
  readonly kind: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

const LONGEST = 10_000;
const DEEPEST = 100;

type TreeNode = ReturnType<typeof parser.parse>['topNode'];

/** Parses PromQL with Prometheus's own grammar. @throws {PromqlError} when it is none */
export function parsePromql(text: string): SyntaxNode {
  if (text.length > LONGEST) {
    throw new PromqlError(`an expression may have ${LONGEST} characters`, { start: LONGEST, end: text.length });
  }
  const read = (node: TreeNode, depth: number): SyntaxNode => {
    const { from: start, to: end, name: kind } = node;
    if (node.type.isError) throw new PromqlError('this is not PromQL', { start, end: Math.max(end, start + 1) });
    if (depth > DEEPEST) throw new PromqlError('an expression may nest 100 levels deep', { start, end });
    const children: SyntaxNode[] = [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(read(child, depth + 1));
    return { kind, text: text.slice(start, end), start, end, children };
  };
  const [only] = read(parser.parse(text).topNode, 0).children.filter(({ kind }) => kind !== 'LineComment');
  if (only === undefined) throw new PromqlError('the expression is empty', { start: 0, end: text.length });
  return only;
}

/** The first child of a kind; undefined when there is none. */
export function childOf({ children }: SyntaxNode, kind: string): SyntaxNode | undefined {
  return children.find((child) => child.kind === kind);
}
