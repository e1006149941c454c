import type { PodSpec, ResourceRequirements, ServiceSpec, Volume } from 'kubernetes-types/core/v1.js';

/** What a pod may say since Kubernetes 1.32, and the published types do not know. */
export type NewerPodSpec = PodSpec & { readonly resources?: ResourceRequirements };

/** @source Kubernetes 1.31 */
export type NewerVolume = Volume & { readonly image?: { readonly reference?: string; readonly pullPolicy?: string } };

/** @source Kubernetes 1.30 */
export type NewerServiceSpec = ServiceSpec & { readonly trafficDistribution?: string };
