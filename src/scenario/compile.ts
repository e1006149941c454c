import type { Fidelity, Plan } from '../cluster/plan.js';
import { masterSeed } from '../engine/stream.js';
import { MINUTE_MS } from '../time/units.js';
import { checkProcesses } from './check-processes.js';
import { checkSize } from './check-size.js';
import { compileActions } from './compile-actions.js';
import { compileDependencies } from './compile-dependencies.js';
import { compileExpectations } from './compile-expect.js';
import { compileKubelet, type KubeletOverrides } from './compile-kubelet.js';
import { compileManifests, podPlan } from './compile-manifests.js';
import { compileNodes } from './compile-nodes.js';
import { compileProcesses } from './compile-processes.js';
import type { Context } from './context.js';
import type { Expectation } from './expectation.js';
import { issueLog } from './issue-log.js';
import { minimalPods } from './minimal-pods.js';
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

const imagesIn = (actions: Plan['actions']): readonly string[] =>
  actions.flatMap((action) => (action.kind === 'setImage' ? [action.image] : []));

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

  const nodes = compileNodes(context);
  const described = compileManifests(manifests, context);
  const minimal = minimalPods(described.sources, context);
  const sources = [...described.sources, ...minimal];
  const actions = compileActions({ nodes, sources }, context);
  checkProcesses(sources, imagesIn(actions), context);
  const plan: Plan = {
    scenario: printable(metadata.name),
    seed,
    fidelity,
    durationMs: runMs,
    nameSeed: context.master,
    kubelet: compileKubelet(fidelity, overrides, context),
    nodes,
    pods: [
      ...described.pods,
      ...minimal.map(({ template, namespace, name }) =>
        podPlan(template, { namespace, name, owner: undefined }, context),
      ),
    ],
    workloads: described.workloads,
    services: [],
    processes: compileProcesses(context),
    registry: [],
    missing: [],
    dependencies: compileDependencies(context),
    actions,
  };
  const expectations = compileExpectations(sources, context);
  checkSize(plan, context);
  throwIfAny();
  return {
    plan,
    expectations,
    notes: [...scenario.notes, ...notes],
    description: spec.description === undefined ? undefined : printable(spec.description.replace(/\s+/g, ' ').trim()),
  };
}
