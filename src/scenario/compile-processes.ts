import type { ProcessPlan } from '../cluster/plan.js';
import { type GuardedEntry, type ListedEntry, RUNS_FOREVER, type Script } from '../cluster/script.js';
import { compileAttempt } from './compile-attempt.js';
import type { Context } from './context.js';
import type { ProcessEntry } from './schema.js';

function scriptOf({ attempts }: ProcessEntry): Script {
  const guarded: GuardedEntry[] = [];
  const listed: ListedEntry[] = [];
  for (const attempt of attempts) {
    const entry = compileAttempt(attempt);
    if ('when' in entry) guarded.push(entry);
    else listed.push(entry);
  }
  return { guarded, listed: listed.length === 0 ? RUNS_FOREVER.listed : listed };
}

/** What runs in which containers; the first match wins. */
export function compileProcesses({ document }: Context): readonly ProcessPlan[] {
  return (document.spec.processes ?? []).map((process) => ({
    pod: process.match?.pod,
    container: process.match?.container,
    image: process.match?.image,
    script: scriptOf(process),
  }));
}
