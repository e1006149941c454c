import type { HostedPod } from '../kubelet/kubelet.js';
import type { PodSpec } from '../kubelet/pod-spec.js';
import type { Process } from '../kubelet/process.js';
import type { ContainerIdentity, PodIdentity } from '../trace/identity.js';
import type { ContainerStatus } from '../trace/sink.js';
import type { Phase } from '../trace/vocabulary.js';
import type { Rejection } from './admission.js';
import type { TemplatePlan } from './template-plan.js';

/** How an attempt of a container ended, as the runtime said. */
export interface ExitRecord {
  readonly attempt: number;
  readonly atMs: number;
  readonly exitCode: number;
}

/** A container as the API shows it; what is terminated is told by the exit it is about. */
export class ApiContainer {
  readonly name: string;
  /** By the newest specification. */
  image: string;
  /** How many images it had before. */
  imageChanges = 0;
  /** What runs in it; undefined until its kubelet has met the pod. */
  process: Process | undefined = undefined;
  status: ContainerStatus | undefined = undefined;
  /** The newest two: the API may be one sync behind. */
  newestExit: ExitRecord | undefined = undefined;
  previousExit: ExitRecord | undefined = undefined;

  constructor({ name, image }: ContainerIdentity) {
    this.name = name;
    this.image = image;
  }

  get restartCount(): number {
    return this.status?.restartCount ?? 0;
  }

  /** How the attempt ended that the API shows terminated; undefined while it shows none. */
  get shownExit(): ExitRecord | undefined {
    const { status } = this;
    if (status?.state !== 'terminated') return undefined;
    return [this.newestExit, this.previousExit].find((exit) => exit?.attempt === status.restartCount);
  }
}

/** A pod object in the API, as controllers see it. Only {@link Api} writes it. */
export class ApiPod {
  readonly identity: PodIdentity;
  readonly template: TemplatePlan;
  /** By the newest change of an image. */
  spec: PodSpec;
  readonly createdAtMs: number;
  /** How many pods had its name before. */
  readonly life: number;
  /** Its controller's `namespace/Kind/name`. */
  readonly ownerKey: string | undefined;
  readonly containers: readonly ApiContainer[];
  /** The only node it may go to, as a DaemonSet says. */
  readonly onlyNode: string | undefined;
  node: string | undefined = undefined;
  /** What its kubelet calls it; undefined until they have met. */
  hosted: HostedPod | undefined = undefined;
  /** Why it has no node, in the scheduler's words. */
  unschedulable: string | undefined = undefined;
  /** Why its kubelet will not take it. */
  rejection: Rejection | undefined = undefined;
  phase: Phase = 'Pending';
  isReady = false;
  /** When Ready last changed. */
  readyChangedAtMs: number;
  /** When its deletion was asked for. */
  terminatingAtMs: number | undefined = undefined;
  isGone = false;
  /** Its controller is gone; another one of that name has nothing to do with it. */
  isOrphan = false;
  /** Its conditions, by type. */
  readonly conditions = new Map<string, boolean>();

  constructor(identity: PodIdentity, template: TemplatePlan, born: PodBirth) {
    this.identity = identity;
    this.template = template;
    this.spec = template.spec;
    this.createdAtMs = born.atMs;
    this.readyChangedAtMs = born.atMs;
    this.life = born.life;
    this.ownerKey = identity.owner === undefined ? undefined : `${identity.namespace}/${identity.owner}`;
    this.onlyNode = born.onlyNode;
    this.containers = identity.containers.map((container) => new ApiContainer(container));
  }

  get name(): string {
    return this.identity.name;
  }

  get namespace(): string {
    return this.identity.namespace;
  }

  /** @source kubelet-semantics P5: the phase never leaves these */
  get hasEnded(): boolean {
    return this.phase === 'Succeeded' || this.phase === 'Failed';
  }

  get isTerminating(): boolean {
    return this.terminatingAtMs !== undefined;
  }

  /** @source kubelet-semantics C1 */
  get isActive(): boolean {
    return !this.hasEnded && !this.isTerminating && !this.isGone;
  }
}

export interface PodBirth {
  readonly atMs: number;
  readonly life: number;
  readonly onlyNode: string | undefined;
}
