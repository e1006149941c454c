import { namedStream } from '../../engine/stream.js';
import { drawName, podPrefix, replicaNames } from '../pod-names.js';

/**
 * Names of a ReplicaSet's pods: those of its first pods depend on the set alone, a later one's on the pod it stands in
 * for, so that deleting one pod changes no other name.
 */
export class ReplicaNames {
  readonly #nameSeed: number;
  readonly #namespace: string;
  readonly #set: string;
  readonly #isThere: (name: string) => boolean;
  readonly #taken = new Set<string>();
  readonly #departed: string[] = [];
  #planned: readonly string[] = [];

  /** @param isThere whether anybody's pod has that name now */
  constructor(nameSeed: number, namespace: string, set: string, isThere: (name: string) => boolean) {
    this.#nameSeed = nameSeed;
    this.#namespace = namespace;
    this.#set = set;
    this.#isThere = isThere;
  }

  take(name: string): void {
    this.#taken.add(name);
  }

  /** Somebody will stand in for this pod. */
  departed(name: string): void {
    this.#departed.push(name);
  }

  next(): string {
    const gone = this.#departed.shift();
    if (gone !== undefined) return this.#successorOf(gone);
    const free = this.#planned.find((name) => !this.#isTaken(name));
    if (free !== undefined) return free;
    this.#planned = replicaNames(this.#nameSeed, this.#namespace, this.#set, 2 * this.#planned.length + 8);
    return this.next();
  }

  #successorOf(gone: string): string {
    const stream = namedStream(this.#nameSeed, 'successor', this.#namespace, gone);
    return drawName(stream, podPrefix(this.#set), (name) => this.#isTaken(name));
  }

  #isTaken(name: string): boolean {
    return this.#taken.has(name) || this.#isThere(name);
  }
}
