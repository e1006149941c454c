import type { Plan } from '../../cluster/plan.js';

/** Whether another seed would make another run: something is drawn that containers notice. */
export function dependsOnChance({ fidelity, processes, registry }: Plan): boolean {
  const runs = processes.flatMap(({ script }) => [...script.guarded, ...script.listed].map(({ run }) => run));
  const pulls = registry.map(({ pull }) => pull);
  return fidelity === 'realistic' || [...runs, ...pulls].some((drawn) => drawn !== undefined && drawn.kind !== 'fixed');
}
