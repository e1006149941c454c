import type { ContainerDraft, PodDraft } from './draft.js';

/** A pod with what the operator does to it. Filled in while the actions are applied. */
export interface PodHistory {
  readonly draft: PodDraft;
  readonly node: string;
  readonly createdAtMs: number;
  deletedAtMs: number | undefined;
  readonly images: Map<ContainerDraft, { readonly atMs: number; readonly image: string }[]>;
}

export function historyOf(draft: PodDraft, node: string, createdAtMs: number): PodHistory {
  return { draft, node, createdAtMs, deletedAtMs: undefined, images: new Map() };
}
