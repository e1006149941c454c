import { namedStream } from '../engine/stream.js';
import type { ContainerSpec } from '../kubelet/pod-spec.js';
import type { Process } from '../kubelet/process.js';
import type { Dependencies } from './dependencies.js';
import { globMatches, isExact } from './glob.js';
import type { ProcessPlan } from './plan.js';
import { RUNS_FOREVER, type Script } from './script.js';
import { ScriptedProcess } from './scripted-process.js';

/** The life of a pod that a process belongs to. */
export interface PodLife {
  readonly namespace: string;
  readonly name: string;
  /** How many pods had this name before: a StatefulSet's pods come back under theirs. */
  readonly life: number;
}

interface RankedPlan {
  readonly plan: ProcessPlan;
  readonly rank: number;
}

const fits = (pattern: string | undefined, name: string): boolean =>
  pattern === undefined || globMatches(pattern, name);

/** What runs in which container: the first process whose patterns match; none: it runs for ever. */
export class Programs {
  /** Those that name one pod, by that name, and those that name several; each with its place in the plan. */
  readonly #byPod = new Map<string, RankedPlan[]>();
  readonly #general: readonly RankedPlan[];
  readonly #dependencies: Dependencies;
  readonly #masterSeed: number;

  constructor(plans: readonly ProcessPlan[], dependencies: Dependencies, masterSeed: number) {
    const ranked = plans.map((plan, rank) => ({ plan, rank }));
    this.#general = ranked.filter(({ plan: { pod } }) => pod === undefined || !isExact(pod));
    for (const each of ranked) {
      const { pod } = each.plan;
      if (pod !== undefined && isExact(pod)) this.#byPod.set(pod, [...(this.#byPod.get(pod) ?? []), each]);
    }
    this.#dependencies = dependencies;
    this.#masterSeed = masterSeed;
  }

  /** The same process gives the same script, so that an image change can tell whether it changes anything. */
  scriptFor(podName: string, container: string, image: string): Script {
    const matches = ({ plan }: RankedPlan): boolean => fits(plan.container, container) && fits(plan.image, image);
    const own = this.#byPod.get(podName)?.find(matches);
    const general = this.#general.find((each) => fits(each.plan.pod, podName) && matches(each));
    const found = own !== undefined && (general === undefined || own.rank < general.rank) ? own : general;
    return found?.plan.script ?? RUNS_FOREVER;
  }

  /** @param generation how many images the container had before in this pod */
  start(pod: PodLife, container: ContainerSpec, script: Script, generation: number): Process {
    const path = ['process', pod.namespace, pod.name, container.name, String(generation)];
    if (pod.life > 0) path.push(String(pod.life));
    const stream = namedStream(this.#masterSeed, ...path);
    return new ScriptedProcess(script, this.#dependencies, stream, container.memoryLimitBytes);
  }
}
