import type { Fidelity, Plan } from '../cluster/plan.js';
import type { PodPlan } from '../cluster/template-plan.js';
import { masterSeed } from '../engine/stream.js';
import { gateIsOn, type KubeletConfig } from '../kubelet/config.js';
import { formatDuration } from '../time/go-duration.js';
import { MINUTE_MS } from '../time/units.js';
import { checkProcesses } from './check-processes.js';
import { checkSize } from './check-size.js';
import { compileActions } from './compile-actions.js';
import { compileApplied } from './compile-applied.js';
import { compileDependencies } from './compile-dependencies.js';
import { compileExpectations } from './compile-expect.js';
import { compileRegistry, knownImages, recoveries, withImages } from './compile-images.js';
import { type ChosenKubelet, chosenKubelet, compileKubelet, type KubeletOverrides } from './compile-kubelet.js';
import { compileManifests, podPlan } from './compile-manifests.js';
import { compileMissing } from './compile-missing.js';
import { compileNodes } from './compile-nodes.js';
import { compileProcesses } from './compile-processes.js';
import { compileServices } from './compile-services.js';
import type { Basics, Context } from './context.js';
import type { Expectation } from './expectation.js';
import { issueLog } from './issue-log.js';
import { minimalPods } from './minimal-pods.js';
import { type Note, noteLog } from './note.js';
import type { PodSource } from './pod-source.js';
import { printable } from './printable.js';
import type { Scenario } from './scenario.js';
import { durationMs } from './values.js';

/** What a command line may change of a scenario. */
export interface Overrides extends KubeletOverrides {
  readonly seed?: string | undefined;
  readonly fidelity?: Fidelity | undefined;
  readonly durationMs?: number | undefined;
  /** The words that gave this duration, such as `--for 90d`: a duration that cannot be is then their mistake, not the file's. */
  readonly durationWords?: string | undefined;
}

/** A scenario ready to run, with what it expects. */
export interface Compiled {
  readonly plan: Plan;
  /** What the nodes' kubelets were started with. */
  readonly kubeletConfig: KubeletConfig;
  readonly expectations: readonly Expectation[];
  readonly notes: readonly Note[];
  readonly description: string | undefined;
}

const DEFAULT_DURATION_MS = 30 * MINUTE_MS;
const DEFAULT_SEED = '1';

/** What a run takes from the command line first, then from the file. */
interface Settings {
  readonly seed: string;
  readonly chosen: ChosenKubelet;
  readonly ownMs: number;
  readonly runMs: number;
}

function settingsOf({ document: { spec } }: Scenario, overrides: Overrides): Settings {
  const ownMs = spec.duration === undefined ? DEFAULT_DURATION_MS : durationMs(spec.duration);
  return {
    seed: overrides.seed ?? (spec.seed === undefined ? DEFAULT_SEED : String(spec.seed)),
    chosen: chosenKubelet(spec.kubelet, overrides),
    ownMs,
    runMs: overrides.durationMs ?? ownMs,
  };
}

function wordsOf({ durationMs: givenMs, durationWords }: Overrides): string | undefined {
  return givenMs === undefined ? undefined : (durationWords ?? `a duration of ${formatDuration(givenMs)}`);
}

/** Every image the run is known to have: those of pods, and those that containers get. */
function imagesOf(sources: readonly PodSource[], later: readonly string[]): readonly string[] {
  const own = sources.flatMap(({ template }) => template.spec.containers.map(({ image }) => image));
  return [...new Set([...own, ...later])];
}

const podOf = ({ template, namespace, name }: PodSource, context: Context): PodPlan =>
  podPlan(template, { namespace, name, owner: undefined }, context);

/**
 * Fills in defaults, converts units and binds references.
 *
 * @throws ScenarioError with every dangling reference, contradiction and limit
 */
export function compileScenario(scenario: Scenario, overrides: Overrides = {}): Compiled {
  const { document, manifests, spans } = scenario;
  const { metadata, spec } = document;
  const { report, throwIfAny } = issueLog();
  const { remark, notes } = noteLog();
  const { seed, chosen, ownMs, runMs } = settingsOf(scenario, overrides);
  const master = masterSeed(seed);
  const basics: Basics = { document, spans, report, remark, master, latestMs: Math.max(ownMs, runMs) };
  const kubelet = compileKubelet(chosen, overrides, basics);
  const nodes = compileNodes(basics);
  const { versionName } = kubelet.plan;
  const context: Context = { ...basics, nodes, versionName, isOn: (gate) => gateIsOn(kubelet.config, gate) };

  const described = compileManifests(manifests, context);
  const applied = compileApplied(scenario, context);
  const minimal = minimalPods([...described.sources, ...applied.sources], context);
  const sources = [...described.sources, ...minimal, ...applied.sources];
  const laterImages = (spec.actions ?? []).flatMap(({ setImage }) => setImage?.image ?? []);
  const images = knownImages(imagesOf(sources, laterImages), context);
  const actions = compileActions({ sources, applied, images }, context);
  checkProcesses(sources, [...new Set(laterImages)], context);
  const objects = (spec.actions ?? []).flatMap((action) =>
    (scenario.applied.get(action) ?? []).map((manifest) => ({ manifest, atMs: durationMs(action.at) })),
  );
  const plan: Plan = {
    scenario: printable(metadata.name),
    seed,
    fidelity: chosen.fidelity,
    durationMs: runMs,
    nameSeed: master,
    kubelet: kubelet.plan,
    nodes: withImages(nodes, images, context),
    pods: [...described.pods, ...minimal.map((source) => podOf(source, context))],
    workloads: described.workloads,
    services: compileServices(
      manifests,
      objects.map(({ manifest }) => manifest),
      context,
    ),
    processes: compileProcesses(context),
    registry: compileRegistry(images, context),
    missing: compileMissing(sources, { manifests, applied: objects }, context),
    dependencies: compileDependencies(context),
    actions: [...actions, ...recoveries(context)].toSorted((a, b) => a.atMs - b.atMs),
  };
  const expectations = compileExpectations(
    sources,
    plan.services.map(({ name }) => name),
    context,
  );
  checkSize(plan, context, wordsOf(overrides));
  throwIfAny();
  return {
    plan,
    kubeletConfig: kubelet.config,
    expectations,
    notes: [...scenario.notes, ...notes],
    description: spec.description === undefined ? undefined : printable(spec.description.replace(/\s+/g, ' ').trim()),
  };
}
