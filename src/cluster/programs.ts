import { namedStream } from '../engine/stream.js';
import type { ContainerSpec } from '../kubelet/pod-spec.js';
import type { Process } from '../kubelet/process.js';
import type { Dependencies } from './dependencies.js';
import { globMatches } from './glob.js';
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

const fits = (pattern: string | undefined, name: string): boolean =>
  pattern === undefined || globMatches(pattern, name);

/** What runs in which container: the first process whose patterns match; none: it runs for ever. */
export class Programs {
  readonly #plans: readonly ProcessPlan[];
  readonly #dependencies: Dependencies;
  readonly #masterSeed: number;

  constructor(plans: readonly ProcessPlan[], dependencies: Dependencies, masterSeed: number) {
    this.#plans = plans;
    this.#dependencies = dependencies;
    this.#masterSeed = masterSeed;
  }

  /** The same process gives the same script, so that an image change can tell whether it changes anything. */
  scriptFor(podName: string, container: string, image: string): Script {
    const found = this.#plans.find(
      (plan) => fits(plan.pod, podName) && fits(plan.container, container) && fits(plan.image, image),
    );
    return found?.script ?? RUNS_FOREVER;
  }

  /** @param generation how many images the container had before in this pod */
  start(pod: PodLife, container: ContainerSpec, script: Script, generation: number): Process {
    const path = ['process', pod.namespace, pod.name, container.name, String(generation)];
    if (pod.life > 0) path.push(String(pod.life));
    const stream = namedStream(this.#masterSeed, ...path);
    return new ScriptedProcess(script, this.#dependencies, stream, container.memoryLimitBytes);
  }
}
