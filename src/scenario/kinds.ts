import type { ManifestKind } from './manifest-schema.js';

/** Kinds that are simulated or whose presence matters, and the version of the API that has them. */
export const SIMULATED_KINDS = {
  Pod: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  ReplicationController: 'v1',
  Service: 'v1',
  ConfigMap: 'v1',
  Secret: 'v1',
  PersistentVolumeClaim: 'v1',
} as const satisfies Readonly<Record<ManifestKind, string>>;

/** Whether objects of a kind play a part in a simulation. */
export const isSimulatedKind = (kind: string): kind is ManifestKind => Object.hasOwn(SIMULATED_KINDS, kind);

/** Kinds of Kubernetes that run nothing themselves. */
export const PASSIVE_KINDS: readonly string[] = [
  'APIService',
  'CSIDriver',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'EndpointSlice',
  'Endpoints',
  'HorizontalPodAutoscaler',
  'Ingress',
  'IngressClass',
  'Lease',
  'LimitRange',
  'MutatingWebhookConfiguration',
  'Namespace',
  'NetworkPolicy',
  'Node',
  'PersistentVolume',
  'PodDisruptionBudget',
  'PodTemplate',
  'PriorityClass',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'RuntimeClass',
  'ServiceAccount',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
];
