import { isSimulatedKind, SIMULATED_KINDS } from '../scenario/kinds.js';

/** The version of the API that has objects of a kind; what no manifest describes are nodes. */
export function apiVersionOf(kind: string): string {
  return isSimulatedKind(kind) ? SIMULATED_KINDS[kind] : 'v1';
}
