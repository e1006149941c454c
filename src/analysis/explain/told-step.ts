import { type BackoffPolicy, DEFAULT_INITIAL_MS, DEFAULT_MAX_MS, REDUCED_INITIAL_MS } from '../../kubelet/policy.js';
import { stepsOf } from '../backoff-steps.js';

/** How a kubelet comes to wait a step that a message names. */
export type ToldStep =
  | { readonly kind: 'of-rule' }
  /** Of another configuration: one that climbs on to the next step, or whose cap it is, so that the next is as long. */
  | { readonly kind: 'of-other'; readonly nextMs: number }
  /** Shorter or longer than any kubelet can be set to. */
  | { readonly kind: 'impossible' };

/** The first steps there are, with the default decay and the reduced one. */
const INITIAL_MS = [DEFAULT_INITIAL_MS, REDUCED_INITIAL_MS];

/**
 * How a step of so many milliseconds comes about: steps double from 10 s, or from 1 s with the reduced decay, and a cap
 * may be anything from 1 s to 5 min.
 *
 * @param policy the rule supposed
 * @source kubelet-semantics B5, B29, B31, B32
 */
export function judgeToldStep(stepMs: number, policy: BackoffPolicy): ToldStep {
  if (stepsOf(policy).includes(stepMs)) return { kind: 'of-rule' };
  if (stepMs < REDUCED_INITIAL_MS || stepMs > DEFAULT_MAX_MS) return { kind: 'impossible' };
  const climbs = INITIAL_MS.some((initialMs) => isDoubled(stepMs, initialMs));
  return { kind: 'of-other', nextMs: climbs ? Math.min(2 * stepMs, DEFAULT_MAX_MS) : stepMs };
}

const isDoubled = (stepMs: number, initialMs: number): boolean =>
  Number.isInteger(Math.log2(stepMs / initialMs)) && stepMs >= initialMs;
