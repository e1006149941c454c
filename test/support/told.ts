import type { EventKind } from '../../src/trace/event.js';
import type { PodIdentity } from '../../src/trace/identity.js';
import type { ContainerStatus } from '../../src/trace/sink.js';
import { Trace } from '../../src/trace/trace.js';
import type { ContainerType } from '../../src/trace/vocabulary.js';

const WAITING: ContainerStatus = {
  state: 'waiting',
  reason: 'ContainerCreating',
  message: null,
  restartCount: 0,
  ready: false,
  started: false,
  lastAttempt: null,
  lastRemoved: false,
};

export interface ToldContainer {
  readonly name: string;
  readonly type?: ContainerType;
  readonly image?: string;
}

/** A trace told by hand: a pod that a node has been chosen for at 0, and whatever a test goes on to say. */
export class Told {
  readonly trace = new Trace();
  readonly pod: PodIdentity;

  constructor(name: string, containers: readonly ToldContainer[] = [{ name: 'app' }], node: string | null = 'node-1') {
    this.pod = {
      index: 0,
      namespace: 'default',
      name,
      uid: `uid-of-${name}`,
      labels: {},
      owner: undefined,
      containers: containers.map(({ name: container, type = 'container', image = 'busybox:1.36' }, index) => {
        return { index, name: container, type, image };
      }),
    };
    this.trace.podCreated(this.pod, 0);
    if (node !== null) this.trace.podBound(0, 0, node);
  }

  /** The runtime starts an attempt, and says so. */
  start(container: number, attempt: number, atMs: number): this {
    this.trace.started(container, attempt, atMs);
    return this.say(container, 'Started', atMs);
  }

  exit(container: number, attempt: number, atMs: number, exitCode = 1): this {
    this.trace.exited(container, attempt, atMs, exitCode, exitCode === 0 ? 'Completed' : 'Error');
    return this;
  }

  refuse(container: number, atMs: number, stepMs: number, expiresAtMs: number): this {
    this.trace.refused(container, atMs, stepMs, expiresAtMs);
    return this.say(container, 'BackOff', atMs, 'Warning');
  }

  show(container: number, atMs: number, status: Partial<ContainerStatus>): this {
    this.trace.containerPublished(container, atMs, { ...WAITING, ...status });
    return this;
  }

  run(container: number, atMs: number, restartCount = 0, status: Partial<ContainerStatus> = {}): this {
    const up = { state: 'running', reason: null, ready: true, started: true, restartCount } as const;
    return this.show(container, atMs, { ...up, ...status });
  }

  say(container: number, reason: string, atMs: number, type: EventKind['type'] = 'Normal', message = reason): this {
    const { name, type: kind } = this.pod.containers[container] ?? { name: '', type: 'container' };
    const { namespace, name: pod, uid } = this.pod;
    const event: EventKind = {
      source: 'kubelet',
      host: 'node-1',
      object: { kind: 'Pod', namespace, name: pod, uid },
      fieldPath: `spec.${kind === 'container' ? 'containers' : 'initContainers'}{${name}}`,
      type,
      reason,
      message,
    };
    this.trace.occurred(event, atMs);
    return this;
  }
}
