import type { Fidelity, Plan } from '../cluster/plan.js';
import { masterSeed } from '../engine/stream.js';
import { MINUTE_MS } from '../time/units.js';
import { checkSize } from './check-size.js';
import { compileDependencies } from './compile-dependencies.js';
import { compileExpectations } from './compile-expect.js';
import { compileKubelet, type KubeletOverrides } from './compile-kubelet.js';
import { compileNodes, nodeNames } from './compile-nodes.js';
import { compilePods } from './compile-pods.js';
import type { Context } from './context.js';
import type { Expectation } from './expectation.js';
import { issueLog } from './issue-log.js';
import { type Note, noteLog } from './note.js';
import { printable } from './printable.js';
import type { Scenario } from './scenario.js';
import { durationMs } from './values.js';

/** What a command line may change of a scenario. */
export interface Overrides extends KubeletOverrides {
  readonly seed?: string | undefined;
  readonly fidelity?: Fidelity | undefined;
  readonly durationMs?: number | undefined;
}

/** A scenario ready to run, with what it expects. */
export interface Compiled {
  readonly plan: Plan;
  readonly expectations: readonly Expectation[];
  readonly notes: readonly Note[];
  readonly description: string | undefined;
}

const DEFAULT_DURATION_MS = 30 * MINUTE_MS;
const DEFAULT_SEED = '1';

/**
 * Fills in defaults, converts units, binds references and turns actions into dated facts.
 *
 * @throws ScenarioError with every dangling reference, contradiction and limit
 */
export function compileScenario(scenario: Scenario, overrides: Overrides = {}): Compiled {
  const { document, manifests, spans } = scenario;
  const { metadata, spec } = document;
  const { report, throwIfAny } = issueLog();
  const { remark, notes } = noteLog();
  const seed = overrides.seed ?? (spec.seed === undefined ? DEFAULT_SEED : String(spec.seed));
  const ownMs = spec.duration === undefined ? DEFAULT_DURATION_MS : durationMs(spec.duration);
  const runMs = overrides.durationMs ?? ownMs;
  const fidelity = overrides.fidelity ?? spec.kubelet?.fidelity ?? 'exact';
  const latestMs = Math.max(ownMs, runMs);
  const context: Context = { document, spans, report, remark, master: masterSeed(seed), latestMs };

  const nodes = nodeNames(context);
  const pods = compilePods(manifests, nodes, context);
  const plan: Plan = {
    scenario: printable(metadata.name),
    seed,
    fidelity,
    durationMs: runMs,
    kubelet: compileKubelet(fidelity, overrides, context),
    nodes: compileNodes(nodes, context),
    pods,
    dependencies: compileDependencies(context),
  };
  const expectations = compileExpectations(pods, context);
  checkSize(plan, context);
  throwIfAny();
  return {
    plan,
    expectations,
    notes: [...scenario.notes, ...notes],
    description: spec.description === undefined ? undefined : printable(spec.description.replace(/\s+/g, ' ').trim()),
  };
}
