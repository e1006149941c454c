import type { Plan } from '../cluster/plan.js';
import type { Trace } from '../trace/trace.js';
import { apiProblems } from './laws/api-laws.js';
import { sequence, waits } from './laws/attempt-laws.js';
import { clusterProblems } from './laws/cluster-laws.js';
import { controllerProblems } from './laws/controller-laws.js';
import { eventProblems } from './laws/event-laws.js';
import { podLives } from './laws/pod-life.js';
import { comesBack, goes, initOrder, isTried, noStartAtTheEnd, restartPolicy } from './laws/restart-laws.js';
import { FailedStarts, startProblems } from './laws/start-laws.js';

/**
 * What every run must satisfy, whatever its scenario. Gives a sentence for each violation; none is good.
 *
 * Deliberately told in terms of facts alone, so that it judges the model instead of repeating it.
 */
export function violations(plan: Plan, trace: Trace): readonly string[] {
  const lives = podLives(plan, trace);
  const failed = new FailedStarts(trace);
  const perPod = lives.flatMap((pod) => {
    const perContainer = pod.containers.flatMap((container) => {
      const { index, name } = container.identity;
      const lastFailureMs = failed.lastMs[index] ?? Number.NEGATIVE_INFINITY;
      const found = [
        ...sequence(container, plan),
        ...waits(container, pod, plan),
        ...restartPolicy(container, pod),
        ...noStartAtTheEnd(container, pod, plan),
        ...comesBack(container, pod, plan, lastFailureMs),
        ...isTried(container, pod, plan, lastFailureMs),
      ];
      return found.map((text) => `${pod.identity.name}/${name}: ${text}`);
    });
    const ofPod = [...initOrder(pod), ...goes(pod, plan)];
    return [...perContainer, ...ofPod.map((text) => `${pod.identity.name}: ${text}`)];
  });
  return [
    ...perPod,
    ...apiProblems(lives, trace),
    ...startProblems(lives, failed, plan, trace),
    ...eventProblems(lives, plan, trace),
    ...clusterProblems(plan, trace),
    ...controllerProblems(plan, trace),
  ];
}
