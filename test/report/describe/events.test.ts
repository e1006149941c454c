import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { eventRow } from '../../../src/report/describe/events.js';

const FILE = join(import.meta.dirname, '../../fixtures/described-objects/event-lines.json');

const { now, lines } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  readonly now: string;
  readonly lines: readonly { readonly title: string; readonly event: Event; readonly columns: readonly string[] }[];
};

describe('events on a page, as the code of Kubernetes 1.36.2 computes them', () => {
  it.each(lines)('$title', ({ event, columns }) => {
    expect(eventRow(event, Date.parse(now))).toEqual(columns);
  });
});
