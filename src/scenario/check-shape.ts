import type * as z from 'zod/mini';
import type { Problem, Report } from './issue-log.js';
import { MAX_ISSUES } from './limits.js';
import { suggestion } from './nearest.js';
import { type Path, type Phrasing, PLAIN, pathText } from './phrasing.js';
import { knownKeysIn, saidIn } from './schema-parts.js';
import { keySpan, type Spans, spanOf, valueSpan } from './spans.js';
import type { Value } from './tree.js';

/** More than are shown, since what is found first need not stand first. */
const MOST_REPORTED = 10 * MAX_ISSUES;

type ZodIssue = z.core.$ZodIssue;

function child(value: unknown, part: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
}

const valueAt = (root: unknown, path: Path): unknown => path.reduce<unknown>(child, root);

/** Whether a branch was not meant at all: it takes another type of value, or a word where a map is. */
function isOfAnotherType(issue: ZodIssue | undefined, value: unknown): boolean {
  if (issue === undefined || issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || (issue.code === 'invalid_value' && typeof value === 'object');
}

/**
 * The problems of the branch the writer meant: branches differ in type, so it is the one whose type fits; a bare
 * number meant the branch that says how to write it.
 */
function branchMeant(issue: ZodIssue, root: Value): readonly ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const rebased = issue.errors.map((branch) =>
    branch.map((inner): ZodIssue => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const fits = issue.errors.findIndex((branch) => !isOfAnotherType(branch[0], valueAt(root, issue.path)));
  const helps = issue.errors.findIndex((branch) => saidIn(branch[0]?.message ?? '')?.code === 'duration-without-unit');
  const chosen = rebased[helps === -1 ? fits : helps];
  return chosen === undefined ? [issue] : chosen.flatMap((inner) => branchMeant(inner, root));
}

function problemOf(issue: ZodIssue, value: unknown, phrasing: Phrasing): Problem {
  const said = saidIn(issue.message);
  if (value === undefined && issue.code !== 'custom') return phrasing.missing;
  if (said !== undefined) return said;
  if (issue.code === 'invalid_type') return phrasing.wrongType(issue.expected, value);
  if (issue.code === 'invalid_value') return phrasing.notAllowed(issue.values, value);
  return phrasing.other(value);
}

/** The unknown keys of each map, by its path. */
type UnknownKeys = ReadonlyMap<string, readonly string[]>;

function unknownKeysIn(issues: readonly ZodIssue[]): UnknownKeys {
  return new Map(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? [[pathText(issue.path), issue.keys] as const] : [],
    ),
  );
}

/** Unknown keys explain what else is wrong with their map: a misspelt key is also a missing one. */
function isExplained(path: Path, { code }: Problem, unknownKeys: UnknownKeys): boolean {
  if (code === 'choose-one') return unknownKeys.has(pathText(path));
  if (code !== 'missing-key') return false;
  const owner = path.slice(0, -1);
  const missing = String(path.at(-1));
  const keys = unknownKeys.get(pathText(owner)) ?? [];
  return keys.some((key) => suggestion(key, [missing]) !== undefined);
}

/** Undefined when there are so many that zod runs out of stack: it passes them on as arguments. */
function issuesOf(schema: z.core.$ZodType, root: Value): readonly ZodIssue[] | undefined {
  try {
    return (schema as z.ZodMiniType).safeParse(root).error?.issues ?? [];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether a value fits a schema; reports every problem at the key or value that causes it. */
export function checkShape(
  schema: z.core.$ZodType,
  root: Value,
  spans: Spans,
  report: Report,
  phrasing: Phrasing = PLAIN,
): boolean {
  const found = issuesOf(schema, root);
  if (found === undefined) {
    report(spanOf(spans, root as object), { code: 'too-many-issues', message: 'there are too many problems to list' });
    return false;
  }
  if (found.length === 0) return true;
  const issues = found.slice(0, MOST_REPORTED).flatMap((issue) => branchMeant(issue, root));
  const unknownKeys = unknownKeysIn(issues);
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      const owner = valueAt(root, issue.path) as object;
      for (const key of issue.keys.slice(0, MOST_REPORTED))
        report(keySpan(spans, owner, key), phrasing.unknownKey(issue.path, key, knownKeysIn(issue.message)));
      continue;
    }
    const problem = problemOf(issue, valueAt(root, issue.path), phrasing);
    if (isExplained(issue.path, problem, unknownKeys)) continue;
    const message = phrasing.at(pathText(issue.path), problem.message);
    report(spanAt(root, issue.path, spans), { ...problem, message });
  }
  return false;
}

function spanAt(root: Value, path: Path, spans: Spans) {
  const last = path.at(-1);
  const owner = valueAt(root, path.slice(0, -1)) as object;
  if (last === undefined) return spanOf(spans, root as object);
  return valueSpan(spans, owner, typeof last === 'number' ? last : String(last));
}
