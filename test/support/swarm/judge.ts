import { stringify } from 'yaml';
import { buildRun } from '../../../src/analysis/build-run.js';
import { violations } from '../../../src/analysis/invariants.js';
import type { Plan } from '../../../src/cluster/plan.js';
import { NoProgressError, simulatePlan } from '../../../src/cluster/simulation.js';
import { compileScenario } from '../../../src/scenario/compile.js';
import { parseScenario } from '../../../src/scenario/parse.js';
import { Trace } from '../../../src/trace/trace.js';
import type { Documents } from './scenario.js';
import { STRANGER, withStranger } from './stranger.js';
import { digestOf, Tale, taleOf } from './tale.js';

export function textOf(documents: Documents): string {
  return documents.map((document) => stringify(document)).join('---\n');
}

export function planOf(documents: Documents): Plan {
  // JSON is YAML, and read faster.
  return compileScenario(parseScenario(documents.map((document) => JSON.stringify(document)).join('\n---\n'))).plan;
}

/** Everything found wrong with a scenario: broken invariants, two runs that differ, and what should not matter but does. */
export function problemsOf(documents: Documents): readonly string[] {
  try {
    const plan = planOf(documents);
    const trace = run(plan);
    const again = run(plan);
    const tale = taleOf(trace);
    const counted = new Tale();
    simulatePlan(plan, counted);
    const unread = tale.firstDifference(counted);
    return [
      ...violations(plan, trace),
      ...(digestOf(trace) === digestOf(again) ? [] : ['REPEAT: two runs differ']),
      ...(unread === undefined ? [] : [`SINK: unlike when nobody reads statuses: ${unread}`]),
      ...endProblems(plan, trace),
      ...strangerProblems(documents, plan, tale),
    ];
  } catch (error) {
    if (isHonest(error)) return [];
    return [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
  }
}

function run(plan: Plan, keepsRoutine = true): Trace {
  const trace = new Trace(keepsRoutine);
  simulatePlan(plan, trace);
  return trace;
}

/** Who asks only how it ends is told the same end. */
function endProblems(plan: Plan, trace: Trace): readonly string[] {
  if (plan.fidelity === 'realistic') return [];
  const endOf = (of: Trace): string => JSON.stringify({ ...buildRun(plan, of), events: [] });
  return endOf(trace) === endOf(run(plan, false)) ? [] : ['END: unlike for a reader of the end'];
}

/** What has no backoff may restart without time passing; the run then ends with an error that names it. */
function isHonest(error: unknown): boolean {
  if (error instanceof NoProgressError) return /container|pod/.test(error.culprit);
  return error instanceof Error && error.name === 'ActionError';
}

/** A pod that nobody has to do with changes nothing for the others. */
function strangerProblems(documents: Documents, plan: Plan, tale: Tale): readonly string[] {
  const visited = withStranger(documents, plan);
  if (visited === undefined) return [];
  const difference = tale.firstDifference(taleOf(run(planOf(visited))), STRANGER);
  return difference === undefined ? [] : [`STRANGER: changed by an unrelated pod: ${difference}`];
}
