/** What an attempt writes to its log, unless somebody ends it before. */
export interface AttemptLog {
  readonly lines: readonly string[];
  /** When its process ends by itself; Infinity when it never does. */
  readonly untilMs: number;
}
