import { describe, expect, it } from 'vitest';
import { eventRecorder } from '../../src/cluster/event-recorders.js';
import { SeriesRecorder } from '../../src/cluster/event-series.js';
import { EventCorrelator } from '../../src/kubelet/event-correlator.js';
import type { EventKind } from '../../src/trace/event.js';

const MIN = 60_000;

function failure(message: string): EventKind {
  return {
    source: 'default-scheduler',
    host: null,
    object: { kind: 'Pod', namespace: 'default', name: 'web', uid: 'u1' },
    fieldPath: null,
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
  };
}

/** What is written, as minutes and count, when a failure is told at each of these minutes and the rest is waited for. */
function written(minutes: readonly number[], untilMinute: number): readonly string[] {
  const recorder = new SeriesRecorder();
  const writes = minutes.flatMap((minute) => {
    const before = recorder.advance(minute * MIN);
    const now = recorder.observe(failure(`at ${minute}`), minute * MIN);
    return now === undefined ? before : [...before, now];
  });
  return [...writes, ...recorder.advance(untilMinute * MIN)].map(
    ({ writtenMs, object, count, message }) => `${writtenMs / MIN}m: ${object} x${count} ${message}`,
  );
}

describe('E19: the scheduler writes series', () => {
  it('writes the first and the second, with the message of the first', () => {
    expect(written([1, 2, 3], 5)).toEqual(['1m: 0 x1 at 1', '2m: 0 x2 at 1']);
  });

  it('writes the count every 30 minutes, and when the series has ended', () => {
    const everyFive = [1, 6, 11, 16, 21, 26, 31];
    expect(written(everyFive, 60)).toEqual(['1m: 0 x1 at 1', '6m: 0 x2 at 1', '30m: 0 x6 at 1', '42m: 0 x7 at 1']);
  });

  it('forgets what was not repeated for more than six minutes', () => {
    expect(written([6, 13], 14)).toEqual(['6m: 0 x1 at 6', '13m: 0 x2 at 6']);
    expect(written([1, 13], 14)).toEqual(['1m: 0 x1 at 1', '13m: 1 x1 at 13']);
    expect(written([1, 11], 12)).toEqual(['1m: 0 x1 at 1', '11m: 0 x2 at 1']);
  });

  it('is how the scheduler records, and nobody else', () => {
    expect(eventRecorder('default-scheduler', '1.36')).toBeInstanceOf(SeriesRecorder);
    for (const source of ['kubelet', 'job-controller'])
      expect(eventRecorder(source, '1.36')).toBeInstanceOf(EventCorrelator);
  });
});
