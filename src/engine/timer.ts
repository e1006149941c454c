/** Room for this many orders below each rank; a rank and an order together are one small integer. */
const ORDERS = 2 ** 28;

/** A timer's place on the agenda. Reused while it is not pending, so that a steady run allocates nothing. */
export class Slot {
  atMs = 0;
  /** Rank, then order, in one number: what decides between timers due at the same instant. */
  readonly tie: number;
  /** Undefined once the slot was cancelled; the agenda drops it when it comes up. */
  timer: Timer | undefined;
  pending = false;

  constructor(tie: number, timer: Timer) {
    this.tie = tie;
    this.timer = timer;
  }
}

/**
 * Something that can be woken at an instant: at most one wake-up is pending at a time.
 *
 * Timers that are due at the same instant fire by rank, then by order. The order is the owner's own number, not the
 * sequence of scheduling, so that an unrelated timer changes nothing.
 */
export abstract class Timer {
  /** @internal owned by the agenda */
  slot: Slot;

  /** @param order below 2^28, which is more containers than anybody simulates */
  constructor(rank: number, order: number) {
    this.slot = new Slot(rank * ORDERS + order, this);
  }

  get isPending(): boolean {
    return this.slot.pending;
  }

  /** When it is due; meaningful only while pending. */
  get dueAtMs(): number {
    return this.slot.atMs;
  }

  abstract fire(nowMs: number): void;

  /** Names the owner, for the message when a run makes no progress. */
  abstract describe(): string;
}
