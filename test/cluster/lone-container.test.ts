import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRun } from '../../src/analysis/build-run.js';
import type { Run } from '../../src/analysis/run.js';
import type { Plan } from '../../src/cluster/plan.js';
import type { Script } from '../../src/cluster/script.js';
import { Simulation, simulatePlan } from '../../src/cluster/simulation.js';
import { type Distribution, fixed } from '../../src/engine/distributions.js';
import { NO_BACKOFF } from '../../src/kubelet/policy.js';
import { Quiet } from '../../src/trace/quiet.js';
import type { RuntimeFacts } from '../../src/trace/sink.js';
import { Trace } from '../../src/trace/trace.js';
import { containerOf, crashing, planOf, podOf, runs } from '../support/plan.js';

/** Every fact of the runtime, as text, by container. */
class Told extends Quiet {
  readonly byContainer = new Map<number, string[]>();

  #tell(container: number, ...fact: readonly unknown[]): void {
    const told = this.byContainer.get(container) ?? [];
    told.push(fact.join(' '));
    this.byContainer.set(container, told);
  }

  override started(...[container, ...fact]: Parameters<RuntimeFacts['started']>): void {
    this.#tell(container, 'started', ...fact);
  }

  override exited(...[container, ...fact]: Parameters<RuntimeFacts['exited']>): void {
    this.#tell(container, 'exited', ...fact);
  }

  override refused(...[container, , ...fact]: Parameters<RuntimeFacts['refused']>): void {
    // Another container's exit makes the pod's worker look again; the decision is the same.
    const told = this.byContainer.get(container) ?? [];
    if (!told.at(-1)?.startsWith('refused')) this.#tell(container, 'refused', ...fact);
  }

  override admitted(...[container, ...fact]: Parameters<RuntimeFacts['admitted']>): void {
    this.#tell(container, 'admitted', ...fact);
  }
}

const run: fc.Arbitrary<Distribution> = fc.oneof(
  fc.constantFrom(0, 1, 28_000, 300_001, 599_999, 600_000, 600_001).map((ms) => ({ kind: 'fixed' as const, ms })),
  fc.integer({ min: 1_000, max: 700_000 }).map((meanMs) => ({ kind: 'exponential' as const, meanMs })),
);
const script: fc.Arbitrary<Script> = fc
  .array(fc.record({ run, exitCode: fc.nat(1) }), { minLength: 1, maxLength: 4 })
  .map((listed) => ({
    guarded: [],
    listed: listed.map((entry) => ({
      ...entry,
      reason: 'Error' as const,
      needs: [],
      onTerm: { exitCode: 143, afterMs: 0 },
      log: [],
      times: 1,
    })),
  }));

const options = fc.record({
  fidelity: fc.constantFrom('exact' as const, 'documented' as const),
  housekeeping: fc.boolean(),
  durationMs: fc.integer({ min: 1, max: 4 * 3_600_000 }),
});

describe('containers without an agenda', () => {
  it('tell the same facts as the model with its workers, relists and agenda', () => {
    const pod = fc.record({
      scripts: fc.array(script, { minLength: 1, maxLength: 3 }),
      policy: fc.constantFrom('Always', 'OnFailure', 'Never'),
    });
    const pods = fc.array(pod, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pods, options, (all, chosen) => {
        const plan = planOf(
          all.map(({ scripts, policy }, at) =>
            podOf(
              `p${at}`,
              scripts.map((each, place) => containerOf(each, `c${place}`)),
              { restartPolicy: policy },
            ),
          ),
          chosen,
        );
        const alone = new Told();
        simulatePlan(plan, alone);
        const trace = new Trace();
        simulatePlan(plan, trace);
        const model = new Told();
        trace.replayRuntime(model);
        expect(Object.fromEntries(alone.byContainer)).toEqual(Object.fromEntries(model.byContainer));
      }),
      { numRuns: 150 },
    );
  });
});

