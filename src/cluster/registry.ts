import { type Distribution, fixed } from '../engine/distributions.js';
import type { PullError } from '../kubelet/world.js';
import { imageMatches } from './image-match.js';
import type { ImagePlan } from './plan.js';

/** What a registry answers to one pull. */
export interface RegistryAnswer {
  readonly pull: Distribution;
  readonly error: PullError | undefined;
}

interface Override {
  readonly match: string;
  readonly error: PullError | undefined;
}

const AT_ONCE = fixed(0);

/** Where images come from: the first pattern that matches answers, and an image that matches none is pulled at once. */
export class Registry {
  readonly #plans: readonly ImagePlan[];
  /** What operators broke and mended since; the newest first. */
  readonly #overrides: Override[] = [];

  constructor(plans: readonly ImagePlan[]) {
    this.#plans = plans;
  }

  ask(image: string): RegistryAnswer {
    return { pull: firstFor(image, this.#plans)?.pull ?? AT_ONCE, error: this.errorFor(image) };
  }

  /** What a pull would fail with now. */
  errorFor(image: string): PullError | undefined {
    return (firstFor(image, this.#overrides) ?? firstFor(image, this.#plans))?.error;
  }

  /** From now on pulls of these images fail so, or succeed again. */
  setError(match: string, error: PullError | undefined): void {
    this.#overrides.unshift({ match, error });
  }
}

function firstFor<Entry extends { readonly match: string }>(
  image: string,
  entries: readonly Entry[],
): Entry | undefined {
  for (const entry of entries) if (imageMatches(entry.match, image)) return entry;
  return undefined;
}
