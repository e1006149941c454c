import type { EventKind } from './event.js';

/** What a source asks of the API: a new Event object, or a change of one it wrote before. */
export interface WrittenEvent {
  readonly verb: 'create' | 'patch';
  /** The API object, numbered within the process that writes. */
  readonly object: number;
  readonly kind: EventKind;
  /** The kind's message, or with the prefix of combined events. */
  readonly message: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** When it is written, from which the API counts how long to keep it. */
  readonly writtenMs: number;
}

/** Turns what one process notices into what it writes. */
export interface EventRecorder {
  /** What is written of its own accord up to and including an instant; asked before anything is told of that instant. */
  advance(toMs: number): readonly WrittenEvent[];
  /** What one occurrence makes it write; undefined when it keeps that for later. Instants must not go back. */
  observe(kind: EventKind, atMs: number): WrittenEvent | undefined;
}
