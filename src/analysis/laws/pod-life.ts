import { globMatches } from '../../cluster/glob.js';
import type { Plan } from '../../cluster/plan.js';
import type { ContainerSpec, PodSpec } from '../../kubelet/pod-spec.js';
import type { EventKind } from '../../trace/event.js';
import type { ContainerIdentity, PodIdentity } from '../../trace/identity.js';
import { Quiet } from '../../trace/quiet.js';
import type { Trace } from '../../trace/trace.js';
import type { Phase } from '../../trace/vocabulary.js';
import { type AttemptFacts, gatherAttempts } from '../attempts.js';
import { specOf } from '../pod-specs.js';

/** Longer than all of a kubelet's rhythms, jitter, latencies and kills of other containers together. */
export const SETTLED_MS = 240_000;

/** A sentence where something is wrong, nothing where it is right. */
export function said(isWrong: boolean, text: string): readonly string[] {
  return isWrong ? [text] : [];
}

/** What is known of one pod's life when the run is over; laws judge by this alone. */
export interface PodLife {
  readonly identity: PodIdentity;
  /** Undefined where the plan does not say, or says several things. */
  readonly spec: PodSpec | undefined;
  readonly containers: readonly ContainerLife[];
  readonly createdAtMs: number;
  readonly node: string | undefined;
  readonly terminatingAtMs: number | undefined;
  readonly deletedAtMs: number | undefined;
  /** When Succeeded or Failed was told. */
  readonly terminalAtMs: number | undefined;
  /** Somebody may have changed an image in place: it has several backoff entries, and starts that no exit led to. */
  readonly imageMayChange: boolean;
  /** Its kubelet could not be reached for a while: nobody hears from it, nor does it hear. @source C11 */
  readonly isCutOff: boolean;
  /** A pull for it is on its way, or waits its turn, which holds up everything else. */
  readonly isPulling: boolean;
  /** Images were pulled for it. */
  readonly pulled: boolean;
}

export interface ContainerLife {
  readonly identity: ContainerIdentity;
  readonly spec: ContainerSpec | undefined;
  readonly attempts: readonly AttemptFacts[];
}

class Lives extends Quiet {
  readonly createdAtMs = new Map<number, number>();
  readonly nodes = new Map<number, string>();
  readonly terminatingAtMs = new Map<number, number>();
  readonly deletedAtMs = new Map<number, number>();
  readonly terminalAtMs = new Map<number, number>();
  readonly pulling = new Set<string>();
  readonly everPulling = new Set<string>();

  override podCreated(pod: PodIdentity, atMs: number): void {
    this.createdAtMs.set(pod.index, atMs);
  }

  override podBound(pod: number, _atMs: number, node: string): void {
    this.nodes.set(pod, node);
  }

  override podTerminating(pod: number, atMs: number): void {
    this.terminatingAtMs.set(pod, atMs);
  }

  override podDeleted(pod: number, atMs: number): void {
    this.deletedAtMs.set(pod, atMs);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase): void {
    if (phase === 'Succeeded' || phase === 'Failed') this.terminalAtMs.set(pod, atMs);
  }

  override occurred({ reason, object }: EventKind): void {
    if (reason === 'Pulling') {
      this.pulling.add(object.uid);
      this.everPulling.add(object.uid);
    }
    if (reason === 'Pulled' || reason === 'Failed') this.pulling.delete(object.uid);
  }
}

/** The life of every pod of a run, as the laws judge it. */
export function podLives(plan: Plan, trace: Trace): readonly PodLife[] {
  const attempts = gatherAttempts(trace);
  const lives = new Lives();
  trace.replayApi(lives, Number.POSITIVE_INFINITY);
  return trace.pods.map((identity) => {
    const { index } = identity;
    const spec = specOf(plan, identity);
    const node = lives.nodes.get(index);
    return {
      identity,
      spec,
      containers: identity.containers.map((container, place) => {
        return { identity: container, spec: spec?.containers[place], attempts: attempts[container.index] ?? [] };
      }),
      createdAtMs: lives.createdAtMs.get(index) ?? 0,
      node,
      terminatingAtMs: lives.terminatingAtMs.get(index),
      deletedAtMs: lives.deletedAtMs.get(index),
      terminalAtMs: lives.terminalAtMs.get(index),
      imageMayChange: imageMayChange(plan, identity),
      isPulling: lives.pulling.has(identity.uid),
      pulled: lives.everPulling.has(identity.uid),
      isCutOff: plan.actions.some((action) => action.kind === 'loseNode' && action.node === node),
    };
  });
}

function imageMayChange({ actions }: Plan, { name }: PodIdentity): boolean {
  return actions.some(
    (action) => action.kind === 'setImage' && action.target.kind === 'Pod' && globMatches(action.target.name, name),
  );
}
