import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { humanDuration } from '../../src/time/human-duration.js';

const { durations } = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/kubectl-rows.json'), 'utf8')) as {
  readonly durations: readonly { readonly seconds: number; readonly human: string }[];
};

describe('durations as Kubernetes 1.36.2 writes them', () => {
  it.each(durations)('$seconds s is $human', ({ seconds, human }) => {
    expect(humanDuration(seconds * 1000)).toBe(human);
  });
});
