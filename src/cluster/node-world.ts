import { drawMs } from '../engine/distributions.js';
import { namedStream, type Stream } from '../engine/stream.js';
import type { ConfigReference, VolumeSpec } from '../kubelet/pod-spec.js';
import type { PullOutcome, World } from '../kubelet/world.js';
import { imageMatches } from './image-match.js';
import type { MissingObjects } from './missing.js';
import type { NodePlan } from './plan.js';
import type { Registry } from './registry.js';

export interface WorldParts {
  readonly registry: Registry;
  readonly missing: MissingObjects;
  readonly masterSeed: number;
}

/** What one node's kubelet finds around it: its images, the registry, and the objects that pods refer to. */
export class NodeWorld implements World {
  readonly #node: NodePlan;
  readonly #parts: WorldParts;
  /** By image: whether it is here. */
  readonly #present = new Map<string, boolean>();
  readonly #streams = new Map<string, Stream>();

  constructor(node: NodePlan, parts: WorldParts) {
    this.#node = node;
    this.#parts = parts;
  }

  /** @source pkg/kubelet/kubelet_pods.go makeEnvironmentVariables; the client's texts of objects that are not found */
  configError(namespace: string, { kind, name, key }: ConfigReference, nowMs: number): string | undefined {
    const missing = this.#parts.missing.find(kind, namespace, name, nowMs);
    if (missing === undefined) return undefined;
    if (missing.key === undefined) return missing.problem ?? notFound(kind, name);
    return missing.key === key ? `couldn't find key ${key} in ${kind} ${namespace}/${name}` : undefined;
  }

  mountError(namespace: string, { name, source, object }: VolumeSpec, nowMs: number): string | undefined {
    const { missing } = this.#parts;
    const broken = missing.find('Volume', namespace, name, nowMs);
    if (broken !== undefined) return broken.problem ?? 'mount failed: exit status 32';
    if (source === 'other') return undefined;
    const absent = missing.find(source, namespace, object, nowMs);
    if (absent === undefined) return undefined;
    if (source !== 'PersistentVolumeClaim') {
      // A key that is missing matters to a volume only when it lists its keys, which nobody here knows.
      return absent.key === undefined ? (absent.problem ?? notFound(source, object)) : undefined;
    }
    const why =
      absent.problem === 'unbound'
        ? `PVC is not bound`
        : `failed to fetch PVC from API server: persistentvolumeclaims "${object}" not found`;
    return `error processing PVC ${namespace}/${object}: ${why}`;
  }

  nameError(image: string): string | undefined {
    const error = this.#parts.registry.errorFor(image);
    return error?.reason === 'InvalidImageName' ? error.message : undefined;
  }

  hasImage(image: string): boolean {
    const known = this.#present.get(image);
    if (known !== undefined) return known;
    const present = this.#node.images.some((pattern) => imageMatches(pattern, image));
    this.#present.set(image, present);
    return present;
  }

  pull(image: string): PullOutcome {
    const { pull, error } = this.#parts.registry.ask(image);
    const takesMs = pull.kind === 'fixed' ? pull.ms : drawMs(pull, this.#streamOf(image));
    return { takesMs, sizeBytes: sizeOf(image), error };
  }

  imagePulled(image: string): void {
    this.#present.set(image, true);
  }

  #streamOf(image: string): Stream {
    const known = this.#streams.get(image);
    if (known !== undefined) return known;
    const stream = namedStream(this.#parts.masterSeed, 'pull', this.#node.name, image);
    this.#streams.set(image, stream);
    return stream;
  }
}

function notFound(kind: 'ConfigMap' | 'Secret', name: string): string {
  return `${kind.toLowerCase()} "${name}" not found`;
}

const SMALLEST_BYTES = 4_000_000;
const MORE_BYTES = 120_000_000;

/** Nobody says how large an image is, and events must print it: a usual size, always the same for one name. */
function sizeOf(image: string): number {
  return SMALLEST_BYTES + Math.floor(MORE_BYTES * namedStream(0, 'image size', image).uniform());
}
