import { safeLetters } from '../cluster/pod-names.js';
import { namedStream } from '../engine/stream.js';
import { imageReference } from '../scenario/image-name.js';

/** Many hexadecimal digits that belong to a name: always the same for the same. */
function digits(count: number, ...name: readonly string[]): string {
  const stream = namedStream(0, ...name);
  let text = '';
  while (text.length < count) text += stream.next().toString(16).padStart(8, '0');
  return text.slice(0, count);
}

/** What the runtime calls an instance of a container. */
export function containerId(podUid: string, container: string, attempt: number): string {
  return `containerd://${digits(64, 'container', podUid, container, String(attempt))}`;
}

/** What the runtime calls an image it has. */
export function imageId(image: string): string {
  const reference = imageReference(image);
  const place = reference === undefined ? image : `${reference.host}/${reference.path}`;
  return `${place}@sha256:${digits(64, 'image', image)}`;
}

/** An image by its full name, as the runtime tells it. */
export function fullImage(image: string): string {
  return imageReference(image)?.full ?? image;
}

/** The volume with the token of a pod's service account. */
export function tokenVolumeName(podUid: string): string {
  return `kube-api-access-${safeLetters(namedStream(0, 'token', podUid), 5)}`;
}

/** What a node's /etc/machine-id would say; the same for the same name. */
export function machineId(node: string): string {
  return digits(32, 'machine', node);
}
