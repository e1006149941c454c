import { type CheckField, type CheckResult, checksOf, type Observed } from '../analysis/check.js';
import type { Judgement } from '../analysis/expectations.js';
import { toSeconds } from '../time/units.js';
import type { Style } from './style.js';
import { counted, duration, hanging } from './words.js';

/** The contract of `verify -o json`, one per expectation. */
export interface VerifyResult {
  readonly file: string;
  readonly line: number;
  readonly subject: string;
  readonly expected: string;
  readonly actual: string;
  readonly ok: boolean;
}

const IN_MILLISECONDS: readonly CheckField[] = ['backoff', 'delay'];
/** So many deviations are told of one expectation. */
const MOST_TOLD = 3;

/** Tells a judgement as one line of text each for what was expected and what was found. */
export function toVerifyResult(judgement: Judgement): VerifyResult {
  const { expectation, ok } = judgement;
  const { file, line, text } = expectation;
  const expected = checksOf(expectation)
    .map(({ field, expected: wanted }) => expectedText(field, wanted))
    .join(', ');
  return { file, line, subject: text, expected, actual: actualText(judgement), ok };
}

function actualText({ results, ok, matched }: Judgement): string {
  const told = ok ? results : results.filter((result) => !result.ok);
  if (!matched && told.length === 0) return 'nothing matches';
  const several = new Set(results.map(({ who }) => who)).size > 1;
  const texts = told.slice(0, MOST_TOLD).map(({ who, field, expected, actual }) => {
    return `${several ? `${who}: ` : ''}${observedText(field, expected, actual)}`;
  });
  const rest = told.length - texts.length;
  return rest > 0 ? `${texts.join(', ')} and ${rest} more` : texts.join(', ');
}

function expectedText(field: CheckField, expected: CheckResult['expected']): string {
  if (expected.kind === 'exact') return `${field} ${valueText(field, expected.value)}`;
  if (expected.kind === 'condition') return conditionText(expected.type, expected.status, expected.reason);
  const { min, max } = expected;
  if (min === undefined) return `${field} at most ${valueText(field, max)}`;
  return max === undefined
    ? `${field} at least ${valueText(field, min)}`
    : `${field} ${valueText(field, min)} to ${valueText(field, max)}`;
}

function observedText(field: CheckField, expected: CheckResult['expected'], actual: Observed): string {
  if (expected.kind === 'condition' && actual === undefined) return `no condition ${expected.type}`;
  if (typeof actual !== 'object') return `${field} ${valueText(field, actual)}`;
  return conditionText(actual.type, actual.status, actual.reason ?? undefined);
}

function conditionText(type: string, status: boolean, reason: string | undefined): string {
  return `condition ${type} ${status ? 'True' : 'False'}${reason === undefined ? '' : ` (${reason})`}`;
}

function valueText(field: CheckField, value: string | number | boolean | undefined): string {
  if (value === undefined) return 'none';
  return typeof value === 'number' && IN_MILLISECONDS.includes(field) ? duration(toSeconds(value)) : String(value);
}

export interface VerifyLooks {
  readonly width: number;
  readonly style: Style;
}

/** For people: failures in full, successes as a count per file. */
export function verifyText(results: readonly VerifyResult[], { width, style }: VerifyLooks): string {
  const files = [...new Set(results.map(({ file }) => file))];
  const lines = files.flatMap((file) => {
    const own = results.filter((result) => result.file === file);
    const failed = own.filter(({ ok }) => !ok);
    const mark = failed.length === 0 ? '✓' : '✗';
    const met = `${own.length - failed.length} of`;
    const full = `${mark} ${file}  ${met} ${counted(own.length, 'expectation')} met`;
    const head = full.length <= width ? full : `${mark} ${file}  ${met} ${own.length}`;
    return [
      style(head, failed.length === 0 ? 'good' : 'bad'),
      ...failed.flatMap((result) => failureLines(result, width)),
    ];
  });
  const failures = results.filter(({ ok }) => !ok).length;
  const sum = `${results.length - failures} passed, ${failures} failed`;
  return `${[...lines, '', sum].join('\n')}\n`;
}

function failureLines({ file, line, subject, expected, actual }: VerifyResult, width: number): readonly string[] {
  return [
    ...hanging('  ', `${file}:${line}: ${subject}`, width),
    ...hanging('    expected ', expected, width),
    ...hanging('    got      ', actual, width),
  ];
}

/** Test Anything Protocol 13. */
export function verifyTap(results: readonly VerifyResult[]): string {
  const lines = results.flatMap(({ file, line, subject, expected, actual, ok }, at) => {
    const head = `${ok ? 'ok' : 'not ok'} ${at + 1} - ${file}:${line} ${subject}: ${expected}`.replaceAll('#', '\\#');
    return ok
      ? [head]
      : [head, '  ---', `  expected: ${JSON.stringify(expected)}`, `  actual: ${JSON.stringify(actual)}`, '  ...'];
  });
  return `${['TAP version 13', `1..${results.length}`, ...lines].join('\n')}\n`;
}

/** JUnit XML, one suite per file. */
export function verifyJunit(results: readonly VerifyResult[]): string {
  const suites = [...new Set(results.map(({ file }) => file))].map((file) => {
    const own = results.filter((result) => result.file === file);
    const cases = own.map(({ line, subject, expected, actual, ok }) => {
      const open = `    <testcase classname="${xml(file)}" name="${xml(`${subject}: ${expected}`)}" line="${line}"`;
      return ok
        ? `${open}/>`
        : `${open}>\n      <failure message="${xml(`expected ${expected}, got ${actual}`)}"/>\n    </testcase>`;
    });
    const failures = own.filter(({ ok }) => !ok).length;
    return `  <testsuite name="${xml(file)}" tests="${own.length}" failures="${failures}">\n${cases.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join('\n')}\n</testsuites>\n`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
