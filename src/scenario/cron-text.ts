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

function numberIn(text: string, names: readonly string[] = [], first = 0): number {
  const named = names.indexOf(text.toLowerCase());
  if (named !== -1) return named + first;
  if (!/^\d{1,9}$/.test(text)) throw new CronError(`failed to parse int from ${text}`);
  return Number(text);
}

/** One range of a field in numbers, such as `1-5/2`. */
function rangeText(text: string, { min, max, names }: Field): string {
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
  const by = step === undefined ? undefined : numberIn(step);
  if (by === 0) throw new CronError(`step of range should be a positive number: ${text}`);
  const plain =
    isAny && high === undefined ? '*' : start === end && step === undefined ? `${start}` : `${start}-${end}`;
  return by === undefined ? plain : `${plain}/${by}`;
}

/**
 * A schedule as five fields of numbers: names, `?` and words such as `@hourly` are written out.
 *
 * @throws {CronError}
 * @source github.com/robfig/cron v3 parser.go
 */
function normalise(schedule: string): string {
  const text = schedule.trim();
  if (/^(CRON_)?TZ=/.test(text))
    throw new CronError('cannot use TZ or CRON_TZ in schedule, use timeZone field instead');
  if (text.startsWith('@')) {
    const macro = Object.hasOwn(MACROS, text) ? MACROS[text] : undefined;
    if (text.startsWith('@every ')) throw new CronError('@every is not simulated; write five fields');
    if (macro === undefined) throw new CronError(`unrecognized descriptor: ${text}`);
    return macro;
  }
  const parts = text.split(/\s+/);
  if (parts.length !== FIELDS.length) {
    throw new CronError(`expected exactly 5 fields, found ${parts.length}: [${text}]`);
  }
  return FIELDS.map((field, i) =>
    (parts[i] ?? '')
      .split(',')
      .map((range) => rangeText(range, field))
      .join(','),
  ).join(' ');
}

/** What is wrong with a schedule, in the API server's words; undefined when nothing is. */
export function cronProblem(schedule: string): string | undefined {
  try {
    normalise(schedule);
    return undefined;
  } catch (error) {
    if (error instanceof CronError) return error.message;
    throw error;
  }
}

/** A schedule that {@link cronProblem} found nothing wrong with, as five fields of numbers. */
export function cronText(schedule: string): string {
  return cronProblem(schedule) === undefined ? normalise(schedule) : schedule;
}

/** How many values of a field a part of a normalised schedule stands for, at most. */
function valuesIn(part: string, { min, max }: Field): number {
  return part.split(',').reduce((sum, range) => {
    const [bounds = '', step] = range.split('/');
    const [low, high] = bounds === '*' ? [min, max] : bounds.split('-').map(Number);
    const width = (high ?? low ?? 0) - (low ?? 0);
    return sum + Math.floor(width / Number(step ?? 1)) + 1;
  }, 0);
}

/** How often a normalised schedule fires on a day on which it does, at most. */
export function firingsPerDay(schedule: string): number {
  const [minutes = '*', hours = '*'] = schedule.split(' ');
  return valuesIn(minutes, FIELDS[0]) * valuesIn(hours, FIELDS[1]);
}
