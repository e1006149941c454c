import type { ProbeScript, ScriptEntry } from '../cluster/script.js';
import type { Context } from './context.js';
import { MAX_WINDOWS } from './limits.js';
import type { AttemptEntry } from './schema.js';
import { spanOf } from './spans.js';
import { durationMs } from './values.js';

type Answers = NonNullable<AttemptEntry['healthy']>;
type Windows = Extract<Answers, readonly unknown[]>;
type Written = Windows[number];
type Good = Exclude<ProbeScript['good'], string>;

const NEVER = Number.POSITIVE_INFINITY;
const ALWAYS: Good = [{ fromMs: 0, untilMs: NEVER }];

/** Counts windows against the limit; the whole scenario has one. */
type Take = (count: number, window: Written) => boolean;

function budget({ spans, report }: Context): Take {
  let taken = 0;
  return (count, window) => {
    const wasWithin = taken <= MAX_WINDOWS;
    taken += count;
    if (taken <= MAX_WINDOWS) return true;
    const message = `with this one, probes succeed in ${taken} windows or more; at most ${MAX_WINDOWS} are simulated`;
    if (wasWithin) report(spanOf(spans, window), { code: 'too-many-entries', message });
    return false;
  };
}

/** A window, or as many as it has repetitions within the run. */
function repeated(window: Written, take: Take, { latestMs, spans, report }: Context): Good {
  const fromMs = durationMs(window.from ?? '0s');
  const untilMs = window.until === undefined ? NEVER : durationMs(window.until);
  const everyMs = window.every === undefined ? NEVER : durationMs(window.every);
  if (untilMs <= fromMs || (everyMs < NEVER && untilMs - fromMs > everyMs)) {
    const message =
      untilMs <= fromMs
        ? `the window ends at ${window.until}, not after it begins at ${window.from ?? '0s'}`
        : `the window lasts longer than ${window.every}, when it begins again`;
    report(spanOf(spans, window), { code: 'contradiction', message });
    return [];
  }
  const times = everyMs === NEVER ? 1 : Math.max(1, Math.ceil((latestMs - fromMs) / everyMs));
  if (!take(times, window)) return [];
  return Array.from({ length: times }, (_, i) => {
    const shiftMs = i === 0 ? 0 : i * everyMs;
    return { fromMs: fromMs + shiftMs, untilMs: untilMs + shiftMs };
  });
}

/** The windows in order; those that meet are one. */
function merged(windows: Windows, take: Take, context: Context): Good {
  const good: { fromMs: number; untilMs: number }[] = [];
  const all = windows.flatMap((window) => repeated(window, take, context));
  for (const window of all.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = good.at(-1);
    if (last !== undefined && window.fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, window.untilMs);
    else good.push({ ...window });
  }
  return good;
}

const isList = (answers: Answers): answers is Windows => Array.isArray(answers);

/** What probes of one kind see; undefined: they all succeed. */
function probeOf(answers: Answers | undefined, take: Take, context: Context): ProbeScript | undefined {
  if (answers === undefined || answers === true) return undefined;
  const whole = typeof answers !== 'object' || isList(answers) ? { good: answers } : answers;
  const { good, takes, output }: Extract<Answers, { readonly good?: unknown }> = whole;
  const told = { takesMs: durationMs(takes ?? '0s'), output };
  if (good === 'alternating') return { good, ...told };
  const windows = typeof good === 'object' ? merged(good, take, context) : good === false ? [] : ALWAYS;
  return { good: windows, ...told };
}

/** Reads what probes see during attempts; undefined: they all succeed. */
export function answersReader(context: Context): (entry: AttemptEntry) => ScriptEntry['probes'] {
  const take = budget(context);
  return ({ healthy, ready, started }) => {
    const written = {
      liveness: probeOf(healthy, take, context),
      readiness: probeOf(ready, take, context),
      startup: probeOf(started, take, context),
    };
    const said = Object.entries(written).filter(([, probe]) => probe !== undefined);
    return said.length === 0 ? undefined : Object.fromEntries(said);
  };
}
