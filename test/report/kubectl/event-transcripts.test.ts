import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventsAt, type ListedEvent } from '../../../src/analysis/event-list.js';
import { eventObject } from '../../../src/objects/event.js';
import { eventRow } from '../../../src/report/kubectl/events.js';
import { RUN_BEGINS_MS } from '../../../src/time/calendar.js';
import { recordedPods } from '../../support/recorded-events.js';
import { runTranscripts } from '../../support/recorded-tables.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/event-tables');
/** How long kubectl may have taken until the server made the table: nobody recorded it. */
const ANSWERED_AFTER_MS = Array.from({ length: 26 }, (_, at) => at * 20);
/** The recorded API server kept events for longer than the hour of a default one. */
const KEPT_MS = Number.POSITIVE_INFINITY;
const ROW = /^(\S+) +(\S+) +(\S+) +(\S+) +(.*)$/;

/** Rows of `kubectl get events` as the recorded kubelet's words lead to them. */
function rowsAt(run: string, names: readonly string[], nowMs: number): readonly string[] {
  const births = runTranscripts().find((each) => each.run === run)?.pods ?? {};
  const pods = recordedPods().filter((pod) => pod.run === run && names.includes(`pod/${pod.name}`));
  return pods.flatMap(({ name, occurrences, kubeletRestarts, version }) => {
    const bornMs = births[name]?.[1] ?? Number.NaN;
    const moved = (event: ListedEvent): ListedEvent => ({
      ...event,
      firstMs: event.firstMs + bornMs - RUN_BEGINS_MS,
      lastMs: event.lastMs + bornMs - RUN_BEGINS_MS,
    });
    const listed = eventsAt(occurrences, kubeletRestarts, nowMs - bornMs, version, KEPT_MS);
    return listed.map((event) => {
      const { lastSeen, type, reason, object, message } = eventRow(eventObject(moved(event)), nowMs);
      return [lastSeen, type, reason, object, message].join('  ');
    });
  });
}

describe('the events as a real API server showed them (the scheduler’s are not in the recordings)', () => {
  it.each(readdirSync(FOLDER))('%s', (file) => {
    const [head = '', , ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n');
    const askedMs = Date.parse(head.split(' ')[1] ?? '');
    const run = basename(file).split('-')[0] ?? '';
    const rows = lines.flatMap((line) => {
      const cells = ROW.exec(line)?.slice(1) ?? [];
      return cells[2] === 'Scheduled' ? [] : [cells];
    });
    const shown = rows.map((cells) => cells.join('  ')).toSorted();
    expect(shown.length).toBeGreaterThan(20);
    const names = [...new Set(rows.map((cells) => cells[3] ?? ''))];
    const ours = ANSWERED_AFTER_MS.map((afterMs) => rowsAt(run, names, askedMs + afterMs).toSorted());
    expect(ours).toContainEqual(shown);
  });
});
