import type { StartError } from './container.js';
import type { KubeletContext } from './context.js';
import { warning } from './event-text.js';
import { backOffPull, errImageNeverPull, failedPull, pulled, pulling } from './event-texts.js';
import type { Pull } from './image-pulls.js';
import type { Pod } from './pod.js';
import type { ContainerSpec } from './pod-spec.js';
import { errImageNeverPullMessage, imagePullBackOffMessage, pullError } from './waiting-texts.js';

/** What came of looking for an image: it is there, it is being pulled, or it is not to be had now. */
export type ImageCheck =
  | { readonly kind: 'present' }
  | { readonly kind: 'pulling'; readonly pull: Pull }
  | { readonly kind: 'missing'; readonly error: StartError; readonly retryAtMs: number | undefined };

const PRESENT: ImageCheck = { kind: 'present' };

/**
 * Sees to it that the node has a container's image, and begins a pull where it must.
 *
 * @param image the image in force, which an edit of the pod may have changed
 * @source kubelet-semantics B22, B23, B27, S4, E7; pkg/kubelet/images/image_manager.go EnsureImageExists
 */
export function checkImage(
  image: string,
  container: ContainerSpec,
  pod: Pod,
  { world, pulls, eventRules }: KubeletContext,
  nowMs: number,
): ImageCheck {
  const { recorder, identity } = pod;
  const nameError = world.nameError(image);
  if (nameError !== undefined) {
    recorder.say(warning('InspectFailed', nameError), nowMs, container);
    return { kind: 'missing', error: { reason: 'InvalidImageName', message: nameError }, retryAtMs: undefined };
  }
  const isPresent = container.imagePullPolicy !== 'Always' && world.hasImage(image, nowMs);
  if (isPresent) {
    if (image === container.image) recorder.sayUsual('present', nowMs, container);
    else recorder.say(pulled(eventRules, image, { presentAccessible: eventRules.checksPullSecrets }), nowMs, container);
    return PRESENT;
  }
  if (container.imagePullPolicy === 'Never') {
    recorder.say(errImageNeverPull(image), nowMs, container);
    const error = { reason: 'ErrImageNeverPull', message: errImageNeverPullMessage(image) } as const;
    return { kind: 'missing', error, retryAtMs: undefined };
  }
  const waiting = pulls.waiting(identity.uid, image, nowMs);
  if (waiting !== undefined) {
    recorder.say(backOffPull(image), nowMs, container);
    const lastError = pullError(waiting.error.reason, waiting.error.message);
    const message = imagePullBackOffMessage(eventRules, image, lastError);
    return { kind: 'missing', error: { reason: 'ImagePullBackOff', message }, retryAtMs: waiting.untilMs };
  }
  recorder.say(pulling(image), nowMs, container);
  return { kind: 'pulling', pull: pulls.request(image, nowMs) };
}

/** A pull has ended: books its outcome. */
export function endPull(
  image: string,
  container: ContainerSpec,
  pod: Pod,
  { pulls, eventRules }: KubeletContext,
  { outcome, requestedAtMs }: Pull,
  nowMs: number,
): ImageCheck {
  const { recorder, identity } = pod;
  const { error, takesMs, sizeBytes } = outcome;
  if (error === undefined) {
    pulls.succeeded(image, nowMs);
    const took = { tookMs: takesMs, waitedMs: nowMs - requestedAtMs, sizeBytes };
    recorder.say(pulled(eventRules, image, took), nowMs, container);
    return PRESENT;
  }
  pulls.failed(identity.uid, image, error, nowMs);
  recorder.say(failedPull(image, error.message), nowMs, container);
  const retryAtMs = pulls.waiting(identity.uid, image, nowMs)?.untilMs;
  return { kind: 'missing', error: { reason: error.reason, message: error.message }, retryAtMs };
}
