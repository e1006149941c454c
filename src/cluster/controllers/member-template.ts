import type { PodSpec, Volume } from 'kubernetes-types/core/v1.js';
import type { ServedTemplate } from '../../trace/served.js';
import type { TemplatePlan } from '../template-plan.js';
import { withLabels } from './templates.js';

/** One pod of a StatefulSet: what sets it apart from the others. */
export interface Member {
  readonly name: string;
  readonly ordinal: number;
  /** Of its template, as in `db-7f9c8d6b5`. */
  readonly revision: string;
  /** The volumes that it has a claim of its own for. */
  readonly claimTemplates: readonly string[];
  /** The Service that its hostname is under; undefined: none is told. */
  readonly serviceName: string | undefined;
}

/** The claim a member has for a volume. @source pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName */
export const claimName = (claimTemplate: string, member: string): string => `${claimTemplate}-${member}`;

/**
 * A StatefulSet's template for one of its pods, with its labels, its hostname and its claims.
 *
 * @source pkg/controller/statefulset/stateful_set_utils.go newVersionedStatefulSetPod, updateStorage
 */
export function memberTemplate(template: TemplatePlan, member: Member): TemplatePlan {
  const { name, ordinal, revision, claimTemplates } = member;
  const labelled = withLabels(template, {
    'apps.kubernetes.io/pod-index': String(ordinal),
    'controller-revision-hash': revision,
    'statefulset.kubernetes.io/pod-name': name,
  });
  const { spec, placement, served } = labelled;
  const claims = claimTemplates.map((each) => claimName(each, name));
  const own = claimTemplates.map((each) => {
    return { name: each, source: 'PersistentVolumeClaim', object: claimName(each, name) } as const;
  });
  const others = spec.volumes.filter((volume) => !claimTemplates.includes(volume.name));
  return {
    ...labelled,
    spec: own.length === 0 ? spec : { ...spec, volumes: [...own, ...others] },
    placement: claims.length === 0 ? placement : { ...placement, claims: [...placement.claims, ...claims] },
    served: served && servedFor(served, member),
  };
}

function servedFor(served: ServedTemplate, { name, claimTemplates, serviceName }: Member): ServedTemplate {
  const { spec } = served;
  if (spec === undefined) return served;
  const own = claimTemplates.map((each): Volume => {
    return { name: each, persistentVolumeClaim: { claimName: claimName(each, name) } };
  });
  const others = (spec.volumes ?? []).filter((volume) => !claimTemplates.includes(volume.name));
  const named: PodSpec = { ...spec, hostname: name, ...(serviceName !== undefined && { subdomain: serviceName }) };
  return { ...served, spec: own.length === 0 ? named : { ...named, volumes: [...own, ...others] } };
}
