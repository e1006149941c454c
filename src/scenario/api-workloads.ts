import * as z from 'zod/mini';
import { count, fields, filled, intOrPercent, label, maybe, metadata, texts } from './api-parts.js';
import { podSpecSchema, templateSchema } from './api-pod.js';
import { portNumber } from './api-port.js';
import { once } from './schema-parts.js';

const TOP = 'apiVersion kind status';

/** A whole object: what is read of it next to its type. */
const object = <T extends z.core.$ZodLooseShape>(shape: T) => fields({ metadata: metadata(), ...shape }, TOP);

function selector() {
  const expression = fields({
    key: filled(),
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
    values: maybe(z.array(z.string())),
  });
  return fields({ matchLabels: texts(), matchExpressions: maybe(z.array(expression)) });
}

const replicas = () => maybe(count(0));
const minReadySeconds = () => maybe(count(0));

function deploymentSpec() {
  const rollingUpdate = fields({ maxSurge: maybe(intOrPercent()), maxUnavailable: maybe(intOrPercent()) });
  return fields(
    {
      replicas: replicas(),
      selector: selector(),
      minReadySeconds: minReadySeconds(),
      progressDeadlineSeconds: maybe(count(0)),
      strategy: maybe(
        fields({ type: maybe(z.enum(['Recreate', 'RollingUpdate'])), rollingUpdate: maybe(rollingUpdate) }),
      ),
      template: templateSchema(),
    },
    'paused podReplacementPolicy revisionHistoryLimit',
  );
}

const replicaSetSpec = () =>
  fields({
    replicas: replicas(),
    selector: selector(),
    minReadySeconds: minReadySeconds(),
    template: templateSchema(),
  });

function statefulSetSpec() {
  return fields(
    {
      replicas: replicas(),
      selector: selector(),
      minReadySeconds: minReadySeconds(),
      podManagementPolicy: maybe(z.enum(['OrderedReady', 'Parallel'])),
      updateStrategy: maybe(
        fields({
          type: maybe(z.enum(['OnDelete', 'RollingUpdate'])),
          rollingUpdate: maybe(fields({ partition: maybe(count(0)) }, 'maxUnavailable')),
        }),
      ),
      volumeClaimTemplates: maybe(z.array(z.object({ metadata: z.object({ name: label() }) }))),
      template: templateSchema(),
    },
    'ordinals persistentVolumeClaimRetentionPolicy revisionHistoryLimit serviceName',
  );
}

function daemonSetSpec() {
  return fields(
    {
      selector: selector(),
      minReadySeconds: minReadySeconds(),
      updateStrategy: maybe(
        fields({
          type: maybe(z.enum(['OnDelete', 'RollingUpdate'])),
          rollingUpdate: maybe(fields({}, 'maxSurge maxUnavailable')),
        }),
      ),
      template: templateSchema(),
    },
    'revisionHistoryLimit',
  );
}

/** The old way to write a ReplicaSet; its selector is a plain map. */
const replicationControllerSpec = () =>
  fields({ replicas: replicas(), selector: texts(), minReadySeconds: minReadySeconds(), template: templateSchema() });

function podFailureRule() {
  const onExitCodes = fields({
    containerName: maybe(z.string()),
    operator: z.enum(['In', 'NotIn']),
    values: z.array(z.int()),
  });
  const condition = fields({ type: filled(), status: maybe(z.enum(['False', 'True', 'Unknown'])) });
  return fields({
    action: z.enum(['Count', 'FailIndex', 'FailJob', 'Ignore']),
    onExitCodes: maybe(onExitCodes),
    onPodConditions: maybe(z.array(condition)),
  });
}

function jobSpec() {
  return fields(
    {
      parallelism: maybe(count(0)),
      completions: maybe(count(0)),
      backoffLimit: maybe(count(0)),
      activeDeadlineSeconds: maybe(count(0)),
      podReplacementPolicy: maybe(z.enum(['Failed', 'TerminatingOrFailed'])),
      podFailurePolicy: maybe(fields({ rules: z.array(podFailureRule()) })),
      completionMode: maybe(z.enum(['NonIndexed', 'Indexed'])),
      backoffLimitPerIndex: maybe(count(0)),
      maxFailedIndexes: maybe(count(0)),
      suspend: maybe(z.boolean()),
      ttlSecondsAfterFinished: maybe(count(0)),
      template: templateSchema(),
    },
    'managedBy manualSelector selector successPolicy',
  );
}

function cronJobSpec() {
  return fields(
    {
      schedule: filled(),
      concurrencyPolicy: maybe(z.enum(['Allow', 'Forbid', 'Replace'])),
      suspend: maybe(z.boolean()),
      jobTemplate: fields({ metadata: maybe(z.object({ labels: texts(), annotations: texts() })), spec: jobSpec() }),
    },
    'failedJobsHistoryLimit startingDeadlineSeconds successfulJobsHistoryLimit timeZone',
  );
}

const SERVICE_FIELDS =
  'allocateLoadBalancerNodePorts healthCheckNodePort loadBalancerClass loadBalancerSourceRanges publishNotReadyAddresses sessionAffinityConfig topologyKeys';

function serviceSpec() {
  const text = () => maybe(z.string());
  const list = () => maybe(z.array(z.string()));
  const port = { port: portNumber(), name: text(), protocol: text(), appProtocol: text(), nodePort: maybe(z.int()) };
  const ports = z.array(fields({ ...port, targetPort: maybe(z.union([z.string(), z.int()])) }));
  return fields(
    {
      selector: texts(),
      ports: maybe(ports),
      type: text(),
      clusterIP: text(),
      clusterIPs: list(),
      externalIPs: list(),
      externalName: text(),
      externalTrafficPolicy: text(),
      internalTrafficPolicy: text(),
      ipFamilies: list(),
      ipFamilyPolicy: text(),
      loadBalancerIP: text(),
      sessionAffinity: text(),
      trafficDistribution: text(),
    },
    SERVICE_FIELDS,
  );
}

const named = once(() => z.object({ metadata: metadata() }));

/** What is read of each kind of manifest; made when a manifest of the kind is met. @source Kubernetes API 1.36 */
export const SCHEMAS = {
  Pod: once(() => object({ spec: podSpecSchema() })),
  Deployment: once(() => object({ spec: deploymentSpec() })),
  ReplicaSet: once(() => object({ spec: replicaSetSpec() })),
  StatefulSet: once(() => object({ spec: statefulSetSpec() })),
  DaemonSet: once(() => object({ spec: daemonSetSpec() })),
  ReplicationController: once(() => object({ spec: replicationControllerSpec() })),
  Job: once(() => object({ spec: jobSpec() })),
  CronJob: once(() => object({ spec: cronJobSpec() })),
  Service: once(() => object({ spec: maybe(serviceSpec()) })),
  ConfigMap: named,
  Secret: named,
  PersistentVolumeClaim: named,
};
