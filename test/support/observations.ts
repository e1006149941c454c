import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Behaviour } from '../../src/analysis/behaviour.js';
import type { TranscriptQuestion } from '../../src/analysis/plausible.js';
import type { TranscriptRow } from '../../src/analysis/transcript.js';
import type { KubeletConfig } from '../../src/kubelet/config.js';
import { VERSION_NAMES, type VersionName } from '../../src/kubelet/versions.js';
import { SECOND_MS } from '../../src/time/units.js';
import type { ExitReason, RestartPolicy } from '../../src/trace/vocabulary.js';
import { PROBED } from './probed-behaviours.js';

/** A public transcript of a crash-looping pod and what is known about it, as the fixture holds it. */
export interface Observation {
  readonly id: string;
  readonly kubeletVersion?: string;
  readonly authenticity: 'real' | 'real-borderline' | 'implausible';
  readonly behaviour: {
    readonly termination: 'self-exit' | 'probe-kill';
    readonly runSeconds?: number | null;
    readonly exitCode?: number | null;
    readonly reason?: ExitReason;
    readonly restartPolicy?: RestartPolicy;
    readonly startupSeconds?: number;
    readonly containersInPod?: number;
  };
  readonly rows: readonly {
    readonly ageSeconds: number;
    readonly ageResolutionSeconds: number;
    readonly status: string;
    readonly restarts: number;
    readonly lastRestartAgoSeconds?: number;
  }[];
  readonly notes?: string;
}

export const observations = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/observations.json'), 'utf8'),
) as readonly Observation[];

export function observation(id: string): Observation {
  const found = observations.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`no observation ${id}`);
  return found;
}

/**
 * Seeds of runs that showed an observation's rows when all seeds were searched from the first, the rarest after thirty
 * thousand. A seed that no longer does only makes the test slow: the search follows.
 */
const SHOWN_BY: Readonly<Record<string, string>> = {
  'demo2-kill1': 'demo2-kill1.10855',
  'hpe-oom-demo': 'hpe-oom-demo.545',
  'oom-more-limit': 'oom-more-limit.4523',
  'pl-memory-demo': 'pl-memory-demo.7081',
  'httpserver-liveness': 'httpserver-liveness.9960',
  'sycamore-oom': 'sycamore-oom.1012',
  pingpong: 'pingpong.34452',
};

/** Scheduling, volumes and image pulls, where nothing is said about them. */
const UNKNOWN_LEAD_SECONDS = 30;
const UNKNOWN_RUN_SECONDS = 60;

/**
 * How long a run typically lasts. Stated lengths hold to the second, half of it here and half from run to run; those
 * that the notes call assumed, estimated or fitted are free by a third, at least five seconds.
 */
function runOf({ behaviour, notes }: Observation): Pick<Behaviour, 'runMs' | 'runVariesByMs'> {
  const { runSeconds } = behaviour;
  const runVariesByMs = SECOND_MS / 2;
  if (runSeconds === null || runSeconds === undefined) {
    return { runMs: { from: 0, to: UNKNOWN_RUN_SECONDS * SECOND_MS }, runVariesByMs };
  }
  const isFree = /run length (assumed|estimated|fitted)/.test(notes ?? '');
  const byMs = isFree ? Math.max(5, runSeconds / 3) * SECOND_MS : SECOND_MS / 2;
  const statedMs = runSeconds * SECOND_MS;
  return { runMs: { from: Math.max(0, statedMs - byMs), to: statedMs + byMs }, runVariesByMs };
}

/** The stated minor; any where none is stated. The oldest known minor stands for those before it: the rule is the same. */
function kubeletsOf({ kubeletVersion }: Observation): readonly KubeletConfig[] {
  const minor = /v(1\.\d+)/.exec(kubeletVersion ?? '')?.[1];
  const stated = VERSION_NAMES.find((name) => name === minor) ?? ('1.28' satisfies VersionName);
  const versions = minor === undefined ? VERSION_NAMES : [stated];
  return versions.map((version) => ({ version, gates: {}, maxRestartPeriodMs: undefined }));
}

/**
 * A failing init container is told as a regular one: it waits by the same rule (D12). So `Init:` is taken off, and
 * PodInitializing, which a regular container shows before its first start, reads ContainerCreating.
 */
function statusOf(status: string): string {
  return status.replace('Init:', '').replace('PodInitializing', 'ContainerCreating');
}

function rowsOf({ rows }: Observation): readonly TranscriptRow[] {
  return rows.map(({ ageSeconds, ageResolutionSeconds, status, restarts, lastRestartAgoSeconds: ago }) => ({
    ageMs: ageSeconds * SECOND_MS,
    ageResolutionMs: ageResolutionSeconds * SECOND_MS,
    status: statusOf(status),
    restarts,
    // kubectl prints seconds below ten minutes, and none of these is older.
    lastExitAgo: ago === undefined ? undefined : { ms: ago * SECOND_MS, resolutionMs: SECOND_MS },
  }));
}

/** @param probed what is known of its probes; by default what the notes say */
export function questionOf(
  observed: Observation,
  mostRuns: number,
  probed: Partial<Behaviour> = PROBED[observed.id] ?? {},
): TranscriptQuestion {
  const { behaviour, id } = observed;
  const exitCode = behaviour.exitCode ?? 1;
  return {
    rows: rowsOf(observed),
    behaviour: {
      ...runOf(observed),
      exitCode,
      exitReason: behaviour.reason ?? (exitCode === 0 ? 'Completed' : 'Error'),
      restartPolicy: behaviour.restartPolicy ?? 'Always',
      leadMs: { from: 0, to: (behaviour.startupSeconds ?? UNKNOWN_LEAD_SECONDS) * SECOND_MS },
      healthyContainers: (behaviour.containersInPod ?? 1) - 1,
      ...probed,
    },
    kubelets: kubeletsOf(observed),
    seed: id,
    firstSeeds: [SHOWN_BY[id] ?? []].flat(),
    mostRuns,
  };
}
