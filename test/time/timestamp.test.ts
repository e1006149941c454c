import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRfc1123, formatTimestamp, parseTimestamp, ZERO_TIME_MS } from '../../src/time/timestamp.js';

describe('times of Kubernetes objects', () => {
  it('agree with the calendar of the language', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (atMs) => {
        const date = new Date(atMs);
        const whole = atMs - (((atMs % 1_000) + 1_000) % 1_000);
        expect(formatTimestamp(atMs)).toBe(date.toISOString().replace(/\.\d+Z$/, 'Z'));
        expect(formatRfc1123(atMs)).toBe(date.toUTCString().replace('GMT', '+0000'));
        expect(parseTimestamp(formatTimestamp(atMs))).toBe(whole);
        expect(parseTimestamp(date.toISOString())).toBe(atMs);
      }),
    );
  });

  it.each([
    ['2026-11-20T16:06:42.123456789Z', Date.UTC(2026, 10, 20, 16, 6, 42, 123)],
    ['2026-11-20T18:06:42+02:00', Date.UTC(2026, 10, 20, 16, 6, 42)],
    ['2026-11-20T15:36:42.5-00:30', Date.UTC(2026, 10, 20, 16, 6, 42, 500)],
  ])('%s', (text, atMs) => {
    expect(parseTimestamp(text)).toBe(atMs);
  });

  it.each(['', 'now', '2026-02-30T00:00:00Z', '2026-01-10 12:00:00Z', '2026-01-10T24:00:00Z', '2026-01-10T12:00:00'])(
    'refuses "%s"',
    (text) => {
      expect(parseTimestamp(text)).toBeUndefined();
    },
  );

  it('tell the zero time as Go does', () => {
    expect(formatRfc1123(ZERO_TIME_MS)).toBe('Mon, 01 Jan 0001 00:00:00 +0000');
  });
});
