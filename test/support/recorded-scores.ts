import { type PodScore, scorePod } from '../../src/analysis/score-pod.js';
import { recordedPods } from './recorded-pods.js';

/** Which share of the recordings: the i-th of n. */
export interface Part {
  readonly place: number;
  readonly of: number;
}

/** Every recorded pod, replayed. */
export function scoreRecordings(seeds: number, { place, of }: Part = { place: 0, of: 1 }): readonly PodScore[] {
  return recordedPods()
    .filter((_, index) => index % of === place)
    .map(({ kubelet, pod }) => scorePod(kubelet, pod, seeds));
}
