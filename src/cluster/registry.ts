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
    const planned = this.#plans.find(({ match }) => imageMatches(match, image));
    const override = this.#overrides.find(({ match }) => imageMatches(match, image));
    return { pull: planned?.pull ?? AT_ONCE, error: (override ?? planned)?.error };
  }

  /** From now on pulls of these images fail so, or succeed again. */
  setError(match: string, error: PullError | undefined): void {
    this.#overrides.unshift({ match, error });
  }
}
