import type { Plan } from '../cluster/plan.js';
import { toSeconds } from '../time/units.js';
import type { Trace } from '../trace/trace.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';
import { clusterAt, type PodAt } from './cluster-state.js';
import type { Run, RunAttempt, RunPod } from './run.js';

const orNull = (ms: number | undefined): number | null => (ms === undefined ? null : toSeconds(ms));

/** Tells a finished run in the words of the contract. Pods never created within the horizon are left out. */
export function buildRun(plan: Plan, trace: Trace): Run {
  const attempts = gatherAttempts(trace);
  const pods = clusterAt(plan, trace, plan.durationMs, attempts).flatMap((pod) =>
    pod === undefined ? [] : toRunPod(pod, attempts),
  );
  return {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Run',
    scenario: plan.scenario,
    seed: plan.seed,
    fidelity: plan.fidelity,
    kubeletVersion: plan.kubelet.versionName,
    durationSeconds: toSeconds(plan.durationMs),
    pods,
    events: [],
  };
}

function toRunPod(pod: PodAt, attempts: readonly (readonly AttemptFacts[])[]): RunPod {
  return {
    namespace: pod.identity.namespace,
    name: pod.name,
    uid: pod.identity.uid,
    node: pod.node,
    createdAtSeconds: toSeconds(pod.createdAtMs),
    deletedAtSeconds: orNull(pod.deletedAtMs),
    phase: pod.phase,
    status: pod.row.status,
    containers: pod.containers.map(({ index, name, type, restartCount, state, reason }) => ({
      name,
      type,
      restartCount,
      state,
      reason,
      attempts: (attempts[index] ?? []).map(toRunAttempt),
    })),
  };
}

function toRunAttempt(facts: AttemptFacts): RunAttempt {
  return {
    attempt: facts.attempt,
    startedAtSeconds: toSeconds(facts.startedAtMs),
    finishedAtSeconds: orNull(facts.finishedAtMs),
    exitCode: facts.exitCode ?? null,
    reason: facts.reason ?? null,
    delaySeconds: orNull(facts.delayMs),
    backoffSeconds: orNull(facts.stepMs),
    why: facts.why ?? null,
  };
}
