import { calendarDay } from '../time/calendar.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/units.js';

/** February 29 on a given weekday comes back within this. */
const LONGEST_SEARCH_DAYS = 366 * 41;

/** When a CronJob runs: the minutes that match all five fields, UTC; each ascending. */
export interface CronSchedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** A day must match both fields of it, since one of them is `*`; otherwise either will do. */
  readonly needsBothDays: boolean;
}

/** How often it runs on a day on which it does. */
export function runsPerDay({ hours, minutes }: CronSchedule): number {
  return hours.length * minutes.length;
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
  if (!months.includes(month)) return false;
  const matches = [days.includes(day), weekdays.includes(weekday)];
  return needsBothDays ? matches.every(Boolean) : matches.some(Boolean);
}

function firstTimeOfDayMs({ hours, minutes }: CronSchedule, fromMs: number): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const timeMs = hour * HOUR_MS + minute * MINUTE_MS;
      if (timeMs >= fromMs) return timeMs;
    }
  }
  return undefined;
}
