import type { NodePlan } from '../cluster/plan.js';
import type { GateName } from '../kubelet/versions.js';
import type { Report } from './issue-log.js';
import type { Remark } from './note.js';
import type { ScenarioDocument } from './schema.js';
import type { Spans } from './spans.js';

/** What every step of compilation has at hand. */
export interface Basics {
  readonly document: ScenarioDocument;
  readonly spans: Spans;
  readonly report: Report;
  readonly remark: Remark;
  /** The master seed, from which names and uids are drawn. */
  readonly master: number;
  /** How long the file says the run lasts, or how long it does last if that is longer. */
  readonly latestMs: number;
}

/** With what is known once kubelet and nodes are compiled. */
export interface Context extends Basics {
  readonly isOn: (gate: GateName) => boolean;
  readonly versionName: string;
  readonly nodes: readonly NodePlan[];
}
