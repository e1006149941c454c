import type { PodSpec } from 'kubernetes-types/core/v1.js';
import type { ServedTemplate } from '../trace/served.js';
import type { PodTemplateManifest } from './manifest-schema.js';
import { frozenJson } from './plain-json.js';
import { optional, servedContainer } from './served-container.js';
import { servedVolume } from './served-volume.js';

/** @source Kubernetes API, PodSpec.terminationGracePeriodSeconds */
export const DEFAULT_GRACE_S = 30;

type Texts = Readonly<Record<string, string>>;

/** What the API keeps of an object's metadata besides its name. */
interface WrittenMetadata {
  readonly labels?: Texts | null | undefined;
  readonly annotations?: Texts | null | undefined;
}

/** What a manifest says of a pod, as the API serves it: with the defaults that every client sees. @source pkg/apis/core/v1/defaults.go */
export function servedTemplate({ metadata, spec }: PodTemplateManifest): ServedTemplate {
  // What the schema does not read, it passes on as written.
  const written = spec as unknown as PodSpec;
  const { labels, annotations } = (metadata ?? {}) as WrittenMetadata;
  const network = written.hostNetwork === true ? 'host' : 'pod';
  const serviceAccount = written.serviceAccountName ?? written.serviceAccount;
  const served: PodSpec = {
    ...written,
    containers: spec.containers.map((container) => servedContainer(container, network)),
    ...optional(
      'initContainers',
      spec.initContainers?.map((container) => servedContainer(container, network)),
    ),
    ...optional('volumes', written.volumes?.map(servedVolume)),
    restartPolicy: written.restartPolicy ?? 'Always',
    terminationGracePeriodSeconds: written.terminationGracePeriodSeconds ?? DEFAULT_GRACE_S,
    dnsPolicy: written.dnsPolicy ?? 'ClusterFirst',
    schedulerName: written.schedulerName ?? 'default-scheduler',
    securityContext: written.securityContext ?? {},
    ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount, serviceAccount }),
  };
  return frozenJson({ metadata: { labels, annotations }, spec: served }) as ServedTemplate;
}
