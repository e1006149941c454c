import { readFileSync } from 'node:fs';
import type { Plan } from '../../src/cluster/plan.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { compileScenario, type Overrides } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Trace } from '../../src/trace/trace.js';

/** A plan that has been run, and what it left behind. */
export interface Ran {
  readonly plan: Plan;
  readonly trace: Trace;
}

/** Runs a scenario given as text. */
export function ran(text: string, overrides: Overrides = {}): Ran {
  const { plan } = compileScenario(parseScenario(text), overrides);
  const trace = new Trace();
  simulatePlan(plan, trace);
  return { plan, trace };
}

export function ranFile(file: string, overrides: Overrides = {}): Ran {
  return ran(readFileSync(file, 'utf8'), overrides);
}

/** A scenario of the default length around some manifests. */
export function scenarioOf(manifests: readonly string[], spec = '{}'): string {
  const head = `apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec: ${spec}\n`;
  return [head, ...manifests].join('---\n');
}
