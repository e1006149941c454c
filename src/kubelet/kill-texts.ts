import type { KillCause } from '../trace/kubelet-facts.js';
import type { ContainerType } from '../trace/vocabulary.js';
import { type EventText, fill, normal, warning } from './event-text.js';
import type { EventRules } from './event-versions.js';

/** What the kubelet says about probes and hooks, and about the containers it kills for them. */

export type ProbeName = 'Readiness' | 'Liveness' | 'Startup';

const CAUSES = {
  liveness: 'failed liveness probe',
  startup: 'failed startup probe',
  definition: 'definition changed',
} as const satisfies Readonly<Record<KillCause, string>>;

/** A kill in the sync that starts the container again; a sidecar's has no "will be restarted". @source kubelet-semantics E8 */
export function killing(type: ContainerType, container: string, cause: KillCause, restarts: boolean): EventText {
  if (type !== 'container') return normal('Killing', `Init container ${container} ${CAUSES[cause]}`);
  return normal('Killing', `Container ${container} ${CAUSES[cause]}${restarts ? ', will be restarted' : ''}`);
}

/** The pod is being stopped. @source kubelet-semantics E8 */
export function killingPod(container: string): EventText {
  return normal('Killing', `Stopping container ${container}`);
}

/** @source kubelet-semantics E8, H2 */
export function killingAfterPostStart(): EventText {
  return normal('Killing', 'FailedPostStartHook');
}

/** @source kubelet-semantics E8, A24 */
export function killingAllContainers(): EventText {
  return normal('Killing', 'killing');
}

/** One failed attempt, also below the threshold (PR7). @source kubelet-semantics E9 */
export function unhealthy(probe: ProbeName, output: string): EventText {
  return warning('Unhealthy', `${probe} probe failed: ${output}`);
}

/** An attempt that neither failed nor succeeded; `state` is the result it was counted as. @source kubelet-semantics E9, PR12 */
export function probeErrored(rules: EventRules, probe: ProbeName, state: string, output: string): EventText {
  return warning('Unhealthy', fill(rules.probeErrored, { probe, state, output }));
}

/** @source kubelet-semantics H2 */
export function failedPostStartHook(): EventText {
  return warning('FailedPostStartHook', 'PostStartHook failed');
}

/** @source kubelet-semantics H3 */
export function failedPreStopHook(): EventText {
  return warning('FailedPreStopHook', 'PreStopHook failed');
}
