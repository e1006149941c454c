import { MINUTE_MS } from '../time/units.js';
import { LruMap } from './lru-map.js';

/** From this many distinct messages on, similar events become one. @source kubelet-semantics E15 */
const MOST_MESSAGES = 10;
/** A group nothing was heard of for longer than this starts anew. @source kubelet-semantics E15 */
const GROUP_LIFE_MS = 10 * MINUTE_MS;

interface Group {
  readonly messages: Set<string>;
  lastMs: number;
}

/** Notices when events differ in nothing but their message, again and again. @source kubelet-semantics E15 */
export class EventAggregator {
  readonly #groups: LruMap<Group>;

  constructor(capacity: number) {
    this.#groups = new LruMap(capacity, () => ({ messages: new Set(), lastMs: 0 }));
  }

  /**
   * Whether this event is to be combined with the similar ones before it.
   *
   * A message that makes the tenth is forgotten again, so the set of a group keeps nine. Which one the kubelet forgets is
   * up to the order of a Go map; here it is the newest, so that the first nine messages go on being told apart.
   */
  combines(key: string, message: string, atMs: number): boolean {
    const group = this.#groups.use(key);
    const { messages } = group;
    if (atMs - group.lastMs > GROUP_LIFE_MS) messages.clear();
    group.lastMs = atMs;
    messages.add(message);
    if (messages.size < MOST_MESSAGES) return false;
    messages.delete(message);
    return true;
  }
}
