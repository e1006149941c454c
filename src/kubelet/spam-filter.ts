import { MINUTE_MS } from '../time/units.js';
import { LruMap } from './lru-map.js';
import { TokenBucket } from './token-bucket.js';

/** @source kubelet-semantics E17 */
const BURST = 25;
/** @source kubelet-semantics E17 */
const REFILL_MS = 5 * MINUTE_MS;

/** Keeps a source from writing too much about one object: 25 writes at once, then one every 5 minutes. */
export class SpamFilter {
  readonly #buckets: LruMap<TokenBucket>;

  constructor(capacity: number) {
    this.#buckets = new LruMap(capacity, () => new TokenBucket(BURST, REFILL_MS));
  }

  /** Whether an event may be written. */
  lets(key: string, atMs: number): boolean {
    return this.#buckets.use(key).take(atMs);
  }
}
