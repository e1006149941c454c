import { isExact } from '../cluster/glob.js';
import { formatDuration } from '../time/go-duration.js';
import type { Context } from './context.js';
import type { Expectation, Expected, Moment } from './expectation.js';
import { suggestion } from './nearest.js';
import { mayMatch, type PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { ExpectEntry } from './schema.js';
import { AT_FIELDS, RESTART_FIELDS } from './schema-expect.js';
import { positionAt } from './source.js';
import { spanOf, valueSpan } from './spans.js';
import { durationMs } from './values.js';

type Field = (typeof AT_FIELDS)[number] | (typeof RESTART_FIELDS)[number];
type Written = ExpectEntry[Field];

const isDuration = (field: string): boolean => field === 'backoff' || field === 'delay';

const numberOf = (value: string | number | undefined): number | undefined =>
  typeof value === 'string' ? durationMs(value) : value;

function expectedOf(field: string, value: NonNullable<Written>): Expected {
  if (typeof value === 'object') return { kind: 'range', min: numberOf(value.min), max: numberOf(value.max) };
  return { kind: 'exact', value: isDuration(field) ? durationMs(String(value)) : value };
}

function checksOf<F extends Field>(
  fields: readonly F[],
  entry: ExpectEntry,
  { spans, report }: Context,
): readonly { readonly field: F; readonly expected: Expected }[] {
  return fields.flatMap((field) => {
    const written: Written = entry[field];
    if (written === undefined) return [];
    const expected = expectedOf(field, written);
    if (expected.kind === 'range' && (expected.min ?? 0) > (expected.max ?? Number.POSITIVE_INFINITY)) {
      const message = `${field}: min is greater than max`;
      report(valueSpan(spans, entry, field), { code: 'contradiction', message });
    }
    return [{ field, expected }];
  });
}

function momentOf(entry: ExpectEntry, context: Context): Moment {
  const { at, restart } = entry;
  if (restart !== undefined) return { kind: 'restart', restart, checks: checksOf(RESTART_FIELDS, entry, context) };
  const atMs = durationMs(at ?? '0s');
  if (atMs > context.latestMs) {
    const message = `the run ends at ${formatDuration(context.latestMs)}, before ${at}`;
    context.report(valueSpan(context.spans, entry, 'at'), { code: 'after-the-end', message });
  }
  return { kind: 'at', atMs, checks: checksOf(AT_FIELDS, entry, context) };
}

/** A pattern may match nothing, which fails when the expectation is judged; an exact name must exist. */
function checkNames(entry: ExpectEntry, sources: readonly PodSource[], { spans, report }: Context): void {
  const matching = sources.filter((source) => mayMatch(source, entry.pod));
  if (matching.length === 0 && isExact(entry.pod)) {
    const message = `no pod is named ${quoted(entry.pod)}`;
    const hint = suggestion(
      entry.pod,
      sources.flatMap(({ podNames }) => podNames),
    );
    report(valueSpan(spans, entry, 'pod'), { code: 'unknown-pod', message, hint });
  }
  const { container } = entry;
  if (container === undefined || !isExact(container) || matching.length === 0) return;
  const names = [...new Set(matching.flatMap(({ template }) => template.spec.containers.map(({ name }) => name)))];
  if (names.includes(container)) return;
  const message = `no matching pod has a container ${quoted(container)}`;
  const hint = suggestion(container, names, `containers: ${names.slice(0, 5).join(', ')}`);
  report(valueSpan(spans, entry, 'container'), { code: 'unknown-container', message, hint });
}

/** The scenario's own tests. */
export function compileExpectations(sources: readonly PodSource[], context: Context): readonly Expectation[] {
  return (context.document.spec.expect ?? []).map((entry) => {
    const { source, start } = spanOf(context.spans, entry);
    checkNames(entry, sources, context);
    const container = entry.container === undefined ? '' : ` container ${entry.container}`;
    const when = entry.at === undefined ? `restart ${entry.restart}` : `at ${entry.at}`;
    return {
      kind: 'pod',
      file: source.file,
      line: positionAt(source, start).line,
      text: `pod ${entry.pod}${container} ${when}`,
      podPattern: entry.pod,
      containerPattern: entry.container,
      moment: momentOf(entry, context),
    };
  });
}
