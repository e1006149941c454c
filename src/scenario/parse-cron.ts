import type { CronSchedule } from '../cluster/cron-schedule.js';

/** The fields of a schedule in order, with their bounds and the names that stand for numbers. */
const FIELDS = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;
type Field = (typeof FIELDS)[number];

const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

class CronError extends Error {}

/** A schedule, or what is wrong with it in the API server's words. */
export type CronReading =
  | { readonly ok: true; readonly schedule: CronSchedule }
  | { readonly ok: false; readonly problem: string };

/** Reads five fields of cron, or a word such as `@hourly`. @source github.com/robfig/cron v3 parser.go */
export function parseCron(text: string): CronReading {
  try {
    return { ok: true, schedule: scheduleOf(fieldsOf(text.trim())) };
  } catch (error) {
    if (error instanceof CronError) return { ok: false, problem: error.message };
    throw error;
  }
}

function fieldsOf(text: string): readonly string[] {
  if (/^(CRON_)?TZ=/.test(text))
    throw new CronError('cannot use TZ or CRON_TZ in schedule, use timeZone field instead');
  if (text.startsWith('@every ')) throw new CronError('@every is not simulated; write five fields');
  const macro = Object.hasOwn(MACROS, text) ? MACROS[text] : undefined;
  if (text.startsWith('@') && macro === undefined) throw new CronError(`unrecognized descriptor: ${text}`);
  const parts = (macro ?? text).split(/\s+/);
  if (parts.length !== FIELDS.length)
    throw new CronError(`expected exactly 5 fields, found ${parts.length}: [${text}]`);
  return parts;
}

function scheduleOf(parts: readonly string[]): CronSchedule {
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = FIELDS.map((field, at) => {
    const values = (parts[at] ?? '').split(',').flatMap((range) => valuesIn(range, field));
    return [...new Set(values)].sort((a, b) => a - b);
  });
  // `*` in any form leaves the day open: a step makes no difference.
  const needsBothDays = [2, 4].some((at) => /^[*?]/.test(parts[at] ?? ''));
  return { minutes, hours, days, months, weekdays, needsBothDays };
}

/** The numbers one range of a field stands for, such as `1-5/2`, `mon` or `*`. */
function valuesIn(text: string, { min, max, names }: Field): readonly number[] {
  const [range = '', step, ...more] = text.split('/');
  if (more.length > 0) throw new CronError(`too many slashes: ${text}`);
  const [low = '', high, ...others] = range.split('-');
  if (others.length > 0) throw new CronError(`too many hyphens: ${text}`);
  const isAny = low === '*' || low === '?';
  const start = isAny ? min : numberIn(low, names, min);
  const end = high === undefined ? (isAny || step !== undefined ? max : start) : numberIn(high, names, min);
  if (start < min) throw new CronError(`beginning of range (${start}) below minimum (${min}): ${text}`);
  if (end > max) throw new CronError(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end) throw new CronError(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  const by = step === undefined ? 1 : numberIn(step);
  if (by === 0) throw new CronError(`step of range should be a positive number: ${text}`);
  return Array.from({ length: Math.floor((end - start) / by) + 1 }, (_, at) => start + at * by);
}

function numberIn(text: string, names: readonly string[] = [], first = 0): number {
  const named = names.indexOf(text.toLowerCase());
  if (named !== -1) return named + first;
  if (!/^\d{1,9}$/.test(text)) throw new CronError(`failed to parse int from ${text}`);
  return Number(text);
}
