import { containerCount, type Plan } from '../cluster/plan.js';
import { toSeconds } from '../time/units.js';
import type { Trace } from '../trace/trace.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';
import { clusterAt } from './cluster-state.js';
import type { Run, RunAttempt, RunPod } from './run.js';

const orNull = (ms: number | undefined): number | null => (ms === undefined ? null : toSeconds(ms));

/** Tells a finished run in the words of the contract. Pods never created within the horizon are left out. */
export function buildRun(plan: Plan, trace: Trace): Run {
  const attempts = gatherAttempts(trace, containerCount(plan));
  const atEnd = clusterAt(plan, trace, plan.durationMs);
  let firstContainer = 0;
  const pods: RunPod[] = [];
  plan.pods.forEach((pod, index) => {
    const first = firstContainer;
    firstContainer += pod.containers.length;
    const shown = atEnd[index];
    if (shown === undefined) return;
    pods.push({
      namespace: pod.namespace,
      name: pod.name,
      uid: pod.uid,
      node: pod.node,
      createdAtSeconds: toSeconds(pod.createdAtMs),
      deletedAtSeconds: orNull(shown.deletedAtMs),
      phase: shown.phase,
      status: shown.status,
      containers: shown.containers.map(({ name, restartCount, state, reason }, place) => ({
        name,
        type: 'container',
        restartCount,
        state,
        reason,
        attempts: (attempts[first + place] ?? []).map(toRunAttempt),
      })),
    });
  });
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
