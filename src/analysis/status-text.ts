import type { ContainerState, ExitReason, Phase, WaitingReason } from '../trace/vocabulary.js';

/** A container as the API shows it. */
export interface ShownContainer {
  readonly state: ContainerState;
  readonly reason: ExitReason | WaitingReason | null;
}

/**
 * What kubectl prints in the STATUS column of a pod with regular containers only.
 *
 * Containers are walked from last to first by name, so the first one that waits or has ended wins; a pod whose text
 * would be Completed reads as the error of another container that failed, or NotReady while another one runs.
 *
 * @source kubelet-semantics P18; pkg/printers/internalversion/printers.go printPod
 */
export function statusText(phase: Phase, containersByName: readonly ShownContainer[]): string {
  let text: string = phase;
  let errorText: string | undefined;
  for (const { state, reason } of containersByName.toReversed()) {
    if (state === 'running' || reason === null) continue;
    text = reason;
    if (state === 'terminated' && reason !== 'Completed') errorText = reason;
  }
  if (text !== 'Completed') return text;
  const anyRunning = containersByName.some(({ state }) => state === 'running');
  return errorText ?? (anyRunning ? 'NotReady' : text);
}
