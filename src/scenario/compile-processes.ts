import type { ProcessPlan } from '../cluster/plan.js';
import { type GuardedEntry, type ListedEntry, RUNS_FOREVER, type Script } from '../cluster/script.js';
import { answersReader } from './compile-answers.js';
import { compileAttempt } from './compile-attempt.js';
import type { Context } from './context.js';
import type { ProcessEntry } from './schema.js';

function scriptOf({ attempts }: ProcessEntry, answers: ReturnType<typeof answersReader>): Script {
  const guarded: GuardedEntry[] = [];
  const listed: ListedEntry[] = [];
  for (const attempt of attempts) {
    const entry = compileAttempt(attempt, answers);
    if ('when' in entry) guarded.push(entry);
    else listed.push(entry);
  }
  return { guarded, listed: listed.length === 0 ? RUNS_FOREVER.listed : listed };
}

/** What runs in which containers; the first match wins. */
export function compileProcesses(context: Context): readonly ProcessPlan[] {
  const answers = answersReader(context);
  return (context.document.spec.processes ?? []).map((process) => ({
    pod: process.match?.pod,
    container: process.match?.container,
    image: process.match?.image,
    script: scriptOf(process, answers),
  }));
}
