import { DAY_MS } from './units.js';

/**
 * Where a run begins on the calendar: 2024-01-01T00:00:00Z, a Monday. In milliseconds since 1970, so that what is written
 * as a date can be said of an instant of a run.
 */
export const RUN_BEGINS_MS = 19_723 * DAY_MS;

/** A day on the Gregorian calendar, UTC. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

/**
 * Which day it is so many days after 1970-01-01.
 *
 * @source H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days
 */
export function calendarDay(daysSince1970: number): CalendarDay {
  const shifted = daysSince1970 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    weekday: (((daysSince1970 + 4) % 7) + 7) % 7,
  };
}

/**
 * How many days after 1970-01-01 a day is; months and days past their end run on into the next.
 *
 * @source H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil
 */
export function daysSince1970({ year, month, day }: Omit<CalendarDay, 'weekday'>): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
