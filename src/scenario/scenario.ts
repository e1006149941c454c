import type { Manifest } from './manifest.js';
import type { Note } from './note.js';
import type { ScenarioDocument } from './schema.js';
import type { Spans } from './spans.js';

/** A file beside the scenario. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** A scenario as written, with its manifests and where everything stands. */
export interface Scenario {
  readonly document: ScenarioDocument;
  readonly manifests: readonly Manifest[];
  /** The manifests that actions apply, by the entry of the action. */
  readonly applied: ReadonlyMap<object, readonly Manifest[]>;
  readonly notes: readonly Note[];
  readonly spans: Spans;
}
