import * as z from 'zod/mini';
import { containerSchema } from './api-container.js';
import { count, deadline, fields, filled, label, maybe, texts } from './api-parts.js';
import { once, say } from './schema-parts.js';

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
  return fields(
    {
      name: label(),
      configMap: maybe(fields({ name: maybe(z.string()), optional: maybe(z.boolean()) }, 'defaultMode items')),
      secret: maybe(fields({ secretName: maybe(z.string()), optional: maybe(z.boolean()) }, 'defaultMode items')),
      persistentVolumeClaim: maybe(fields({ claimName: filled() }, 'readOnly')),
      projected: maybe(fields({ sources: maybe(z.array(projection)) }, 'defaultMode')),
    },
    VOLUME_FIELDS,
  );
}

const POD_FIELDS =
  'affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims resources runtimeClassName schedulerName schedulingGates schedulingGroup securityContext serviceAccount serviceAccountName setHostnameAsFQDN shareProcessNamespace subdomain tolerations topologySpreadConstraints workloadRef';

/** What is read of a pod's specification. @source Kubernetes API 1.36, PodSpec */
export const podSpecSchema = once(() =>
  fields(
    {
      containers: z
        .array(containerSchema())
        .check(z.minLength(1, say({ code: 'missing-key', message: 'Required value' }))),
      initContainers: maybe(z.array(containerSchema())),
      restartPolicy: maybe(z.enum(['Always', 'OnFailure', 'Never'])),
      terminationGracePeriodSeconds: maybe(count(0, 1_000_000_000)),
      activeDeadlineSeconds: maybe(deadline()),
      nodeName: maybe(z.string()),
      nodeSelector: maybe(z.record(z.string(), z.string())),
      volumes: maybe(z.array(volumeSchema())),
    },
    POD_FIELDS,
  ),
);

/** A pod as controllers make it. */
export const templateSchema = once(() =>
  fields({ metadata: maybe(z.object({ labels: texts() })), spec: podSpecSchema() }),
);
