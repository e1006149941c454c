import { Agenda } from '../engine/agenda.js';
import { type RunStop, runAgenda, startOfRun } from '../engine/run.js';
import { masterSeed, namedStream } from '../engine/stream.js';
import type { Container } from '../kubelet/container.js';
import { type HostedPod, Kubelet, type NewContainer } from '../kubelet/kubelet.js';
import type { LoneContainer } from '../kubelet/lone-container.js';
import type { Process } from '../kubelet/process.js';
import { isIdeal } from '../kubelet/timing.js';
import type { Sink } from '../trace/sink.js';
import type { Dependencies } from './dependencies.js';
import { Operator } from './operator.js';
import type { ContainerPlan, NodePlan, Plan, PodPlan } from './plan.js';
import type { Script } from './script.js';
import { ScriptedProcess } from './scripted-process.js';

/** Whether nothing is done to a pod but to create it. */
function isUntouched({ deletedAtMs, containers }: PodPlan): boolean {
  return deletedAtMs === undefined && containers.every(({ imageChanges }) => imageChanges.length === 0);
}

/** Far more than one container can need at one instant unless it restarts without time passing. */
const EVENTS_PER_INSTANT = 10_000;

/** A pod of the plan with the numbers its facts carry. */
export interface PlacedPod {
  readonly plan: PodPlan;
  readonly index: number;
  readonly firstContainer: number;
}

/**
 * One node with its kubelet and all that happens on it, on an agenda of its own: nodes do not touch each other, so each
 * runs to the end alone.
 */
export class NodeSimulation {
  readonly #plan: Plan;
  readonly #agenda = new Agenda();
  readonly #operator: Operator;
  readonly #kubelet: Kubelet;
  readonly #dependencies: Dependencies;
  readonly #master: number;
  /** Containers that need no agenda; the last is under way. */
  readonly #lone: LoneContainer[] = [];
  readonly #progress = startOfRun();
  readonly #maxEventsPerInstant: number;

  constructor(plan: Plan, node: NodePlan, pods: readonly PlacedPod[], dependencies: Dependencies, sink: Sink) {
    this.#plan = plan;
    this.#operator = new Operator(this.#agenda);
    this.#dependencies = dependencies;
    this.#master = masterSeed(plan.seed);
    const { version, policy, timing } = plan.kubelet;
    this.#kubelet = new Kubelet({
      node: node.name,
      version,
      policy,
      timing,
      agenda: this.#agenda,
      sink,
      masterSeed: this.#master,
    });
    this.#maxEventsPerInstant =
      EVENTS_PER_INSTANT * (1 + pods.reduce((sum, pod) => sum + pod.plan.containers.length, 0));
    for (const atMs of node.kubeletRestartsAtMs) this.#operator.at(atMs, (nowMs) => this.#kubelet.restart(nowMs));
    const countsOnly = isIdeal(timing) && !sink.keepsStatus && node.kubeletRestartsAtMs.length === 0;
    for (const pod of pods) {
      if (countsOnly && isUntouched(pod.plan)) this.#lone.push(...this.#createAlone(pod));
      else this.#operator.at(pod.plan.createdAtMs, (nowMs) => this.#create(pod, nowMs));
    }
  }

  get nowMs(): number {
    return this.#progress.nowMs;
  }

  /** Processes up to `maxEvents` events and says why it stopped. */
  advance(maxEvents: number): RunStop {
    for (let lone = this.#lone.at(-1); lone !== undefined; lone = this.#lone.at(-1)) {
      const stop = lone.advance(this.#plan.durationMs, maxEvents);
      this.#progress.nowMs = Math.min(lone.nowMs, this.#plan.durationMs);
      if (stop === 'no-progress') return { kind: stop, atMs: lone.nowMs, culprit: lone.describe() };
      if (stop === 'budget') return { kind: stop };
      this.#lone.pop();
      this.#progress.nowMs = 0;
    }
    return runAgenda(this.#agenda, this.#progress, {
      horizonMs: this.#plan.durationMs,
      maxEvents,
      maxEventsPerInstant: this.#maxEventsPerInstant,
    });
  }

  #specs({ plan, firstContainer }: PlacedPod): readonly NewContainer[] {
    return plan.containers.map((container, place) => ({
      index: firstContainer + place,
      name: container.name,
      image: container.image,
      resources: container.resources,
      process: this.#process(plan, container, container.script, 0),
    }));
  }

  #createAlone(placed: PlacedPod): readonly LoneContainer[] {
    const { plan, index } = placed;
    if (plan.createdAtMs > this.#plan.durationMs) return [];
    return this.#kubelet.addLonePod({ ...plan, index }, this.#specs(placed), plan.createdAtMs);
  }

  #create(placed: PlacedPod, nowMs: number): void {
    const { plan, index } = placed;
    const hosted = this.#kubelet.addPod({ ...plan, index }, this.#specs(placed), nowMs);
    plan.containers.forEach((container, place) => {
      const target = hosted.pod.containers[place];
      if (target !== undefined) this.#scheduleImageChanges(plan, container, hosted, target);
    });
    const { deletedAtMs } = plan;
    if (deletedAtMs !== undefined) this.#operator.at(deletedAtMs, (atMs) => this.#kubelet.deletePod(hosted, atMs));
  }

  /** A process that the new image does not change goes on with its script; another one begins its own. */
  #scheduleImageChanges(pod: PodPlan, container: ContainerPlan, hosted: HostedPod, target: Container): void {
    let script = container.script;
    container.imageChanges.forEach((change, index) => {
      const next = change.script === script ? undefined : this.#process(pod, container, change.script, index + 1);
      script = change.script;
      this.#operator.at(change.atMs, (nowMs) => {
        const process = next ?? target.definition.process;
        this.#kubelet.setImage(hosted, target, { image: change.image, process }, nowMs);
      });
    });
  }

  #process(pod: PodPlan, container: ContainerPlan, script: Script, generation: number): Process {
    const path = ['process', pod.namespace, pod.name, container.name, String(generation)];
    return new ScriptedProcess(script, this.#dependencies, namedStream(this.#master, ...path));
  }
}
