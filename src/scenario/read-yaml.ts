import { Composer, Lexer, type ParsedNode, Parser, type YAMLError } from 'yaml';
import type { Report } from './issue-log.js';
import { MAX_DEPTH, MAX_FILE_LENGTH, MAX_ISSUES, MAX_LEXEMES } from './limits.js';
import { nestingGauge } from './nesting.js';
import { printable } from './printable.js';
import type { Source, Span } from './source.js';

type Token = Parameters<Composer['next']>[0];

/** Controls that no text holds (but for tabs and line ends), and the mark a decoder leaves where bytes were not UTF-8. */
const NOT_TEXT = /[^\P{Cc}\t\n\r\u0085]|\uFFFD/u;

/** Core schema only: no custom tags. Duplicate keys are found in linear time when the nodes become values. */
const OPTIONS = { schema: 'core', resolveKnownTags: false, uniqueKeys: false, prettyErrors: false } as const;

const isMark = (lexeme: string): boolean => lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f';

type Refuse = (offset: number, code: 'too-deep' | 'file-too-large' | 'too-many-issues', message: string) => void;

/**
 * Feeds the parser lexeme by lexeme, so that a text which nests too deeply, is too long or is no YAML at all is refused
 * before the parser or the composer recurse or toil.
 */
function* tokensOf(text: string, refuse: Refuse): Generator<Token, void> {
  const parser = new Parser();
  const gauge = nestingGauge();
  let offset = 0;
  let lexemes = 0;
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > MAX_LEXEMES) {
      return refuse(offset, 'file-too-large', `the file has more than ${MAX_LEXEMES} words and marks`);
    }
    if (gauge.depthAfter(lexeme) > MAX_DEPTH) {
      return refuse(offset, 'too-deep', `the file nests deeper than ${MAX_DEPTH} levels`);
    }
    if (!isMark(lexeme)) offset += lexeme.length;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors += 1;
      yield token;
    }
    if (errors > MAX_ISSUES) return refuse(offset, 'too-many-issues', 'the file is not YAML');
  }
  yield* parser.end();
}

/** An unquoted `*` begins an alias; most who write one mean a pattern. */
export const QUOTE_STARS = 'put a text that begins with * in quotes';

function syntaxHint({ code, message }: YAMLError): string | undefined {
  if (code === 'TAB_AS_INDENT' || /\btabs?\b/i.test(message)) return 'indent with spaces';
  if (code === 'BAD_SCALAR_START') return 'put the text in quotes';
  if (code === 'BAD_ALIAS') return QUOTE_STARS;
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY')
    return 'check the indentation, and put text that contains ": " in quotes';
  return undefined;
}

function reportSyntax(source: Source, error: YAMLError, report: Report): void {
  const span: Span = { source, start: error.pos[0], end: error.pos[1] };
  if (error.code === 'TAG_RESOLVE_FAILED') {
    const tag = printable(source.text.slice(span.start, span.end));
    report(span, {
      code: 'custom-tag',
      message: `the tag ${tag} is not part of YAML's core schema`,
      hint: 'leave the tag out',
    });
    return;
  }
  const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
  report(span, { code: 'yaml-syntax', message, hint: syntaxHint(error) });
}

function isReadable(source: Source, report: Report): boolean {
  const { text } = source;
  const at = (start: number): Span => ({ source, start, end: start + 1 });
  if (text.length > MAX_FILE_LENGTH) {
    const message = `the file has ${text.length} characters; at most ${MAX_FILE_LENGTH} are read`;
    report(at(0), { code: 'file-too-large', message });
    return false;
  }
  const offset = text.search(NOT_TEXT);
  if (offset === -1) return true;
  const code = (text.charCodeAt(offset) || 0).toString(16).toUpperCase().padStart(4, '0');
  const message = `the file is not UTF-8 text (U+${code} at offset ${offset})`;
  report(at(offset), { code: 'not-text', message, hint: 'a scenario is a YAML file in UTF-8' });
  return false;
}

/** A YAML document, and whether its text was sound. */
export interface ReadDocument {
  readonly root: ParsedNode | null;
  readonly sound: boolean;
}

/** The YAML documents of a file that are not empty; reports what keeps it from being YAML. */
export function readDocuments(source: Source, report: Report): readonly ReadDocument[] {
  if (!isReadable(source, report)) return [];
  let isRefused = false;
  const refuse: Refuse = (start, code, message) => {
    isRefused = true;
    report({ source, start, end: start + 1 }, { code, message });
  };
  const composer = new Composer(OPTIONS);
  const documents = [...composer.compose(tokensOf(source.text, refuse))];
  if (isRefused) return [];
  const stream = composer.streamInfo();
  for (const error of stream.errors) reportSyntax(source, error, report);
  return documents.map((document) => {
    const problems = [...document.errors, ...document.warnings];
    for (const problem of problems) reportSyntax(source, problem, report);
    return { root: document.contents, sound: problems.length === 0 };
  });
}
