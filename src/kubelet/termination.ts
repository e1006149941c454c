import type { HookSpec } from './pod-spec.js';
import type { Attempt, HookOutcome } from './process.js';

/** No kill gives a container less. @source kubelet-semantics PR20: minimumGracePeriodInSeconds */
const SHORTEST_GRACE_MS = 2_000;
const KILLED = 128 + 9;

/**
 * How long an instance still lives once it is killed, and with what exit code it goes.
 *
 * The preStop hook eats into the grace period, in whole seconds; SIGTERM follows it, SIGKILL when the grace is over. No
 * hook runs when there is no grace.
 *
 * @source kubelet-semantics PR14, PR20, H3, P12
 */
export function goneAfter(
  attempt: Attempt,
  preStop: HookSpec | undefined,
  graceMs: number,
): { readonly afterMs: number; readonly exitCode: number } {
  const hookMs = preStop === undefined || graceMs <= 0 ? 0 : hookOutcome(preStop, attempt.preStop).takesMs;
  const hookedMs = Math.min(hookMs, graceMs);
  const allowedMs = Math.max(SHORTEST_GRACE_MS, graceMs - Math.floor(hookedMs / 1000) * 1000);
  const { onTerm } = attempt;
  const obeys = onTerm !== 'ignore' && onTerm.afterMs <= allowedMs;
  return obeys
    ? { afterMs: hookedMs + onTerm.afterMs, exitCode: onTerm.exitCode }
    : { afterMs: hookedMs + allowedMs, exitCode: KILLED };
}

/** What a hook of the manifest does in this attempt. */
export function hookOutcome({ handler, sleepMs }: HookSpec, scripted: HookOutcome | undefined): HookOutcome {
  if (handler === 'sleep') return { takesMs: sleepMs ?? 0, exitCode: 0 };
  return scripted ?? { takesMs: 0, exitCode: 0 };
}
