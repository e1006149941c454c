import type { ConfigReference, VolumeSpec } from './pod-spec.js';

/** What a kubelet finds around it and has no power over. */
export interface World {
  /** The runtime's words for a ConfigMap or Secret that is not there, such as `configmap "app" not found`. */
  configError(namespace: string, reference: ConfigReference, nowMs: number): string | undefined;
  /** Why a volume cannot be mounted; undefined: it can. */
  mountError(namespace: string, volume: VolumeSpec, nowMs: number): string | undefined;
  /** Why an image's name is none, in the kubelet's words; undefined: it is one. Nobody is asked for it then. */
  nameError(image: string): string | undefined;
  /** Whether the node has the image, pulled before or there from the start. */
  hasImage(image: string, nowMs: number): boolean;
  /** Asks the registry. The image is on the node when the pull has ended without an error: the kubelet says so. */
  pull(image: string, nowMs: number): PullOutcome;
  imagePulled(image: string): void;
}

export interface PullOutcome {
  readonly takesMs: number;
  readonly sizeBytes: number;
  readonly error: PullError | undefined;
}

export interface PullError {
  /** The waiting reason it leads to. */
  readonly reason: 'ErrImagePull' | 'RegistryUnavailable' | 'InvalidImageName';
  /** The registry's or runtime's words. */
  readonly message: string;
}

/** A world in which everything is there. */
export const PLENTY: World = {
  configError: () => undefined,
  mountError: () => undefined,
  nameError: () => undefined,
  hasImage: () => true,
  pull: () => ({ takesMs: 0, sizeBytes: 0, error: undefined }),
  imagePulled: () => {},
};
