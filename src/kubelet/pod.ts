import type { Stream } from '../engine/stream.js';
import type { Phase, RestartPolicy } from '../trace/vocabulary.js';
import type { Container } from './container.js';

export interface PodSpec {
  /** Its number in every fact. */
  readonly index: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly restartPolicy: RestartPolicy;
  readonly terminationGraceMs: number;
}

/** A pod on a node: what it is, and how far it has come. */
export class Pod {
  readonly spec: PodSpec;
  readonly containers: Container[] = [];
  hasSandbox = false;
  deletionRequested = false;
  publishedPhase: Phase | undefined = undefined;
  readonly #makeStream: () => Stream;
  #stream: Stream | undefined = undefined;

  constructor(spec: PodSpec, makeStream: () => Stream) {
    this.spec = spec;
    this.#makeStream = makeStream;
  }

  /** This pod's own draws: latencies and jitter. Made when first needed; the ideal clock never does. */
  get stream(): Stream {
    this.#stream ??= this.#makeStream();
    return this.#stream;
  }
}
