/** How deeply a text nests, followed lexeme by lexeme before anything recursive sees it. */
export interface NestingGauge {
  /** Takes the next lexeme of `yaml`'s lexer and returns the depth there. */
  readonly depthAfter: (lexeme: string) => number;
}

/** Lexemes of no width: document, scalar and end-of-flow marks. */
const MARKS = new Set(['\u0002', '\u0018', '\u001f']);
const SCALAR_MARK = '\u001f';

/**
 * Brackets count as they open and close; a block collection by the column it begins at, which is its indicator's, or
 * its key's for a map.
 */
export function nestingGauge(): NestingGauge {
  let flow = 0;
  let column = 0;
  let keyColumn: number | undefined;
  let isScalar = false;
  const blocks: number[] = [];

  const enter = (at: number): void => {
    while ((blocks.at(-1) ?? -1) > at) blocks.pop();
    if (blocks.at(-1) !== at) blocks.push(at);
  };
  const see = (lexeme: string): void => {
    if (isScalar) keyColumn ??= column;
    else if (lexeme === '[' || lexeme === '{') flow += 1;
    else if (lexeme === ']' || lexeme === '}') flow = Math.max(0, flow - 1);
    else if (flow > 0) return;
    else if (lexeme === ':') enter(keyColumn ?? column);
    else if (lexeme === '-' || lexeme === '?') enter(column);
    else if (lexeme.trim() !== '') keyColumn ??= column;
  };

  return {
    depthAfter: (lexeme) => {
      if (MARKS.has(lexeme)) {
        isScalar = lexeme === SCALAR_MARK;
        return flow + blocks.length;
      }
      see(lexeme);
      isScalar = false;
      const lineEnd = lexeme.lastIndexOf('\n');
      if (lineEnd !== -1) keyColumn = undefined;
      column = lineEnd === -1 ? column + lexeme.length : lexeme.length - lineEnd - 1;
      return flow + blocks.length;
    },
  };
}
