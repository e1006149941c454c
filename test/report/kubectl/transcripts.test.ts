import type { Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { watchPods } from '../../../src/objects/watch.js';
import { podRow, podTable } from '../../../src/report/kubectl/pods.js';
import { PLAIN, TablePrinter } from '../../../src/report/kubectl/print-table.js';
import { scenarioFromRecordedPod } from '../../../src/scenario/from-recorded-pod.js';
import type { RecordedKubelet } from '../../../src/scenario/recorded-pod.js';
import { ran } from '../../support/objects.js';
import { recordedKubelets } from '../../support/recorded-pods.js';
import { type RunTranscripts, runTranscripts, servedPod, type Transcript } from '../../support/recorded-tables.js';

const KUBELETS = new Map(recordedKubelets().map((kubelet) => [kubelet.run, kubelet] as const));

/** Nobody recorded when exactly these were made. */
const VAGUE = ['sleep', 'badconfig', 'badimage'];

/** Every status of every pod as it came, printed like the rows of a watch. */
function watched(recorded: RunTranscripts, rows: number): readonly string[] {
  const changes = (KUBELETS.get(recorded.run)?.pods ?? []).flatMap((pod) => {
    const [created, bornMs] = recorded.pods[pod.name] ?? [];
    if (created === undefined || bornMs === undefined) return [];
    return pod.statuses.map((status) => {
      const nowMs = bornMs + status.at * 1_000;
      return { nowMs, object: servedPod(pod, status, { ...recorded, created, bornMs }) };
    });
  });
  const printer = new TablePrinter(podTable('1.36'), PLAIN);
  const inOrder = changes.sort((a, b) => a.nowMs - b.nowMs).slice(0, rows);
  return inOrder.flatMap(({ object, nowMs }) => printer.print([object], nowMs).trimEnd().split('\n'));
}

function printed({ asked, askedAt, answeredAfterMs, text }: Transcript, recorded: RunTranscripts): string {
  const kubelet = KUBELETS.get(recorded.run) as RecordedKubelet;
  const nowMs = Date.parse(askedAt) + answeredAfterMs;
  const listed = new Set(text.split('\n').map((line) => line.split(' ')[0]));
  const pods = kubelet.pods.flatMap((pod) => {
    const [created, bornMs] = recorded.pods[pod.name] ?? [];
    if (created === undefined || bornMs === undefined || !listed.has(pod.name)) return [];
    const status = pod.statuses.findLast(({ at }) => bornMs + at * 1_000 <= nowMs);
    return status === undefined ? [] : [servedPod(pod, status, { ...recorded, created, bornMs })];
  });
  const byName = pods.toSorted((a, b) => ((a.metadata?.name ?? '') < (b.metadata?.name ?? '') ? -1 : 1));
  const version = kubelet.version === '1.32' ? '1.32' : '1.36';
  return new TablePrinter(podTable(version), { ...PLAIN, wide: asked.endsWith('-o wide') }).print(byName, nowMs);
}

const cellsOf = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/g, '  '));

const CASES = runTranscripts().flatMap((recorded) =>
  recorded.transcripts.map((transcript) => {
    return { recorded, transcript, title: `run ${recorded.run} at ${transcript.askedAt}: ${transcript.asked}` };
  }),
);

describe('the pods as a real API server showed them, printed as a real kubectl printed them', () => {
  it.each(CASES)('$title', ({ recorded, transcript }) => {
    const text = printed(transcript, recorded);
    if (transcript.exact) expect(text).toBe(transcript.text);
    // Where the recording leaves out lines, columns are as wide as those lines needed.
    else expect(cellsOf(text)).toEqual(cellsOf(transcript.text));
  });

  it.each(runTranscripts().filter(({ watched }) => watched !== undefined))('every change of run $run', (recorded) => {
    const { exactLines = 0, text = '' } = recorded.watched ?? {};
    const real = text.trimEnd().split('\n');
    const ours = watched(recorded, real.length);
    expect(ours.slice(0, exactLines)).toEqual(real.slice(0, exactLines));
    const clear = (lines: readonly string[]) =>
      cellsOf(lines.join('\n')).filter((line) => !VAGUE.some((name) => line.startsWith(name)));
    expect(clear(ours.slice(0, real.length))).toEqual(clear(real));
  });
});

/** What stands in a row whatever the clock says. */
function timeless(pod: Pod): string {
  const { ready, status, restarts } = podRow(pod, 0);
  return `${ready} ${status} ${restarts.split(' ')[0]}`;
}

const PLACE = { node: 'node-1', address: '10.244.0.2', created: '2026-01-01T00:00:00Z', bornMs: 0 };
const FIRST = 12;
const PODS = ['badcmd', 'badconfig', 'badimage', 'exit0', 'exit1', 'init-ok', 'liveness', 'oom', 'poststart'];

describe('a watch of a simulated pod', () => {
  const kubelet = KUBELETS.get('A') as RecordedKubelet;
  const pods = kubelet.pods.filter(({ name }) => PODS.includes(name));

  it.each(pods)('$name: the rows that the real one had', (pod) => {
    const { plan, trace } = ran(scenarioFromRecordedPod(kubelet, pod));
    const ours: string[] = [];
    watchPods({ plan, trace, afterMs: -1, untilMs: pod.untilSeconds * 1_000 }, ({ object }) =>
      ours.push(timeless(object)),
    );
    const real = pod.statuses.map((status) => timeless(servedPod(pod, status, PLACE)));
    expect(ours.slice(0, FIRST)).toEqual(real.slice(0, FIRST));
    expect(Math.abs(ours.length - real.length)).toBeLessThanOrEqual(Math.ceil(real.length / 10));
  });
});
