import * as z from 'zod/mini';
import { containerSchema } from './api-container.js';
import { anyFields, count, deadline, fields, filled, label, maybe, texts } from './api-parts.js';
import { podSecurity } from './api-security.js';
import { suggestion } from './nearest.js';
import { unsupportedValue } from './phrasing.js';
import { later, once, say } from './schema-parts.js';

const VOLUME_FIELDS =
  'awsElasticBlockStore azureDisk azureFile cephfs cinder csi downwardAPI emptyDir ephemeral fc flexVolume flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume';

function volumeSchema() {
  const projection = fields(
    {
      configMap: maybe(fields({ name: maybe(z.string()), optional: maybe(z.boolean()) }, 'items')),
      secret: maybe(fields({ name: maybe(z.string()), optional: maybe(z.boolean()) }, 'items')),
    },
    'clusterTrustBundle downwardAPI podCertificate serviceAccountToken',
  );
  const sources = VOLUME_FIELDS.split(' ').map((name) => [name, maybe(anyFields())] as const);
  return fields({
    ...Object.fromEntries(sources),
    name: label(),
    configMap: maybe(fields({ name: maybe(z.string()), optional: maybe(z.boolean()) }, 'defaultMode items')),
    secret: maybe(fields({ secretName: maybe(z.string()), optional: maybe(z.boolean()) }, 'defaultMode items')),
    persistentVolumeClaim: maybe(fields({ claimName: filled() }, 'readOnly')),
    projected: maybe(fields({ sources: maybe(z.array(projection)) }, 'defaultMode')),
  });
}

function tolerationSchema() {
  const text = () => maybe(z.string());
  return fields({
    key: text(),
    operator: maybe(z.enum(['Exists', 'Equal', ''])),
    value: text(),
    effect: maybe(z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute', ''])),
    tolerationSeconds: maybe(z.int()),
  });
}

/** Only which nodes a pod must go to is read. */
function affinitySchema() {
  const requirements = () =>
    maybe(
      z.array(
        fields({
          key: filled(),
          operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
          values: maybe(z.array(z.string())),
        }),
      ),
    );
  const term = fields({ matchExpressions: requirements(), matchFields: requirements() });
  const required = maybe(fields({ nodeSelectorTerms: z.array(term) }));
  const nodeAffinity = fields(
    { requiredDuringSchedulingIgnoredDuringExecution: required },
    'preferredDuringSchedulingIgnoredDuringExecution',
  );
  return fields({ nodeAffinity: maybe(nodeAffinity) }, 'podAffinity podAntiAffinity');
}

const POD_FIELDS =
  'dnsConfig ephemeralContainers hostAliases hostname hostnameOverride os overhead preemptionPolicy resourceClaims resources schedulingGates schedulingGroup subdomain topologySpreadConstraints workloadRef';

const flag = () => maybe(z.boolean());

/** An empty one is a default, though the API server does not say so. */
function dnsPolicy() {
  const known = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
  const error = ({ input }: { readonly input?: unknown }): string =>
    say({ code: 'not-allowed', message: unsupportedValue(input, known), hint: suggestion(String(input), known) });
  return z.string().check(z.refine((policy) => policy === '' || known.includes(policy), { error }));
}

/** What is read of a pod's specification. @source Kubernetes API 1.36, PodSpec */
export const podSpecSchema = once(() =>
  fields(
    {
      containers: z
        .array(containerSchema())
        .check(z.minLength(1, say({ code: 'missing-key', message: 'Required value' }))),
      initContainers: maybe(z.array(later(containerSchema))),
      restartPolicy: maybe(z.enum(['Always', 'OnFailure', 'Never'])),
      terminationGracePeriodSeconds: maybe(count(0, 1_000_000_000)),
      activeDeadlineSeconds: maybe(deadline()),
      affinity: maybe(later(affinitySchema)),
      nodeName: maybe(z.string()),
      nodeSelector: maybe(z.record(z.string(), z.string())),
      volumes: maybe(z.array(later(volumeSchema))),
      dnsPolicy: maybe(dnsPolicy()),
      imagePullSecrets: maybe(z.array(fields({ name: maybe(z.string()) }))),
      hostNetwork: flag(),
      hostIPC: flag(),
      hostPID: flag(),
      hostUsers: flag(),
      automountServiceAccountToken: flag(),
      enableServiceLinks: flag(),
      setHostnameAsFQDN: flag(),
      shareProcessNamespace: flag(),
      priority: maybe(z.int()),
      priorityClassName: maybe(z.string()),
      readinessGates: maybe(z.array(fields({ conditionType: filled() }))),
      runtimeClassName: maybe(z.string()),
      schedulerName: maybe(z.string()),
      securityContext: maybe(later(podSecurity)),
      serviceAccount: maybe(z.string()),
      serviceAccountName: maybe(z.string()),
      tolerations: maybe(z.array(later(tolerationSchema))),
    },
    POD_FIELDS,
  ),
);

/** A pod as controllers make it. */
export const templateSchema = once(() =>
  fields({ metadata: maybe(z.object({ labels: texts(), annotations: texts() })), spec: podSpecSchema() }),
);
