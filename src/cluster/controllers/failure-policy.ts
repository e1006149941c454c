import type { ApiPod } from '../api-pod.js';
import type { PodFailureRule } from '../workload-plan.js';

/** What a Job's failure policy says of a failed pod. */
export interface FailureVerdict {
  readonly action: PodFailureRule['action'];
  /** Why the Job fails, where it does. */
  readonly message: string;
}

/**
 * The first rule that a failed pod matches; none: it counts.
 *
 * @source kubelet-semantics C10; pkg/controller/job/pod_failure_policy.go
 */
export function judgeFailure(pod: ApiPod, rules: readonly PodFailureRule[]): FailureVerdict {
  for (const [index, { action, on }] of rules.entries()) {
    const what = 'condition' in on ? matchingCondition(pod, on) : matchingContainer(pod, on);
    if (what !== undefined) return { action, message: `${what} matching ${action} rule at index ${index}` };
  }
  return { action: 'Count', message: '' };
}

type OnExitCodes = Extract<PodFailureRule['on'], { exitCodes: unknown }>;
type OnCondition = Extract<PodFailureRule['on'], { condition: string }>;

function matchingCondition({ namespace, name, conditions }: ApiPod, on: OnCondition): string | undefined {
  if (conditions.get(on.condition) !== on.status) return undefined;
  return `Pod ${namespace}/${name} has condition ${on.condition}`;
}

/** Regular containers come first, then init containers; only those that failed are asked. */
function matchingContainer(pod: ApiPod, { container, operator, exitCodes }: OnExitCodes): string | undefined {
  const isInit = (place: number): number => Number(pod.identity.containers[place]?.type !== 'container');
  const places = [...pod.containers.keys()].sort((a, b) => isInit(a) - isInit(b));
  for (const place of places) {
    const { name, shownExit } = pod.containers[place] ?? {};
    if (shownExit === undefined || shownExit.exitCode === 0) continue;
    if (container !== undefined && container !== name) continue;
    const { exitCode } = shownExit;
    if (exitCodes.includes(exitCode) !== (operator === 'In')) continue;
    return `Container ${name} for pod ${pod.namespace}/${pod.name} failed with exit code ${exitCode}`;
  }
  return undefined;
}
