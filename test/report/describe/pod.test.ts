import { describe, expect, it } from 'vitest';
import { describePod } from '../../../src/report/describe/pod.js';
import { describedPages } from '../../support/described-pages.js';
import { recordedPods as podsWithEvents } from '../../support/recorded-events.js';
import { podAt, podEventsAt } from '../../support/recorded-objects.js';
import { recordedPods } from '../../support/recorded-pods.js';

const pods = recordedPods();
const told = podsWithEvents();

describe('pages of kubectl describe pod, from the objects they were made of', () => {
  it.each(describedPages())('run $run, $pod', ({ run, pod: name, atMs, text, ...passport }) => {
    const recorded = pods.find(({ kubelet, pod }) => kubelet.run === run && pod.name === name)?.pod;
    const events = told.find((each) => each.run === run && each.name === name);
    if (recorded === undefined || events === undefined) throw new RangeError(`${run} ${name} is not recorded`);
    const pod = podAt(recorded, events, passport, atMs);
    expect(describePod(pod, podEventsAt(events, passport, atMs), atMs)).toBe(text);
  });
});
