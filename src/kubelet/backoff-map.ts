import { type Absence, BackoffEntry } from './backoff.js';
import type { KubeletVersion } from './versions.js';

/** What a backoff key is made from. */
export interface KeyParts {
  readonly namespace: string;
  readonly pod: string;
  readonly uid: string;
  readonly container: string;
  readonly image: string;
  readonly resources: string;
}

/**
 * The key of a container's entry. A new pod has a new UID, hence a fresh entry (B18); so has a new image, and since
 * 1.34 new resources.
 *
 * @source kubelet-semantics B15, B16 (there a hash; the text serves as well)
 */
export function backoffKey(version: KubeletVersion, parts: KeyParts): string {
  const { pod, namespace, uid, container, image, resources } = parts;
  const own = `${pod}/${namespace}/${uid}/${container}/${image}`;
  return version.key === 'image-and-resources' ? `${own}/${resources}` : own;
}

/** The kubelet's backoff entries, in memory only: they end with the process. @source kubelet-semantics B1, B20 */
export class BackoffMap {
  readonly #entries = new Map<string, BackoffEntry>();

  /** The place of a key, made when first asked for; replaced keys keep theirs (B19). */
  entry(key: string, absence: Absence): BackoffEntry {
    const known = this.#entries.get(key);
    if (known !== undefined) return known;
    const made = new BackoffEntry(absence);
    this.#entries.set(key, made);
    return made;
  }

  /** Forgets every entry, as a restart of the kubelet does. */
  clear(): void {
    for (const entry of this.#entries.values()) entry.clear('kubelet-restarted');
  }
}
