import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPodRow } from '../../src/evidence/pod-row-text.js';
import { contradictionsIn } from '../../src/evidence/row-contradictions.js';

const RECORDED = join(import.meta.dirname, '../fixtures/explain/transcripts');

it('finds no contradiction in any row that a real cluster has shown', () => {
  const rows = readdirSync(RECORDED)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(RECORDED, name), 'utf8').split('\n'))
    .flatMap((line) => readPodRow(line) ?? []);
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter((row) => contradictionsIn(row).length > 0)).toEqual([]);
});
