import type { PodIdentity } from '../trace/identity.js';
import type { ContainerSpec, PodSpec } from './pod-spec.js';
import type { Process } from './process.js';

/** What runs in a container. */
export interface ImageAndProcess {
  readonly image: string;
  readonly process: Process;
}

/** A pod that the API has bound to this node. */
export interface NewPod {
  readonly identity: PodIdentity;
  readonly spec: PodSpec;
  /** What runs in its containers, in the order of the specification. */
  readonly processes: readonly Process[];
}

/** What a container is to be before anybody edits the pod. @throws {RangeError} without a process */
export function programOf({ name, image }: ContainerSpec, process: Process | undefined): ImageAndProcess {
  if (process === undefined) throw new RangeError(`container ${name} has no process`);
  return { image, process };
}

/** The number of the container at a place of the specification. @throws {RangeError} when there is none */
export function indexOf({ containers }: PodIdentity, place: number): number {
  const container = containers[place];
  if (container === undefined) throw new RangeError('a pod has fewer containers than its specification');
  return container.index;
}
