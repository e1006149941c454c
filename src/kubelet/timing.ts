import { type Distribution, fixed } from '../engine/distributions.js';
import { gateIsOn, type KubeletConfig } from './config.js';
import { type KubeletVersion, kubeletVersion } from './versions.js';

/** How long the steps of a sync take. */
export interface Latencies {
  /** From finding the image to the container created. */
  readonly create: Distribution;
  /** From the container created to the process running. */
  readonly start: Distribution;
  /**
   * From the process running to the runtime's answer that it does: a relist in between tells of a start whose sync is
   * not over yet, so that the sync for it waits for the next relist, which may find the process dead (T7).
   */
  readonly startReturn: Distribution;
  /** Creating a pod's sandbox. */
  readonly sandbox: Distribution;
  /** One relist of all pods. */
  readonly relist: Distribution;
  /** From the begin of a sync to its decisions. */
  readonly sync: Distribution;
  /** Looking whether an image is present. */
  readonly imageCheck: Distribution;
  /** From a container's end until the runtime tells of it; a kill returns then. */
  readonly stop: Distribution;
  /** From the end of a sync to the relist of its own pod that it asked for. */
  readonly onDemandRelist: Distribution;
  /** What asking a probe takes besides the answer itself. */
  readonly probe: Distribution;
}

/**
 * When a kubelet looks and how long it takes: everything in which the fidelities differ.
 *
 * A period of 0 means continuously: the kubelet sees a change at the instant it happens.
 */
export interface Timing {
  readonly relistPeriodMs: number;
  readonly tickPeriodMs: number;
  /** How often a sync looks whether the volumes are mounted; the first look always finds them on their way. */
  readonly mountPollMs: number;
  /** How often all but the newest dead instance of every container are removed; 0: no reader ever meets it (T5). */
  readonly containerGcPeriodMs: number;
  /** Undefined: housekeeping never runs, so entries are never collected. */
  readonly housekeepingPeriodMs: number | undefined;
  /** When a pod that waits is looked at again; `at-change`: when the decision can first come out differently. */
  readonly requeue: 'at-change' | KubeletVersion['requeue'];
  /** Whether a sync that started something has its own pod relisted at once (T3). */
  readonly relistsOnDemand: boolean;
  /** How often two events of one relist cause two syncs: the worker has then taken up the first before the second came. */
  readonly splitEventsRatio: number;
  /** Which view of a pod the API is told: the one its sync began with (T20), or the one it ended with. */
  readonly publishes: 'at-sync-start' | 'at-sync-end';
  readonly latencies: Latencies;
}

const none = fixed(0);
const NO_LATENCY: Latencies = {
  create: none,
  start: none,
  startReturn: none,
  sandbox: none,
  relist: none,
  sync: none,
  imageCheck: none,
  stop: none,
  onDemandRelist: none,
  probe: none,
};

function measured(...valuesMs: readonly number[]): Distribution {
  return { kind: 'empirical', valuesMs };
}

/** The ideal clock: no phases, no jitter, no latency. */
export const IDEAL_TIMING: Timing = {
  relistPeriodMs: 0,
  tickPeriodMs: 0,
  mountPollMs: 0,
  containerGcPeriodMs: 0,
  housekeepingPeriodMs: 0,
  requeue: 'at-change',
  relistsOnDemand: false,
  splitEventsRatio: 0,
  publishes: 'at-sync-end',
  latencies: NO_LATENCY,
};

/**
 * What the recorded host shows: a two-core machine, containerd, local images, host network.
 *
 * Measured ones stand as twenty equally likely values, the middles of twenty equal shares of what was measured:
 * 1677 times from Pulled to Created, 1580 times from created to started, 190 times from a killed container's end to the
 * next step of the same sync, 1117 times from the last start of a sync to the next sync.
 *
 * @source recordings of kubelet 1.36.2 and 1.32.10, which do not differ in these
 */
export const RECORDED_LATENCIES: Latencies = {
  create: measured(10, 12, 14, 15, 17, 18, 19, 21, 22, 23, 25, 26, 28, 31, 35, 39, 44, 51, 66, 96),
  start: measured(43, 47, 50, 52, 55, 56, 58, 61, 63, 66, 69, 72, 76, 81, 87, 96, 106, 118, 142, 191),
  // Its runtime stamps the start when it answers, so that no recording tells them apart.
  startReturn: fixed(0),
  sandbox: { kind: 'uniform', fromMs: 75, toMs: 200 },
  relist: { kind: 'uniform', fromMs: 3, toMs: 9 },
  sync: { kind: 'uniform', fromMs: 2, toMs: 8 },
  imageCheck: fixed(1),
  stop: measured(22, 24, 25, 26, 27, 28, 28, 29, 30, 32, 33, 34, 36, 39, 41, 44, 51, 57, 66, 80),
  onDemandRelist: measured(3, 3, 3, 4, 4, 4, 5, 5, 6, 7, 7, 8, 9, 10, 12, 14, 17, 21, 28, 45),
  probe: { kind: 'uniform', fromMs: 25, toMs: 60 },
};

/** @source recordings: of 106 relists with two events for one pod, 20 caused two syncs */
const RECORDED_SPLIT_RATIO = 0.18;

/**
 * A kubelet's own clockwork: 1 s relist (T1), 1 s work-queue tick (T10), 2 s housekeeping (T18), requeue by version.
 */
export function realisticTiming(config: KubeletConfig, latencies: Latencies): Timing {
  return {
    relistPeriodMs: 1_000,
    tickPeriodMs: 1_000,
    mountPollMs: 300,
    containerGcPeriodMs: 60_000,
    housekeepingPeriodMs: 2_000,
    requeue: kubeletVersion(config.version).requeue,
    relistsOnDemand: gateIsOn(config, 'PLEGOnDemandRelist'),
    splitEventsRatio: RECORDED_SPLIT_RATIO,
    publishes: 'at-sync-start',
    latencies,
  };
}

/** Whether containers of this kubelet do not touch each other: nothing takes time, and every change is seen at once. */
export function isIdeal({ relistPeriodMs, tickPeriodMs, requeue, latencies }: Timing): boolean {
  const takesNoTime = Object.values(latencies).every((latency) => latency.kind === 'fixed' && latency.ms === 0);
  return relistPeriodMs === 0 && tickPeriodMs === 0 && requeue === 'at-change' && takesNoTime;
}
