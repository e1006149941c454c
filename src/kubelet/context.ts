import type { Agenda } from '../engine/agenda.js';
import type { KubeletFacts } from '../trace/kubelet-facts.js';
import type { Sink } from '../trace/sink.js';
import type { Clockwork } from './clockwork.js';
import type { EventRules } from './event-versions.js';
import type { ImagePulls } from './image-pulls.js';
import type { BackoffPolicy } from './policy.js';
import type { Timing } from './timing.js';
import type { KubeletVersion } from './versions.js';
import type { World } from './world.js';

/** What a kubelet's parts share. */
export interface KubeletContext {
  readonly agenda: Agenda;
  readonly sink: Sink;
  /** Who is told what the kubelet does, step by step; mostly nobody. */
  readonly steps: KubeletFacts | undefined;
  readonly node: string;
  readonly version: KubeletVersion;
  readonly world: World;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  readonly eventRules: EventRules;
  readonly pulls: ImagePulls;
  /** Replaced when the kubelet process is. */
  readonly clockwork: Clockwork;
  /** When this kubelet process started; long ago for the first. */
  readonly bootedAtMs: number;
}
