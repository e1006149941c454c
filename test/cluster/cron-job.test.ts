import { describe, expect, it } from 'vitest';
import { nextRunMs } from '../../src/cluster/cron-schedule.js';
import { parseCron } from '../../src/scenario/parse-cron.js';
import { calendarDay, RUN_BEGINS_MS } from '../../src/time/calendar.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/time/units.js';
import { at, cron, cronJobOf, process, run, told } from '../support/cluster-plan.js';

describe('a schedule', () => {
  const next = (text: string, afterMs: number): number | undefined => {
    return nextRunMs(cron(text), afterMs);
  };

  it.each([
    ['* * * * *', '2024-01-01T00:00:00Z', '2024-01-01T00:01:00Z'],
    ['*/5 * * * *', '2024-01-01T00:00:01Z', '2024-01-01T00:05:00Z'],
    ['30 4 * * *', '2024-01-01T04:30:00Z', '2024-01-02T04:30:00Z'],
    ['0 9-17/4 * * mon-fri', '2024-01-05T17:00:00Z', '2024-01-08T09:00:00Z'],
    ['0 0 29 2 *', '2024-03-01T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['0 0 13 * fri', '2024-01-01T00:00:00Z', '2024-01-05T00:00:00Z'],
    ['0 0 1,15 * *', '2024-12-15T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['0 12 * jun 0', '2024-01-01T00:00:00Z', '2024-06-02T12:00:00Z'],
    ['@hourly', '2024-01-01T00:00:00Z', '2024-01-01T01:00:00Z'],
    ['15/20 * * * *', '2024-01-01T00:16:00Z', '2024-01-01T00:35:00Z'],
  ])('%s after %s is %s', (text, after, expected) => {
    expect(next(text, Date.parse(after))).toBe(Date.parse(expected));
  });

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* * 0 * *',
    '5-1 * * * *',
    '*/0 * * * *',
    'x * * * *',
    '* * * * 7',
    '1/2/3 * * * *',
  ])('refuses %j', (text) => {
    expect(parseCron(text).ok).toBe(false);
  });

  it('counts days as the calendar does', () => {
    for (let day = -1_000; day < 40_000; day += 7) {
      const date = new Date(day * DAY_MS);
      expect(calendarDay(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
      });
    }
  });

  it('begins a run on the first of a month, a Monday, at midnight', () => {
    expect(new Date(RUN_BEGINS_MS).toUTCString()).toBe('Mon, 01 Jan 2024 00:00:00 GMT');
  });
});

describe('a CronJob', () => {
  it('makes a Job at each scheduled minute, named after it', () => {
    const notebook = told({
      workload: cronJobOf('backup'),
      processes: [process('backup-*', run(30_000, 0))],
      durationMs: 16 * MINUTE_MS,
    });
    expect(notebook.createdAt).toEqual([300, 600, 900]);
    expect(notebook.namesOf('Job')).toEqual(['backup-28401125', 'backup-28401130', 'backup-28401135']);
    expect(notebook.said('SawCompletedJob')[0]).toEqual([
      330,
      'Saw completed job: backup-28401125, condition: Complete',
    ]);
    expect(notebook.last('CronJob/backup').counts).toMatchObject({ active: 0, lastScheduleTimeMs: 15 * MINUTE_MS });
  });

  const slow = process('backup-*', run(7 * MINUTE_MS, 0));

  it('Forbid: the Job that could not start is made when the one before has ended', () => {
    const notebook = told({
      workload: cronJobOf('backup', { concurrency: 'Forbid' }),
      processes: [slow],
      durationMs: 30 * MINUTE_MS,
    });
    expect(notebook.createdAt.map((second) => second / 60)).toEqual([5, 12, 19, 26]);
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    expect(notebook.said('JobAlreadyActive')[0]).toEqual([600, message]);
  });

  it('Allow: Jobs run side by side; Replace: the old one goes', () => {
    const allowed = told({ workload: cronJobOf('backup'), processes: [slow], durationMs: 11 * MINUTE_MS });
    expect(allowed.last('CronJob/backup').counts.active).toBe(2);
    const replaced = told({
      workload: cronJobOf('backup', { concurrency: 'Replace' }),
      processes: [slow],
      durationMs: 11 * MINUTE_MS,
    });
    expect(replaced.pods.map(({ deletedAtMs }) => deletedAtMs)).toEqual([600_000, undefined]);
  });

  it('keeps three Jobs that succeeded and one that failed', () => {
    const ended = (exitCode: number): readonly string[] => {
      const { job } = cronJobOf('backup');
      const notebook = told({
        workload: cronJobOf('backup', { schedule: cron('@hourly'), job: { ...job, backoffLimit: 0 } }),
        processes: [process('backup-*', run(1_000, exitCode))],
        durationMs: 6 * HOUR_MS + MINUTE_MS,
      });
      return notebook.namesOf('Job').filter((name) => !notebook.last(`Job/${name}`).isGone);
    };
    expect(ended(0)).toHaveLength(3);
    expect(ended(1)).toHaveLength(1);
  });

  it('makes none while it is suspended', () => {
    const workload = cronJobOf('backup', { suspend: true });
    const notebook = told({
      workload,
      actions: [at(11 * MINUTE_MS, { kind: 'apply', object: { ...workload, suspend: false } })],
      durationMs: 20 * MINUTE_MS,
    });
    // As it is resumed, the newest time that passed is made up for.
    expect(notebook.createdAt.map((second) => second / 60)).toEqual([11, 15, 20]);
  });
});
