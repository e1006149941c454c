import type { RestartPolicy } from '../trace/vocabulary.js';
import type { ContainerSpec, RestartRule } from './pod-spec.js';

/** What of a container decides whether it runs again. */
type Restartable = Pick<ContainerSpec, 'type' | 'restartPolicy' | 'restartRules'>;

/**
 * Whether an exited container is to run again: by its own rules, by its own policy, or by the pod's.
 *
 * @source kubelet-semantics A13, A19, A22
 */
export function restartsAfterExit(pod: RestartPolicy, container: Restartable, exitCode: number): boolean {
  if (container.type === 'sidecar') return true;
  if (container.restartPolicy === undefined) return policyRestarts(policyOfInit(pod, container), exitCode);
  return ruleFor(container, exitCode) !== undefined || policyRestarts(container.restartPolicy, exitCode);
}

/** Whether this exit restarts the whole pod in place. @source kubelet-semantics A24 */
export function restartsAllContainers(container: Restartable, exitCode: number): boolean {
  return ruleFor(container, exitCode)?.action === 'RestartAllContainers';
}

/** After a kill by a probe, whose exit code is not known yet: rules are not consulted. @source kubelet-semantics A18 */
export function restartsAfterKill(pod: RestartPolicy, container: Restartable): boolean {
  return container.type === 'sidecar' || (container.restartPolicy ?? pod) !== 'Never';
}

/** An init container that has done its work is not restarted under Always either. @source kubelet-semantics A11, A12 */
function policyOfInit(pod: RestartPolicy, { type }: Restartable): RestartPolicy {
  return type === 'init' && pod === 'Always' ? 'OnFailure' : pod;
}

function policyRestarts(policy: RestartPolicy, exitCode: number): boolean {
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}

function ruleFor({ restartRules }: Restartable, exitCode: number): RestartRule | undefined {
  if (restartRules.length === 0) return undefined;
  return restartRules.find(({ operator, exitCodes }) => exitCodes.includes(exitCode) === (operator === 'In'));
}
