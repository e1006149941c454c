import type { NodeLoad } from '../../analysis/node-load.js';
import { counted, duration } from '../words.js';
import { type ChartHead, type ChartTerms, termsText } from './head.js';

/** How often the containers of a node restart, and how many requests that makes, over time. */
export interface NodeChart {
  readonly kind: 'node';
  readonly head: ChartHead;
  readonly durationMs: number;
  readonly load: NodeLoad;
}

/** How many bins a picture has, about. */
const MOST_BINS = 240;
const ROUND_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * 1_000,
);

/** Over how long a rate is taken so that a run of this length can be drawn. */
export function binFor(durationMs: number): number {
  return ROUND_MS.find((ms) => durationMs / ms <= MOST_BINS) ?? Math.ceil(durationMs / MOST_BINS);
}

/** Makes the picture of a node's load. */
export function nodeChart(load: NodeLoad, pods: number, terms: ChartTerms): NodeChart {
  const { scenario, durationMs } = terms;
  return {
    kind: 'node',
    head: {
      title: `${scenario}: restarts and API requests of ${counted(pods, 'pod')} in ${duration(durationMs / 1_000)}`,
      subtitle: termsText(terms),
      notes: [
        `Means over ${duration(load.binMs / 1_000)} each. A change of a pod’s status counts as two requests (read and patch), an event that passes the kubelet’s own limits as one; watches, leases and client-side throttling are left out.`,
      ],
    },
    durationMs,
    load,
  };
}
