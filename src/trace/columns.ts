const FIRST_CAPACITY = 1_024;

/** Which method of the sink a fact is a call of. */
export const FACT = {
  podCreated: 0,
  podBound: 1,
  podTerminating: 2,
  podDeleted: 3,
  started: 4,
  exited: 5,
  refused: 6,
  admitted: 7,
  startFailed: 8,
  containerPublished: 9,
  phasePublished: 10,
  conditionPublished: 11,
  occurred: 12,
  kubeletRestarted: 13,
  workloadPublished: 14,
  imageChanged: 15,
  wrote: 16,
} as const;
export type FactKind = (typeof FACT)[keyof typeof FACT];

/**
 * Facts as growing typed columns, 34 bytes each: what happened, to whom, when, and up to two numbers and two words.
 *
 * What `first`, `second`, `word` and `text` mean depends on the kind; only {@link Trace} writes and reads them. It reads
 * each column itself, place by place up to the length, since a visitor would be handed all seven of every fact.
 */
export class FactColumns {
  length = 0;
  kind = new Uint8Array(FIRST_CAPACITY);
  subject = new Uint32Array(FIRST_CAPACITY);
  atMs = new Float64Array(FIRST_CAPACITY);
  first = new Float64Array(FIRST_CAPACITY);
  second = new Float64Array(FIRST_CAPACITY);
  word = new Uint8Array(FIRST_CAPACITY);
  text = new Uint32Array(FIRST_CAPACITY);

  /** What is left out or 0 is in its place already. */
  push(kind: FactKind, subject: number, atMs: number, first = 0, second = 0, word = 0, text = 0): void {
    if (this.length === this.kind.length) this.#grow();
    const at = this.length;
    this.kind[at] = kind;
    this.subject[at] = subject;
    this.atMs[at] = atMs;
    if (first !== 0) this.first[at] = first;
    if (second !== 0) this.second[at] = second;
    if (word !== 0) this.word[at] = word;
    if (text !== 0) this.text[at] = text;
    this.length = at + 1;
  }

  #grow(): void {
    const capacity = this.kind.length * 2;
    this.kind = moved(this.kind, new Uint8Array(capacity));
    this.subject = moved(this.subject, new Uint32Array(capacity));
    this.atMs = moved(this.atMs, new Float64Array(capacity));
    this.first = moved(this.first, new Float64Array(capacity));
    this.second = moved(this.second, new Float64Array(capacity));
    this.word = moved(this.word, new Uint8Array(capacity));
    this.text = moved(this.text, new Uint32Array(capacity));
  }
}

function moved<Column extends Uint8Array | Uint32Array | Float64Array>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}
