import { globMatches } from '../cluster/glob.js';
import type { PodPlan } from '../cluster/plan.js';
import { type GuardedEntry, type ListedEntry, RUNS_FOREVER, type Script } from '../cluster/script.js';
import { compileAttempt } from './compile-attempt.js';
import type { Context } from './context.js';
import type { ContainerDraft } from './draft.js';
import type { ProcessEntry } from './schema.js';
import { reportUnused } from './unused-process.js';

/** Which process runs in which container. */
export interface Scripts {
  /** The script for a container of a pod while it has this image; the same process gives the same object. */
  readonly scriptFor: (pod: string, container: ContainerDraft, image: string) => Script;
  /** Reports the processes that were never used. */
  readonly checkUse: (pods: readonly PodPlan[]) => void;
}

const fits = (pattern: string | undefined, name: string): boolean =>
  pattern === undefined || globMatches(pattern, name);

function compileScript(process: ProcessEntry, container: ContainerDraft, context: Context): Script {
  const guarded: GuardedEntry[] = [];
  const listed: ListedEntry[] = [];
  for (const attempt of process.attempts) {
    const entry = compileAttempt(attempt, container, context);
    if ('when' in entry) guarded.push(entry);
    else listed.push(entry);
  }
  return { guarded, listed: listed.length === 0 ? RUNS_FOREVER.listed : listed };
}

/** Binds the processes of a scenario to containers; the first that matches wins. */
export function bindScripts(context: Context): Scripts {
  const processes = context.document.spec.processes ?? [];
  const scripts = new Map<string, Script>();
  const matched = new Set<ProcessEntry>();
  const used = new Set<ProcessEntry>();

  const scriptOf = (process: ProcessEntry, index: number, container: ContainerDraft): Script => {
    const key = `${index} ${container.memoryLimit?.bytes}`;
    const known = scripts.get(key);
    if (known !== undefined) return known;
    const script = compileScript(process, container, context);
    scripts.set(key, script);
    return script;
  };

  return {
    scriptFor: (pod, container, image) => {
      let winner: Script | undefined;
      for (const [index, process] of processes.entries()) {
        if (winner !== undefined && matched.has(process)) continue;
        const { match } = process;
        if (!fits(match?.pod, pod) || !fits(match?.container, container.name) || !fits(match?.image, image)) continue;
        matched.add(process);
        if (winner !== undefined) continue;
        used.add(process);
        winner = scriptOf(process, index, container);
      }
      return winner ?? RUNS_FOREVER;
    },
    checkUse: (pods) => {
      for (const [index, process] of processes.entries()) {
        if (!used.has(process)) reportUnused(process, index, { wasMatched: matched.has(process), pods }, context);
      }
    },
  };
}
