import { formatGoDuration } from '../time/go-duration.js';
import { type EventText, fill, normal, type PodName, podText, warning } from './event-text.js';
import type { EventRules } from './event-versions.js';

/** What the kubelet says while it starts containers: images, create, start and the refusal to do so. */

/** How a container came by its image. */
export type ImageFound =
  /** It was there; `presentAccessible` tells whether the pod's right to use it was checked (S5). */
  | { readonly presentAccessible: boolean }
  /** It was pulled, which took `tookMs`, or `waitedMs` with the time in the queue (S6). */
  | { readonly tookMs: number; readonly waitedMs: number; readonly sizeBytes: number };

/** @source kubelet-semantics E2 */
export function pulling(image: string): EventText {
  return normal('Pulling', `Pulling image "${image}"`);
}

/** @source kubelet-semantics E3 */
export function pulled(rules: EventRules, image: string, found: ImageFound): EventText {
  if ('presentAccessible' in found) {
    const accessible = found.presentAccessible ? ' and can be accessed by the pod' : '';
    return normal('Pulled', `Container image "${image}" already present on machine${accessible}`);
  }
  const took = formatGoDuration(found.tookMs);
  const waited = formatGoDuration(found.waitedMs);
  return normal('Pulled', fill(rules.pulled, { image, took, waited, size: String(found.sizeBytes) }));
}

/** @source kubelet-semantics E4 */
export function created(rules: EventRules, container: string): EventText {
  return normal('Created', fill(rules.created, { container }));
}

/** @source kubelet-semantics E4 */
export function started(rules: EventRules, container: string): EventText {
  return normal('Started', fill(rules.started, { container }));
}

/** It says "failed" even after exit 0. @source kubelet-semantics E5, D7 */
export function backOffRestart(container: string, pod: PodName): EventText {
  return warning('BackOff', `Back-off restarting failed container ${container} in pod ${podText(pod)}`);
}

/** The same reason as a crash, but Normal. @source kubelet-semantics E5 */
export function backOffPull(image: string): EventText {
  return normal('BackOff', `Back-off pulling image "${image}"`);
}

/** What the puller says; {@link failedError} follows with the reason. @source kubelet-semantics E6 */
export function failedPull(image: string, error: string): EventText {
  return warning('Failed', `Failed to pull image "${image}": ${error}`);
}

/** A start that failed: a reason (`ErrImagePull`) or the runtime's own words. @source kubelet-semantics E6 */
export function failedError(error: string): EventText {
  return warning('Failed', `Error: ${error}`);
}

/** @source kubelet-semantics E7 */
export function errImageNeverPull(image: string): EventText {
  return warning('ErrImageNeverPull', `Container image "${image}" is not present with pull policy of Never`);
}
