import { stringify } from 'yaml';
import { API_VERSION } from './schema.js';

/** One instance of a recorded container; times in seconds since the pod was added. */
export interface RecordedAttempt {
  readonly n: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly exitCode: number | null;
  readonly reason: string | null;
  readonly delayFromFinishToNextStart: number | null;
  /** The step printed by the last refusal before the next start, as Go prints it. */
  readonly backoffInForce: string | null;
}

/** One container of a recorded kubelet run, as the recordings hold it. */
export interface RecordedContainer {
  readonly run: string;
  readonly version: string;
  readonly crashConfig: { readonly crashLoopBackOff?: { readonly maxContainerRestartPeriod?: string } } | null;
  readonly gates: Readonly<Record<string, boolean>> | null;
  readonly housekeeping: boolean;
  readonly pod: string;
  readonly container: string;
  readonly restartPolicy: string;
  readonly attempts: readonly RecordedAttempt[];
}

/** A little more than the longest recording. */
const DURATION = '2h';

/**
 * Turns a recorded run into a scenario file: the same pods on one node, their processes running and exiting as they
 * did, under the same kubelet configuration. What the kubelet does with them is left to the simulation.
 *
 * Runs recorded as shorter than nothing (the runtime stamps StartedAt after the process has begun) count as zero.
 */
export function scenarioFromRecording(containers: readonly RecordedContainer[]): string {
  const [first] = containers;
  if (first === undefined) throw new RangeError('a recording must have at least one container');
  const pods = groupByPod(containers);
  const scenario = {
    apiVersion: API_VERSION,
    kind: 'Scenario',
    metadata: { name: `recorded-run-${first.run}` },
    spec: {
      duration: DURATION,
      kubelet: {
        version: first.version,
        fidelity: 'realistic',
        ...(first.gates === null ? {} : { featureGates: first.gates }),
        ...(first.crashConfig?.crashLoopBackOff === undefined ? {} : { config: first.crashConfig }),
        housekeeping: first.housekeeping,
      },
      processes: containers.map(({ pod, container, attempts }) => ({
        match: { pod, container },
        attempts: [...attempts.flatMap(attemptEntry), { run: 'forever' }],
      })),
    },
  };
  const manifests = [...pods].map(([name, own]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      restartPolicy: own[0]?.restartPolicy ?? 'Always',
      containers: own.map(({ container }) => ({ name: container, image: 'recorded' })),
    },
  }));
  return [scenario, ...manifests].map((document) => stringify(document)).join('---\n');
}

function groupByPod(containers: readonly RecordedContainer[]): ReadonlyMap<string, readonly RecordedContainer[]> {
  const pods = new Map<string, RecordedContainer[]>();
  for (const container of containers) pods.set(container.pod, [...(pods.get(container.pod) ?? []), container]);
  return pods;
}

function attemptEntry({ startedAt, finishedAt, exitCode, reason }: RecordedAttempt): readonly object[] {
  if (finishedAt === null) return [];
  const run = `${Math.max(0, Math.round((finishedAt - startedAt) * 1000))}ms`;
  return [reason === 'OOMKilled' ? { run, oom: true } : { run, exit: exitCode ?? 0 }];
}
