import { describe, expect, it } from 'vitest';
import type { RecordedEvent, RecordedPod } from '../src/scenario/recorded-pod.js';
import { packRecording, unpackRecording } from './support/packed-recording.js';
import { recordedPods, recordingTexts } from './support/recorded-pods.js';

const pods = recordedPods();
const named = (name: string): RecordedPod => {
  const found = pods.find(({ pod }) => pod.name === name);
  if (found === undefined) throw new RangeError(`no recorded pod is called ${name}`);
  return found.pod;
};

/** Messages that the pod's own name and uid may stand in are told without them. */
const IDENTIFIES = /[0-9a-f]{8}-[0-9a-f]{4}-|_run-[a-z]|_default/;

describe('recorded pods', () => {
  it.each([...recordingTexts()])('%s says the same when it is packed again', (_, text) => {
    expect(packRecording(unpackRecording(text))).toBe(text);
  });

  it('names no uid', () => {
    const texts = pods.flatMap(({ pod }) => [
      ...pod.events.map(({ message }) => message),
      ...pod.statuses.flatMap(({ containers }) => Object.values(containers).map(({ message }) => message ?? '')),
    ]);
    expect(texts.filter((text) => IDENTIFIES.test(text))).toEqual([]);
    expect(texts.some((text) => text.includes('{pod}'))).toBe(true);
  });

  it('has every start as an event and every restart in the status, up to where it was cut', () => {
    for (const { pod } of pods) {
      for (const [container, instances] of Object.entries(pod.instances)) {
        const ran = instances.filter(({ startedAt }) => startedAt !== null);
        const isStart = ({ reason, object }: RecordedEvent): boolean =>
          reason === 'Started' && object.endsWith(`{${container}}`);
        expect(pod.events.filter(isStart), `${pod.name}/${container}`).toHaveLength(ran.length);
        const last = pod.statuses.at(-1)?.containers[container]?.restartCount;
        expect(last, `${pod.name}/${container}`).toBe(Math.max(0, instances.length - 1));
      }
    }
  });

  it('knows when the kubelet was replaced and when an image was edited', () => {
    expect(named('badimage').kubeletRestartedAt).toBeNull();
    const ofRunB = pods.filter(({ kubelet }) => kubelet.run === 'B').map(({ pod }) => pod);
    expect(ofRunB.map(({ kubeletRestartedAt }) => kubeletRestartedAt)).not.toContain(null);
    const edited = ofRunB.filter(({ imageEdit }) => imageEdit !== null);
    expect(edited.map(({ name, imageEdit }) => [name, imageEdit?.container, imageEdit?.image])).toEqual(
      ['jitter-0', 'jitter-1', 'jitter-2'].map((name) => [name, 'app', 'busybox:1.37']),
    );
  });
});
