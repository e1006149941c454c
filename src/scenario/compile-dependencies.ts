import type { DependencyPlan, Outage } from '../cluster/plan.js';
import type { Context } from './context.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import type { DependencyEntry } from './schema.js';
import { type Spans, spanOf, valueSpan } from './spans.js';
import { durationMs, namesIn } from './values.js';

interface Change {
  readonly atMs: number;
  readonly isUp: boolean;
}

/** The windows as changes: where windows overlap it stays down. */
function windowChanges(entry: DependencyEntry, { spans, report }: Context): readonly Change[] {
  const windows: Outage[] = (entry.down ?? []).map(({ from, until }) => ({
    fromMs: durationMs(from),
    untilMs: until === undefined ? Number.POSITIVE_INFINITY : durationMs(until),
  }));
  for (const [i, { fromMs, untilMs }] of windows.entries()) {
    const written = entry.down?.[i];
    if (written === undefined || untilMs > fromMs) continue;
    const message = `the window ends at ${written.until}, not after it begins at ${written.from}`;
    report(spanOf(spans, written), { code: 'contradiction', message });
  }
  const merged: { fromMs: number; untilMs: number }[] = [];
  for (const window of windows.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last !== undefined && window.fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, window.untilMs);
    else merged.push({ ...window });
  }
  return merged.flatMap(({ fromMs, untilMs }) => [
    { atMs: fromMs, isUp: false },
    { atMs: untilMs, isUp: true },
  ]);
}

/** The times it is down when it follows these changes; of several at one instant the last counts. */
function outagesOf(changes: readonly Change[]): readonly Outage[] {
  const outages: Outage[] = [];
  let downSinceMs: number | undefined;
  for (const { atMs, isUp } of changes.toSorted((a, b) => a.atMs - b.atMs)) {
    if (!isUp) downSinceMs ??= atMs;
    else if (downSinceMs !== undefined) {
      if (atMs > downSinceMs) outages.push({ fromMs: downSinceMs, untilMs: atMs });
      downSinceMs = undefined;
    }
  }
  if (downSinceMs !== undefined) outages.push({ fromMs: downSinceMs, untilMs: Number.POSITIVE_INFINITY });
  return outages.filter(({ fromMs }) => Number.isFinite(fromMs));
}

function actionChanges(name: string, { document }: Context): readonly Change[] {
  return (document.spec.actions ?? []).flatMap(({ at, setDependency }) =>
    setDependency?.name === name ? [{ atMs: durationMs(at), isUp: setDependency.up }] : [],
  );
}

function declaredNames(context: Context): ReadonlySet<string> {
  const { document, spans, report } = context;
  const names = new Set<string>();
  for (const entry of document.spec.dependencies ?? []) {
    if (names.has(entry.name)) {
      const message = `there are two dependencies named ${quoted(entry.name)}`;
      report(valueSpan(spans, entry, 'name'), { code: 'duplicate-name', message });
    }
    names.add(entry.name);
  }
  return names;
}

/** Every place that names a dependency: the map and the key under which it does. */
function* references({ document }: Context): Generator<readonly [owner: object, key: string, value: unknown]> {
  for (const { attempts } of document.spec.processes ?? []) {
    for (const attempt of attempts) {
      yield [attempt, 'needs', attempt.needs];
      if (attempt.when === undefined) continue;
      yield [attempt.when, 'down', attempt.when.down];
      yield [attempt.when, 'up', attempt.when.up];
    }
  }
  for (const { setDependency } of document.spec.actions ?? []) {
    if (setDependency !== undefined) yield [setDependency, 'name', setDependency.name];
  }
}

function checkReferences(declared: ReadonlySet<string>, context: Context): void {
  const { spans, report } = context;
  const known = [...declared];
  const otherwise = known.length === 0 ? 'declare it in spec.dependencies' : `declared: ${known.join(', ')}`;
  const placeOf = (places: Spans, owner: object, key: string, value: unknown, i: number) =>
    Array.isArray(value) ? valueSpan(places, value, i) : valueSpan(places, owner, key);
  for (const [owner, key, value] of references(context)) {
    for (const [i, name] of namesIn(value as string | readonly string[] | undefined).entries()) {
      if (declared.has(name)) continue;
      const message = `no dependency is named ${quoted(name)}`;
      const hint = suggestion(name, known, otherwise);
      report(placeOf(spans, owner, key, value, i), { code: 'unknown-dependency', message, hint });
    }
  }
}

/** When each dependency is down. */
export function compileDependencies(context: Context): readonly DependencyPlan[] {
  checkReferences(declaredNames(context), context);
  return (context.document.spec.dependencies ?? []).map((entry) => ({
    name: entry.name,
    outages: outagesOf([...windowChanges(entry, context), ...actionChanges(entry.name, context)]),
  }));
}
