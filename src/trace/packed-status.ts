import type { ContainerStatus, ShownReason } from './sink.js';
import { CONTAINER_STATES, type ContainerState, EXIT_REASONS, WAITING_REASONS } from './vocabulary.js';

/** What a terminated or waiting container may show as its reason; a place here fits in a byte. */
const SHOWN_REASONS: readonly ShownReason[] = [null, ...EXIT_REASONS, ...WAITING_REASONS];

const READY = 4;
const STARTED = 8;
const LAST_REMOVED = 16;
const STATE_BITS = 3;
/** Above the flags: the attempt the last state tells of, plus one; 0: none. */
const LAST = 32;

/** A container's status as two numbers and a word: everything but the message. */
export interface PackedStatus {
  readonly first: number;
  readonly second: number;
  readonly word: number;
}

/** A status without its message, as three numbers; {@link unpackStatus} gives it back. */
export function packStatus(status: ContainerStatus): PackedStatus {
  const last = status.lastAttempt === null ? 0 : status.lastAttempt + 1;
  const second =
    CONTAINER_STATES.indexOf(status.state) +
    (status.ready ? READY : 0) +
    (status.started ? STARTED : 0) +
    (status.lastRemoved ? LAST_REMOVED : 0) +
    last * LAST;
  return { first: status.restartCount, second, word: SHOWN_REASONS.indexOf(status.reason) };
}

/** The status that {@link packStatus} made numbers of. */
export function unpackStatus({ first, second, word }: PackedStatus, message: string | null): ContainerStatus {
  const last = Math.floor(second / LAST);
  return {
    state: CONTAINER_STATES[second & STATE_BITS] as ContainerState,
    reason: SHOWN_REASONS[word] ?? null,
    message,
    restartCount: first,
    ready: (second & READY) !== 0,
    started: (second & STARTED) !== 0,
    lastAttempt: last === 0 ? null : last - 1,
    lastRemoved: (second & LAST_REMOVED) !== 0,
  };
}
