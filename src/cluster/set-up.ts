import type { Agenda } from '../engine/agenda.js';
import { masterSeed } from '../engine/stream.js';
import { eventRules } from '../kubelet/event-versions.js';
import type { Sink } from '../trace/sink.js';
import type { ActionPlan } from './action-plan.js';
import type { Stage } from './actions.js';
import { Api } from './api.js';
import { ClusterNode } from './cluster-node.js';
import { IDEAL_CONTROL, REALISTIC_CONTROL } from './control-timing.js';
import { controlRules } from './control-versions.js';
import { Control } from './controllers/control.js';
import { Workloads } from './controllers/workloads.js';
import { Dependencies } from './dependencies.js';
import { MissingObjects } from './missing.js';
import { Nodes } from './nodes.js';
import type { Operator } from './operator.js';
import { containerCount, type NodePlan, type Plan } from './plan.js';
import { Pods } from './pods.js';
import { Programs } from './programs.js';
import { Registry } from './registry.js';
import { RoutinePods } from './routine-pods.js';
import { Scheduler } from './scheduler.js';
import { Solitude } from './solitude.js';

/** What all nodes of a plan share, also when each runs alone. */
export interface Common {
  readonly programs: Programs;
  /** The numbers of the first pod and container that are made during the run. */
  readonly firstNew: { readonly pod: number; readonly container: number };
}

/** Makes what is the same for all nodes of a plan: what runs where, and the numbers that are left. */
export function commonOf(plan: Plan): Common {
  const programs = new Programs(plan.processes, new Dependencies(plan.dependencies), masterSeed(plan.seed));
  return { programs, firstNew: { pod: plan.pods.length, container: containerCount(plan) } };
}

export interface Ground {
  readonly nodes: readonly NodePlan[];
  /** Whether anybody watches the API: controllers, or a reader of what it shows. */
  readonly isWatched: boolean;
  readonly common: Common;
  readonly sink: Sink;
  readonly agenda: Agenda;
  readonly operator: Operator;
  readonly actions: readonly ActionPlan[];
}

export interface SetStage extends Stage {
  readonly programs: Programs;
  readonly hosts: readonly ClusterNode[];
  readonly control: Control;
  readonly solitude: Solitude;
  readonly routine: RoutinePods;
}

/** Puts up nodes with their kubelets, the API, the scheduler and room for controllers; nothing happens yet. */
export function setUp(plan: Plan, ground: Ground): SetStage {
  const { agenda, operator, sink, isWatched } = ground;
  const master = masterSeed(plan.seed);
  const timing = plan.fidelity === 'realistic' ? REALISTIC_CONTROL : IDEAL_CONTROL;
  const registry = new Registry(plan.registry);
  const missing = new MissingObjects(plan.missing);
  const { programs, firstNew } = ground.common;
  const api = new Api(sink, plan.nameSeed, firstNew);
  const kubelet = { ...plan.kubelet, agenda, masterSeed: master, sink: isWatched ? api : sink };
  const world = { registry, missing, masterSeed: master };
  const hosts = ground.nodes.map((node) => new ClusterNode(node, kubelet, world));
  const byName = new Map(hosts.map((node) => [node.name, node]));
  const solitude = new Solitude(plan, ground.actions, programs);
  const routine = new RoutinePods(plan, solitude, sink);
  const pods = new Pods({ api, nodes: byName, programs, timing, operator, masterSeed: master, routine });
  const rules = eventRules(plan.kubelet.versionName);
  const latency = timing.schedule;
  const scheduler = new Scheduler({
    api,
    pods,
    nodes: hosts,
    missing,
    rules,
    agenda,
    operator,
    latency,
    masterSeed: master,
  });
  api.watch(scheduler);
  const control = new Control({
    api,
    pods,
    agenda,
    nodes: hosts,
    timing,
    rules: controlRules(plan.kubelet.versionName),
    masterSeed: master,
    nameSeed: plan.nameSeed,
  });
  const nodes = new Nodes({ api, pods, nodes: byName, scheduler, control });
  return { api, pods, nodes, registry, workloads: new Workloads(control), programs, hosts, control, solitude, routine };
}
