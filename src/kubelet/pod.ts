import type { Stream } from '../engine/stream.js';
import type { PodIdentity } from '../trace/identity.js';
import type { Phase } from '../trace/vocabulary.js';
import type { Container } from './container.js';
import type { PodSpec } from './pod-spec.js';

/** A pod on a node: what it is, and how far it has come. */
export class Pod {
  readonly identity: PodIdentity;
  readonly spec: PodSpec;
  readonly containers: Container[] = [];
  hasSandbox = false;
  deletionRequested = false;
  publishedPhase: Phase | undefined = undefined;
  readonly #makeStream: () => Stream;
  #stream: Stream | undefined = undefined;

  constructor(identity: PodIdentity, spec: PodSpec, makeStream: () => Stream) {
    this.identity = identity;
    this.spec = spec;
    this.#makeStream = makeStream;
  }

  /** This pod's own draws: latencies and jitter. Made when first needed; the ideal clock never does. */
  get stream(): Stream {
    this.#stream ??= this.#makeStream();
    return this.#stream;
  }
}
