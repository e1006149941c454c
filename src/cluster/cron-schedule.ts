import { calendarDay } from '../time/calendar.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/units.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MACROS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
/** February 29 on a given weekday comes back within this. */
const LONGEST_SEARCH_DAYS = 366 * 41;

/** When a CronJob runs: the minutes that match all five fields, UTC. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** A day must match both fields of it, since one of them is `*`; otherwise either will do. */
  readonly needsBothDays: boolean;
}

/** @returns undefined when the text is no schedule of five fields, or a macro such as `@hourly` */
export function parseCron(text: string): CronSchedule | undefined {
  const fields = (MACROS[text.trim()] ?? text).trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  if (fields.length !== 5) return undefined;
  const minutes = parseField(minute, 0, 59, []);
  const hours = parseField(hour, 0, 23, []);
  const days = parseField(day, 1, 31, []);
  const months = parseField(month, 1, 12, ['', ...MONTHS]);
  const weekdays = parseField(weekday, 0, 6, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const needsBothDays = isOpen(day) || isOpen(weekday);
  return { minutes, hours, days, months, weekdays, needsBothDays };
}

/** The first minute after an instant, both in milliseconds since 1970; undefined: none in forty years. */
export function nextRunMs(schedule: CronSchedule, afterMs: number): number | undefined {
  const firstMs = (Math.floor(afterMs / MINUTE_MS) + 1) * MINUTE_MS;
  const firstDay = Math.floor(firstMs / DAY_MS);
  for (let day = firstDay; day < firstDay + LONGEST_SEARCH_DAYS; day += 1) {
    if (!isRunDay(schedule, day)) continue;
    const time = firstTimeOfDayMs(schedule, day === firstDay ? firstMs - day * DAY_MS : 0);
    if (time !== undefined) return day * DAY_MS + time;
  }
  return undefined;
}

function isRunDay({ days, months, weekdays, needsBothDays }: CronSchedule, daysSince1970: number): boolean {
  const { month, day, weekday } = calendarDay(daysSince1970);
  if (!months.has(month)) return false;
  return needsBothDays ? days.has(day) && weekdays.has(weekday) : days.has(day) || weekdays.has(weekday);
}

function firstTimeOfDayMs({ hours, minutes }: CronSchedule, fromMs: number): number | undefined {
  for (const hour of [...hours].sort((a, b) => a - b)) {
    for (const minute of [...minutes].sort((a, b) => a - b)) {
      const timeMs = hour * HOUR_MS + minute * MINUTE_MS;
      if (timeMs >= fromMs) return timeMs;
    }
  }
  return undefined;
}

/** `*` in any form: a step makes no difference. @source robfig/cron, as Kubernetes uses it */
function isOpen(field: string): boolean {
  return field.startsWith('*') || field.startsWith('?');
}

/** `*`, `5`, `1-5`, `mon`, with `/step`, separated by commas. */
function parseField(field: string, least: number, most: number, names: readonly string[]): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step, ...rest] = part.split('/');
    const bounds = parseRange(range, least, most, names, step !== undefined);
    const every = step === undefined ? 1 : parseNumber(step, []);
    if (bounds === undefined || every === undefined || every === 0 || rest.length > 0) return undefined;
    for (let value = bounds.from; value <= bounds.to; value += every) values.add(value);
  }
  return values;
}

function parseRange(text: string, least: number, most: number, names: readonly string[], isStepped: boolean) {
  if (text === '*' || text === '?') return { from: least, to: most };
  const [first = '', last, ...rest] = text.split('-');
  const from = parseNumber(first, names);
  const to = last === undefined ? (isStepped ? most : from) : parseNumber(last, names);
  if (from === undefined || to === undefined || rest.length > 0) return undefined;
  return from < least || to > most || from > to ? undefined : { from, to };
}

function parseNumber(text: string, names: readonly string[]): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const place = text === '' ? -1 : names.indexOf(text.toLowerCase());
  return place === -1 ? undefined : place;
}
