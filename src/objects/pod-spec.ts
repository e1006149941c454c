import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1.js';
import { admittedTolerations } from '../cluster/tolerations.js';
import { isOfDaemonSet, type PodIdentity } from '../trace/identity.js';
import { tokenVolumeName } from './made-up.js';

/** What the API knows of a pod when it serves its specification. */
export interface SpecSubject {
  readonly identity: PodIdentity;
  readonly node: string | null;
  /** By container name: images somebody changed since the pod was made. */
  readonly images: ReadonlyMap<string, string>;
}

/** @source plugin/pkg/admission/serviceaccount */
const DEFAULT_ACCOUNT = 'default';

/** A pod's specification as the API serves it: what it was made from, and what admission and the scheduler add. */
export function podSpec(subject: SpecSubject): PodSpec {
  const { identity, node, images } = subject;
  const written = identity.served?.spec ?? bare(identity);
  const { serviceAccountName = DEFAULT_ACCOUNT } = written;
  const account = written.automountServiceAccountToken === false ? undefined : accountVolume(identity.uid);
  const change = (container: Container): Container => withAccount(withImage(container, images), account);
  return {
    ...written,
    containers: written.containers.map(change),
    ...(written.initContainers !== undefined && { initContainers: written.initContainers.map(change) }),
    ...(account !== undefined && { volumes: [...(written.volumes ?? []), account] }),
    ...(node !== null && { nodeName: node }),
    tolerations: [...admittedTolerations(written.tolerations ?? [], isOfDaemonSet(identity))],
    serviceAccountName,
    serviceAccount: serviceAccountName,
    priority: written.priority ?? 0,
    preemptionPolicy: written.preemptionPolicy ?? 'PreemptLowerPriority',
    enableServiceLinks: written.enableServiceLinks ?? true,
  };
}

/** Where no manifest says more. */
function bare({ containers }: PodIdentity): PodSpec {
  const of = (isInit: boolean): Container[] =>
    containers
      .filter(({ type }) => (type !== 'container') === isInit)
      .map(({ name, image, type }) => ({ name, image, ...(type === 'sidecar' && { restartPolicy: 'Always' }) }));
  const inits = of(true);
  return { containers: of(false), ...(inits.length > 0 && { initContainers: inits }) };
}

function withImage(container: Container, images: ReadonlyMap<string, string>): Container {
  const image = images.get(container.name);
  return image === undefined ? container : { ...container, image };
}

/** The token every pod gets. @source plugin/pkg/admission/serviceaccount */
function accountVolume(uid: string): Volume {
  return {
    name: tokenVolumeName(uid),
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  };
}

const ACCOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

function withAccount(container: Container, account: Volume | undefined): Container {
  const mounts = container.volumeMounts ?? [];
  if (account === undefined || mounts.some(({ mountPath }) => mountPath === ACCOUNT_PATH)) return container;
  return { ...container, volumeMounts: [...mounts, { name: account.name, readOnly: true, mountPath: ACCOUNT_PATH }] };
}
