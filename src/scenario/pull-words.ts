import { isExact } from '../cluster/glob.js';
import type { PullError } from '../kubelet/world.js';
import { imageReference } from './image-name.js';
import type { PULL_ERRORS } from './schema-cluster.js';

type Word = (typeof PULL_ERRORS)[number];

/** Docker Hub answers under another name than its images bear. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };
/** An address that belongs to nobody. @source RFC 5737 */
const NOBODY = '192.0.2.1';

/** @source kubelet pkg/kubelet/images/image_manager.go applyDefaultImageTag */
const invalidName = (image: string): PullError => ({
  reason: 'InvalidImageName',
  message: `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`,
});

/**
 * What containerd says for an image.
 *
 * @source recorded: containerd 2.1 for an image that is not found; the others as reported for containerd 2
 */
const WORDS: Readonly<Record<Word, (image: string) => PullError>> = {
  NotFound: (image) => {
    const { full } = referenceOf(image);
    return failed('NotFound', full, `${full}: not found`);
  },
  Unauthorized: (image) =>
    failed(
      undefined,
      referenceOf(image).full,
      'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ),
  Forbidden: (image) =>
    failed(
      undefined,
      referenceOf(image).full,
      `unexpected status from HEAD request to ${manifestUrl(image)}: 403 Forbidden`,
    ),
  Unreachable: (image) => {
    const { full } = referenceOf(image);
    const url = manifestUrl(image);
    return failed('DeadlineExceeded', full, `failed to do request: Head "${url}": dial tcp ${NOBODY}:443: i/o timeout`);
  },
  InvalidName: invalidName,
};

const referenceOf = (image: string) =>
  imageReference(image) ?? { full: image, host: image, path: image, version: 'latest' };

/** Where the runtime asks for an image. */
function manifestUrl(image: string): string {
  const { host, path, version } = referenceOf(image);
  return `https://${API_HOSTS[host] ?? host}/v2/${path}/manifests/${version}`;
}

/** The kubelet leaves out the code of an error that has none. */
function failed(code: string | undefined, full: string, why: string): PullError {
  const status = code === undefined ? '' : `rpc error: code = ${code} desc = `;
  const message = `${status}failed to pull and unpack image "${full}": failed to resolve image: ${why}`;
  return { reason: 'ErrImagePull', message };
}

const isWord = (text: string): text is Word => Object.hasOwn(WORDS, text);

/** What an error, as written, means for an image. An image whose name is none fails in no other way. */
export function pullError(written: string, image: string): PullError {
  if (isExact(image) && imageReference(image) === undefined) return invalidName(image);
  if (isWord(written)) return WORDS[written](image);
  const reason = written.startsWith('RegistryUnavailable') ? 'RegistryUnavailable' : 'ErrImagePull';
  return { reason, message: written };
}

/** Whether what is said of it depends on the image. */
export const namesImage = (written: string): boolean => isWord(written);
