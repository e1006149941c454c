import type { Agenda } from '../engine/agenda.js';
import type { Sink } from '../trace/sink.js';
import type { Clockwork } from './clockwork.js';
import type { BackoffPolicy } from './policy.js';
import type { Timing } from './timing.js';

/** What a kubelet's parts share. */
export interface KubeletContext {
  readonly agenda: Agenda;
  readonly sink: Sink;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  /** Replaced when the kubelet process is. */
  readonly clockwork: Clockwork;
}
