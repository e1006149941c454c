import { describe, expect, it } from 'vitest';
import { eventsAt } from '../../src/analysis/event-list.js';
import type { VersionName } from '../../src/kubelet/versions.js';
import { type DescribedEvent, type RecordedPod, recordedPods } from '../support/recorded-events.js';

/** The recorded API server kept events for longer than the hour of a default one. */
const KEPT_MS = Number.POSITIVE_INFINITY;
/** A page's time is known from the pod's start time, which the API cuts to whole seconds. */
const UNSURE_MS = 1_000;
/** The API cuts an event's times to whole seconds as well, and a busy kubelet stamps the start time a little late. */
const AGE_SLACK_SECONDS = 1.5;

interface Line {
  readonly kind: number;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** What kubectl would show at an instant, in the order of kinds and first times. */
function linesAt(pod: RecordedPod, atMs: number, version: VersionName): readonly Line[] {
  return eventsAt(pod.occurrences, pod.kubeletRestarts, atMs, version, KEPT_MS).map((event) => {
    const kind = pod.kinds.findIndex(
      ({ fieldPath, reason, message }) =>
        fieldPath === event.fieldPath && reason === event.reason && message === event.message,
    );
    return { kind, count: event.count, firstMs: event.firstMs, lastMs: event.lastMs };
  });
}

/** `3m21s` as the seconds it may stand for: from, and up to but not including. */
function secondsOf(age: string): readonly [number, number] {
  const [, minutes, seconds] = /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(age) ?? [];
  const from = Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return [from, from + (minutes !== undefined && Number(minutes) >= 10 ? 60 : 1)];
}

function isOfAge(age: string, eventMs: number, pageMs: number): boolean {
  const [from, until] = secondsOf(age);
  const seconds = (pageMs - eventMs) / 1_000;
  return seconds > from - AGE_SLACK_SECONDS && seconds < until + AGE_SLACK_SECONDS;
}

/** Whether a page shows these lines: the same kinds and counts, each of the age shown. */
function shows(events: readonly DescribedEvent[], lines: readonly Line[], pageMs: number): boolean {
  if (events.length !== lines.length) return false;
  const open = [...lines];
  return events.every(([kind, count, age, ageOfFirst]) => {
    const found = open.findIndex(
      (line) =>
        line.kind === kind &&
        line.count === count &&
        isOfAge(age, line.lastMs, pageMs) &&
        isOfAge(ageOfFirst, line.firstMs, pageMs),
    );
    if (found >= 0) open.splice(found, 1);
    return found >= 0;
  });
}

/** The pages that no instant within what is unsure of their time explains. */
function unexplained(pod: RecordedPod, version: VersionName = pod.version): readonly number[] {
  return pod.pages
    .filter(({ atMs, events }) => {
      const instants = [
        atMs,
        ...pod.occurrences.map((each) => each.atMs - 1).filter((each) => each >= atMs - UNSURE_MS && each < atMs),
      ];
      return !instants.some((instant) => shows(events, linesAt(pod, instant, version), atMs));
    })
    .map(({ atMs }) => atMs);
}

const pods = recordedPods();

describe('every page of kubectl describe follows from what the kubelet said', () => {
  it.each(pods)('run $run, $name', (pod) => {
    expect(unexplained(pod)).toEqual([]);
  });

  it('all of them', () => {
    const pages = pods.flatMap((pod) => pod.pages);
    expect([pods.length, pages.length, pages.flatMap(({ events }) => events).length]).toEqual([83, 499, 2_306]);
  });
});

describe('and would not follow from other rules', () => {
  it('a bucket shared by both types, as up to 1.31', () => {
    const otherwise = pods.filter((pod) => unexplained(pod, '1.31').length > 0);
    expect(otherwise.length).toBeGreaterThan(pods.length / 2);
  });
});
