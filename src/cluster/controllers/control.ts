import type { Agenda } from '../../engine/agenda.js';
import type { EventText } from '../../kubelet/event-text.js';
import type { WorkloadIdentity, WorkloadKind, WorkloadStatus } from '../../trace/workload.js';
import type { Api } from '../api.js';
import type { ClusterNode } from '../cluster-node.js';
import type { ControlTiming } from '../control-timing.js';
import type { ControlRules } from '../control-versions.js';
import type { Pods } from '../pods.js';
import { workloadUid } from '../workload-uid.js';

/** What controllers share. */
export interface ControlParts {
  readonly api: Api;
  readonly pods: Pods;
  readonly agenda: Agenda;
  readonly nodes: readonly ClusterNode[];
  readonly timing: ControlTiming;
  readonly rules: ControlRules;
  readonly masterSeed: number;
  readonly nameSeed: number;
}

/** Told when a node begins or ceases to answer. */
export type NodeWatcher = (nowMs: number) => void;

/** The way of all controllers to the API. */
export class Control {
  readonly api: Api;
  readonly pods: Pods;
  readonly agenda: Agenda;
  readonly nodes: readonly ClusterNode[];
  readonly timing: ControlTiming;
  readonly rules: ControlRules;
  readonly masterSeed: number;
  readonly nameSeed: number;
  readonly #nodeWatchers = new Set<NodeWatcher>();
  #controllers = 0;

  constructor(parts: ControlParts) {
    this.api = parts.api;
    this.pods = parts.pods;
    this.agenda = parts.agenda;
    this.nodes = parts.nodes;
    this.timing = parts.timing;
    this.rules = parts.rules;
    this.masterSeed = parts.masterSeed;
    this.nameSeed = parts.nameSeed;
  }

  /** At one instant controllers act in the order in which they were made. */
  nextOrder(): number {
    this.#controllers += 1;
    return this.#controllers;
  }

  watchNodes(watcher: NodeWatcher): void {
    this.#nodeWatchers.add(watcher);
  }

  unwatchNodes(watcher: NodeWatcher): void {
    this.#nodeWatchers.delete(watcher);
  }

  nodeChanged(nowMs: number): void {
    for (const watcher of this.#nodeWatchers) watcher(nowMs);
  }

  identify(kind: WorkloadKind, namespace: string, name: string, owner?: string): WorkloadIdentity {
    return { kind, namespace, name, uid: workloadUid(this.nameSeed, kind, namespace, name), owner };
  }

  /** @param source who says it, such as `replicaset-controller` */
  tell({ kind, namespace, name, uid }: WorkloadIdentity, source: string, text: EventText, nowMs: number): void {
    const object = { kind, namespace, name, uid };
    this.api.occurred({ ...text, source, host: null, object, fieldPath: null }, nowMs);
  }

  publish(workload: WorkloadIdentity, nowMs: number, status: Partial<WorkloadStatus>): void {
    this.api.workloadPublished(workload, nowMs, {
      counts: {},
      conditions: [],
      endpoints: [],
      isGone: false,
      ...status,
    });
  }
}
