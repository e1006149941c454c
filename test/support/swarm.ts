import { buildRun } from '../../src/analysis/build-run.js';
import { violations } from '../../src/analysis/invariants.js';
import { ActionError } from '../../src/cluster/actions.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Quiet } from '../../src/trace/quiet.js';
import type { ApiFacts } from '../../src/trace/sink.js';
import { Trace } from '../../src/trace/trace.js';
import { swarmScenario } from './swarm-scenario.js';

export interface SwarmResult {
  readonly violations: readonly string[];
  /** A digest of all that happened and all that the API was told. */
  readonly hash: string;
}

/** Tells everything the API is told. */
class Teller extends Quiet {
  readonly #told: unknown[];

  constructor(told: unknown[]) {
    super();
    this.#told = told;
  }

  override podCreated(...fact: Parameters<ApiFacts['podCreated']>): void {
    this.#told.push(['created', ...fact]);
  }

  override podBound(...fact: Parameters<ApiFacts['podBound']>): void {
    this.#told.push(['bound', ...fact]);
  }

  override podTerminating(...fact: Parameters<ApiFacts['podTerminating']>): void {
    this.#told.push(['terminating', ...fact]);
  }

  override podDeleted(...fact: Parameters<ApiFacts['podDeleted']>): void {
    this.#told.push(['deleted', ...fact]);
  }

  override containerPublished(...fact: Parameters<ApiFacts['containerPublished']>): void {
    this.#told.push(fact);
  }

  override phasePublished(...fact: Parameters<ApiFacts['phasePublished']>): void {
    this.#told.push(fact);
  }

  override conditionPublished(...fact: Parameters<ApiFacts['conditionPublished']>): void {
    this.#told.push(fact);
  }

  override occurred(...fact: Parameters<ApiFacts['occurred']>): void {
    this.#told.push(fact);
  }

  override kubeletRestarted(...fact: Parameters<ApiFacts['kubeletRestarted']>): void {
    this.#told.push(['kubelet', ...fact]);
  }
}

/** Runs a scenario once, checks what every run must satisfy, and digests it. */
export function swarmRun(text: string): SwarmResult {
  const { plan } = compileScenario(parseScenario(text));
  const trace = new Trace();
  simulatePlan(plan, trace);
  const told: unknown[] = [];
  trace.replayApi(new Teller(told), Number.POSITIVE_INFINITY);
  return { violations: violations(plan, trace), hash: digest(JSON.stringify([buildRun(plan, trace), told])) };
}

function digest(text: string): string {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

/** What is wrong with the scenario of a seed, run twice; undefined when nothing is. */
export function swarmProblem(seed: string): string | undefined {
  const text = swarmScenario(seed);
  try {
    const [first, second] = [swarmRun(text), swarmRun(text)];
    const found = first.hash === second.hash ? first.violations : [...first.violations, 'two runs differ'];
    return found.length === 0 ? undefined : found.slice(0, 5).join('; ');
  } catch (error) {
    // A pod or a workload may be gone by the time something is done to it.
    if (error instanceof ActionError) return undefined;
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
