import type { WorkloadStatus } from '../../trace/workload.js';

/**
 * Who came and who went, in order: every status of a Service is a length of this log, so that thousands of them do not
 * hold thousands of pods each.
 */
export class EndpointsLog {
  /** A pod's number when it came; its complement when it went. */
  readonly #entries: number[] = [];
  #count = 0;

  came(pod: number): void {
    this.#entries.push(pod);
    this.#count += 1;
  }

  went(pod: number): void {
    this.#entries.push(~pod);
    this.#count -= 1;
  }

  /** The Service as it is now; stays as it is when others come and go. */
  status(): WorkloadStatus {
    const length = this.#entries.length;
    const read = (): readonly number[] => this.#after(length);
    return {
      counts: { endpoints: this.#count },
      conditions: [],
      isGone: false,
      get endpoints() {
        return read();
      },
    };
  }

  #after(length: number): readonly number[] {
    const pods = new Set<number>();
    for (let at = 0; at < length; at += 1) {
      const entry = this.#entries[at] ?? 0;
      if (entry >= 0) pods.add(entry);
      else pods.delete(~entry);
    }
    return [...pods].sort((a, b) => a - b);
  }
}
