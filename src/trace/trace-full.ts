/** About 0.7 GB of columns. */
export const MOST_FACTS = 20_000_000;

/** Too many facts to keep; the run should keep counts only. */
export class TraceFullError extends Error {
  override readonly name = 'TraceFullError';

  constructor() {
    super(`the run leaves more than ${MOST_FACTS} facts behind`);
  }
}
