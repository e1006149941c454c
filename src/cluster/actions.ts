import type { ActionPlan, Target } from './action-plan.js';
import type { Api } from './api.js';
import type { ApiContainer, ApiPod } from './api-pod.js';
import type { Workload } from './controllers/workload.js';
import type { Workloads } from './controllers/workloads.js';
import { globMatches } from './glob.js';
import type { Nodes } from './nodes.js';
import type { Pods } from './pods.js';
import type { Registry } from './registry.js';

/** An action that cannot be done: what it is about does not exist by then. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
  /** As file:line:column. */
  readonly where: string;
  readonly atMs: number;

  constructor({ where, atMs }: ActionPlan, message: string) {
    super(message);
    this.where = where;
    this.atMs = atMs;
  }
}

export interface Stage {
  readonly api: Api;
  readonly pods: Pods;
  readonly nodes: Nodes;
  readonly registry: Registry;
  readonly workloads: Workloads;
}

/** Does what people do. @throws {ActionError} when it cannot be done */
export function perform(action: ActionPlan, stage: Stage, nowMs: number): void {
  const { pods, nodes, registry, workloads } = stage;
  switch (action.kind) {
    case 'restartKubelet':
      nodes.restartKubelet(action.node, nowMs);
      break;
    case 'reboot':
      nodes.reboot(action.node, nowMs);
      break;
    case 'deletePod':
      for (const pod of podsNamed(action.name, action, stage)) pods.delete(pod, nowMs);
      break;
    case 'evictPod': {
      const message = 'The node was low on resource: memory.';
      for (const pod of podsNamed(action.name, action, stage)) pods.evict(pod, message, nowMs);
      break;
    }
    case 'setImage':
      setImage(action, stage, nowMs);
      break;
    case 'scale':
      for (const workload of targets(action.target, action, stage)) workload.scale(action.replicas, nowMs);
      break;
    case 'apply':
      if (action.object.kind === 'Pod') applyPod(action.object.pod, stage, nowMs);
      else workloads.apply(action.object, nowMs);
      break;
    case 'delete':
      if (action.target.kind === 'Pod') {
        for (const pod of podsNamed(action.target.name, action, stage)) pods.delete(pod, nowMs);
      } else {
        for (const workload of targets(action.target, action, stage)) workloads.delete(workload, nowMs);
      }
      break;
    case 'rollback':
      for (const workload of targets({ kind: 'Deployment', name: action.deployment }, action, stage)) {
        workload.rollBack?.(nowMs);
      }
      break;
    case 'drain':
      nodes.drain(action.node, nowMs);
      break;
    case 'cordon':
      nodes.cordon(action.node, nowMs);
      break;
    case 'uncordon':
      nodes.uncordon(action.node, nowMs);
      break;
    case 'loseNode':
      nodes.lose(action.node, nowMs);
      break;
    case 'recoverNode':
      nodes.recover(action.node, nowMs);
      break;
    case 'setImageError':
      registry.setError(action.match, action.error);
      break;
  }
}

/** The pods of a name or pattern that are there and not on their way out. */
function podsNamed(pattern: string, action: ActionPlan, { api }: Stage): readonly ApiPod[] {
  const found = [...api.pods].filter((pod) => !pod.isTerminating && globMatches(pattern, pod.name));
  if (found.length === 0) throw new ActionError(action, `no pod is named ${JSON.stringify(pattern)} by then`);
  return found;
}

function targets({ kind, name }: Target, action: ActionPlan, { workloads }: Stage): readonly Workload[] {
  const found = kind === 'Pod' ? [] : workloads.find(kind, name);
  if (found.length === 0) throw new ActionError(action, `no ${kind} is named ${JSON.stringify(name)} by then`);
  return found;
}

function setImage(action: Extract<ActionPlan, { kind: 'setImage' }>, stage: Stage, nowMs: number): void {
  const { target, container, image } = action;
  if (target.kind !== 'Pod') {
    for (const workload of targets(target, action, stage)) workload.setImage(container, image, nowMs);
    return;
  }
  for (const pod of podsNamed(target.name, action, stage)) {
    const found = containerOf(pod, container);
    if (found === undefined)
      throw new ActionError(action, `pod ${pod.name} has no container ${container ?? ''}`.trim());
    if (found.image !== image) stage.pods.setImage(pod, found, image, nowMs);
  }
}

function containerOf({ containers }: ApiPod, name: string | undefined): ApiContainer | undefined {
  if (name !== undefined) return containers.find((container) => container.name === name);
  return containers.length === 1 ? containers[0] : undefined;
}

/** Of a pod that is there, only images can change; one that is on its way out goes all the same, and no other comes. */
function applyPod(plan: Parameters<Pods['create']>[0], { api, pods }: Stage, nowMs: number): void {
  const { namespace, name, template } = plan;
  const known = [...api.pods].find((pod) => pod.name === name && pod.namespace === namespace);
  if (known === undefined) pods.create(plan, nowMs);
  if (known === undefined || known.isTerminating) return;
  for (const { name: container, image } of template.spec.containers) {
    const found = containerOf(known, container);
    if (found !== undefined && found.image !== image) pods.setImage(known, found, image, nowMs);
  }
}
