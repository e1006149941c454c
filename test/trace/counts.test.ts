import { describe, expect, it } from 'vitest';
import { Counts } from '../../src/trace/counts.js';
import { Histogram } from '../../src/trace/histogram.js';

describe('counting sinks', () => {
  it('make room for containers that nobody knew of in the beginning', () => {
    const counts = new Counts(1);
    const histogram = new Histogram(1, 1_000, 100);
    for (const sink of [counts, histogram]) {
      sink.started(0, 0, 1);
      sink.started(0, 1, 2);
      sink.started(7, 1, 250);
      sink.exited(7, 1, 300);
    }
    expect([counts.starts[0], counts.starts[7], counts.exits[7]]).toEqual([2, 1, 1]);
    expect([histogram.restarts[0], histogram.restarts[7], histogram.totalRestarts()]).toEqual([1, 1, 2]);
  });
});
