import type { Report } from './issue-log.js';
import type { Remark } from './note.js';
import type { ScenarioDocument } from './schema.js';
import type { Spans } from './spans.js';

/** What every step of compilation has at hand. */
export interface Context {
  readonly document: ScenarioDocument;
  readonly spans: Spans;
  readonly report: Report;
  readonly remark: Remark;
  /** The master seed, from which names and uids are drawn. */
  readonly master: number;
  /** How long the file says the run lasts, or how long it does last if that is longer. */
  readonly latestMs: number;
}
