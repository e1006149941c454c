import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerState, ContainerStatus, Pod } from 'kubernetes-types/core/v1.js';
import type {
  RecordedContainerSpec,
  RecordedPod,
  RecordedState,
  RecordedStatus,
} from '../../src/scenario/recorded-pod.js';
import { formatTimestamp } from '../../src/time/timestamp.js';

/** What kubectl printed of recorded pods. */
export interface RunTranscripts {
  readonly run: string;
  readonly node: string;
  readonly address: string;
  /** When each pod was made: as its object says, and exactly, in milliseconds since 1970, where the recording counts from. */
  readonly pods: Readonly<Record<string, readonly [created: string, bornMs: number]>>;
  readonly transcripts: readonly Transcript[];
  readonly watched?: WatchTranscript;
}

export interface Transcript {
  readonly asked: string;
  readonly askedAt: string;
  /** How long kubectl took until the server made the table; not recorded, but what fits. */
  readonly answeredAfterMs: number;
  /** False where lines of other pods were taken out, so that columns are wider than what is left needs. */
  readonly exact: boolean;
  readonly text: string;
}

/** What `kubectl get pods -w` printed from before the first pod on, up to the first change that the recording does not tell. */
export interface WatchTranscript {
  /** Up to the first line that was taken out; later columns are wider than what is left needs. */
  readonly exactLines: number;
  readonly text: string;
}

export function runTranscripts(): readonly RunTranscripts[] {
  const file = join(import.meta.dirname, '../fixtures/kubectl-transcripts.json');
  return JSON.parse(readFileSync(file, 'utf8')) as readonly RunTranscripts[];
}

/** Where and when a recorded pod was. */
export interface PodPlace {
  readonly node: string;
  readonly address: string;
  readonly created: string;
  readonly bornMs: number;
}

/** A recorded pod as the API server showed it from a status on. */
export function servedPod(pod: RecordedPod, status: RecordedStatus, place: PodPlace): Pod {
  const { name, namespace, spec } = pod;
  const inits = (spec.initContainers ?? []).flatMap((each) => containerStatus(pod, each, status, place));
  const others = spec.containers.flatMap((each) => containerStatus(pod, each, status, place));
  const isBound = status.conditions['PodScheduled'] === 'True';
  const hasSpoken = inits.length + others.length > 0;
  return {
    metadata: { name, namespace, creationTimestamp: place.created },
    spec: { ...(spec as unknown as NonNullable<Pod['spec']>), ...(isBound && { nodeName: place.node }) },
    status: {
      phase: status.phase,
      conditions: Object.entries(status.conditions).map(([type, is]) => ({ type, status: is })),
      ...(hasSpoken && { podIPs: [{ ip: place.address }] }),
      initContainerStatuses: inits,
      containerStatuses: others.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    },
  };
}

function containerStatus(
  pod: RecordedPod,
  { name, image }: RecordedContainerSpec,
  { containers }: RecordedStatus,
  { bornMs }: PodPlace,
): readonly ContainerStatus[] {
  const shown = containers[name];
  if (shown === undefined) return [];
  const { state, restartCount, ready, started, lastReason, lastExitCode } = shown;
  const finishedAt = (n: number): string | undefined => {
    const at = pod.instances[name]?.find((instance) => instance.n === n)?.finishedAt;
    return at === undefined || at === null ? undefined : formatTimestamp(bornMs + at * 1_000);
  };
  const last = finishedAt(state === 'waiting' ? restartCount : restartCount - 1);
  const end = { exitCode: lastExitCode ?? 0, ...(lastReason !== null && { reason: lastReason }) };
  const isKnown = last !== undefined && lastReason !== 'RestartingAllContainers';
  const lastState = lastExitCode === null ? {} : { terminated: { ...end, ...(isKnown && { finishedAt: last }) } };
  return [{ name, image, imageID: '', ready, started, restartCount, state: stateOf(shown), lastState }];
}

function stateOf({ state, reason, exitCode }: RecordedState): ContainerState {
  if (state === 'running') return { running: {} };
  const why = reason === null ? {} : { reason };
  return state === 'waiting' ? { waiting: why } : { terminated: { exitCode: exitCode ?? 0, ...why } };
}