/** A run as far as a reader of attempts and ends sees it, and how many facts were kept for it. */
function endOf(plan: Plan, keepsRoutine: boolean): { readonly run: Omit<Run, 'events'>; readonly events: number } {
  const trace = new Trace(keepsRoutine);
  simulatePlan(plan, trace);
  const { events, ...run } = buildRun(plan, trace);
  return { run, events: events.length };
}

describe('pods of which only the end is told', () => {
  it('end as in the model with its workers, relists and agenda, to the instant of each condition', () => {
    const pod = fc.record({
      scripts: fc.array(script, { minLength: 1, maxLength: 2 }),
      restartPolicy: fc.constantFrom('Always' as const, 'Always' as const, 'OnFailure' as const),
    });
    const pods = fc.array(pod, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pods, options, fc.boolean(), (all, chosen, isDeleted) => {
        const made = all.map(({ scripts, restartPolicy }, at) =>
          podOf(
            `p${at}`,
            scripts.map((each, place) => containerOf(each, `c${place}`)),
            { restartPolicy },
          ),
        );
        const actions = isDeleted ? [{ atMs: chosen.durationMs / 2, kind: 'deletePod' as const, name: 'p0' }] : [];
        const plan = planOf(made, { ...chosen, durationMs: 2 * Math.ceil(chosen.durationMs / 2), actions });
        expect(endOf(plan, false).run).toEqual(endOf(plan, true).run);
      }),
      { numRuns: 200 },
    );
  });

  it('are thrown out of a node that they tolerate for a while only', () => {
    const crashing = podOf('p', [containerOf(runs(1_000))]);
    const toleration = { key: 'gpu', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
    const { template } = crashing.pod;
    const placement = { ...template.placement, tolerations: [toleration] };
    const pod = { ...crashing, pod: { ...crashing.pod, template: { ...template, placement } } };
    const plan = planOf([pod], { durationMs: 600_000 });
    const nodes = plan.nodes.map((node) => ({ ...node, taints: [{ key: 'gpu', effect: 'NoExecute' }] }));
    const { run } = endOf({ ...plan, nodes }, false);
    expect(run).toEqual(endOf({ ...plan, nodes }, true).run);
    expect(run.pods[0]?.deletedAtSeconds).not.toBeNull();
  });

  it('may restart as often at one instant as in the model', () => {
    const starts = (count: number): Script => {
      const entry = { ...crashing(fixed(0)), times: count };
      return { guarded: [], listed: [entry, crashing(undefined)] };
    };
    const ends = (count: number, keepsRoutine: boolean): string => {
      const plan = planOf([podOf('p', [containerOf(starts(count))])], { durationMs: 1_000, policy: NO_BACKOFF });
      try {
        return JSON.stringify(endOf(plan, keepsRoutine).run);
      } catch (error) {
        return String(error);
      }
    };
    for (const count of [5_200, 9_900, 10_100]) expect(ends(count, false)).toBe(ends(count, true));
    expect(ends(5_200, false)).toContain('"restartCount":5200');
    expect(ends(10_100, false)).toContain('NoProgressError');
  });

  it('are run in pieces of the size asked for, and say how far they are', () => {
    const crashers = ['a', 'b', 'c'].map((name) => podOf(name, [containerOf(runs(1_000))]));
    const simulation = new Simulation(planOf(crashers, { durationMs: 6 * 3_600_000 }), new Trace(false));
    const ratios: number[] = [0];
    while (!simulation.advance(10)) ratios.push(simulation.doneRatio);
    expect(ratios.length).toBeGreaterThan(40);
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(ratios.at(-1)).toBeGreaterThan(0.9);
  });

  it('are told no events', () => {
    const plan = planOf([podOf('p', [containerOf(runs(1_000))])], { durationMs: 3_600_000 });
    expect(endOf(plan, false).events).toBeLessThan(endOf(plan, true).events);
  });
});
