import type { NoProgressError } from '../cluster/simulation.js';
import type { TraceFullError } from '../trace/trace-full.js';

/** A run that came to no end; the cause says why. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly file: string;
  override readonly cause: NoProgressError | TraceFullError;

  constructor(file: string, cause: NoProgressError | TraceFullError) {
    super(cause.message);
    this.file = file;
    this.cause = cause;
  }
}
