import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExplainOptions } from '../../../src/analysis/explain/explain.js';
import { type ExplainAnswer, explain } from '../../../src/report/explain-answer.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/explain/transcripts');
const FILES = readdirSync(FOLDER).flatMap((name) => /^(.+)\.txt$/.exec(name)?.[1] ?? []);

/** What kubectl printed of recorded pods, and when their containers that did not run then really started next. */
type NextStarts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
const NEXT_STARTS = JSON.parse(readFileSync(join(FOLDER, 'next-starts.json'), 'utf8')) as NextStarts;

const CONFIGS: Readonly<Record<string, object>> = {
  B: { crashLoopBackOff: { maxContainerRestartPeriod: '60s' } },
  C: { featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } },
  F: { crashLoopBackOff: { maxContainerRestartPeriod: '5s' } },
};

function answers(file: string): readonly ExplainAnswer[] {
  const [run = ''] = file.split('-');
  const text = JSON.stringify({ kind: 'KubeletConfiguration', ...CONFIGS[run] });
  const options: ExplainOptions = {
    version: run.startsWith('D') ? '1.32' : '1.36',
    config: { file: 'kubelet.json', text },
    draws: 300,
  };
  const found = explain(readFileSync(join(FOLDER, `${file}.txt`), 'utf8'), options);
  return 'pod' in found ? [found] : found;
}

const told = new Map(FILES.map((file) => [file, answers(file)]));
const seconds = (stamp: string | undefined): number => Date.parse(stamp ?? '') / 1_000;

interface Judged {
  readonly answer: ExplainAnswer;
  readonly isMet: boolean;
  readonly wide: number;
}

/** Answers about containers of which the recording knows what they did next; those that still show as running are left out. */
function judged(form: RegExp): readonly Judged[] {
  return FILES.filter((file) => form.test(file)).flatMap((file) =>
    (told.get(file) ?? []).flatMap((answer) => {
      const starts = NEXT_STARTS[file]?.[answer.pod ?? ''] ?? {};
      // A row tells of the pod: only where one container waits is it clear which is meant.
      const [only, ...others] = Object.values(starts);
      const start = answer.container === null ? (others.length === 0 ? only : undefined) : starts[answer.container];
      if (start === undefined || answer.state === 'Running') return [];
      const [from, until] = [seconds(answer.nextStart?.from), seconds(answer.nextStart?.until)];
      return [{ answer, isMet: from <= start && start <= until, wide: until - from }];
    }),
  );
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

describe('explain on what kubectl printed of recorded pods', () => {
  it.each(FILES)('%s: every pod has an answer', (file) => {
    const text = readFileSync(join(FOLDER, `${file}.txt`), 'utf8');
    const names = new Set([
      ...[...text.matchAll(/^([a-z0-9][-a-z0-9]*)\s+\d+\/\d+/gm)].map(([, name]) => name),
      ...[...text.matchAll(/^Name: +(\S+)\nNamespace:/gm)].map(([, name]) => name),
      ...[...text.matchAll(/ pod\/(\S+) /g)]
        .map(([, name]) => name)
        .filter((name) => !text.includes(`describe pod/${name}`)),
    ]);
    const answered = told.get(file) ?? [];
    expect(names.size).toBeGreaterThan(3);
    expect(new Set(answered.map(({ pod }) => pod))).toEqual(names);
    expect(
      answered.filter(({ why, state, unknown }) => why === '' || (state === null && unknown.length === 0)),
    ).toEqual([]);
  });

  // Tables tell the newest end when a container waits, but not of one that shows Error; events are left out one in five.
  it.each([
    ['pages', /describe/, /./, 18, 0.94, 35],
    ['rows of what waits', /get-pods/, /CrashLoop/, 30, 0.95, 35],
    ['rows of what has ended', /get-pods/, /Error|Completed|OOMKilled|PostStart/, 20, 0.85, 120],
    ['events', /events/, /CrashLoop/, 8, 0.85, 350],
  ] as const)('%s name an interval in which the next start lies', (_, form, state, least, share, widest) => {
    const those = judged(form).filter(({ answer }) => state.test(answer.state ?? ''));
    const answered = those.filter(({ answer }) => answer.nextStart !== null);
    expect(those.length).toBeGreaterThanOrEqual(least);
    expect(answered.length / those.length).toBeGreaterThan(0.95);
    expect(answered.filter(({ isMet }) => isMet).length / answered.length).toBeGreaterThanOrEqual(share);
    expect(median(answered.map(({ wide }) => wide))).toBeLessThanOrEqual(widest);
  });
});
