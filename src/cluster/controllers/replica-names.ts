import { replicaNames, successorName } from '../pod-names.js';

/**
 * Names of a ReplicaSet's pods: those of its first pods depend on the set alone, a later one's on the pod it stands in
 * for, so that deleting one pod changes no other name.
 */
export class ReplicaNames {
  readonly #nameSeed: number;
  readonly #namespace: string;
  readonly #set: string;
  readonly #taken = new Set<string>();
  readonly #departed: string[] = [];
  #planned: readonly string[] = [];

  constructor(nameSeed: number, namespace: string, set: string) {
    this.#nameSeed = nameSeed;
    this.#namespace = namespace;
    this.#set = set;
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
    const free = this.#planned.find((name) => !this.#taken.has(name));
    if (free !== undefined) return free;
    this.#planned = replicaNames(this.#nameSeed, this.#namespace, this.#set, 2 * this.#planned.length + 8);
    return this.next();
  }

  /** Among a thousand names two may have the same five letters; the API server takes a name only once. */
  #successorOf(gone: string): string {
    let name = successorName(this.#nameSeed, this.#namespace, this.#set, gone);
    for (let again = 1; this.#taken.has(name); again += 1) {
      name = successorName(this.#nameSeed, this.#namespace, this.#set, `${gone} ${again}`);
    }
    return name;
  }
}
