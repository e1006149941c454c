import { type Manifest, type ManifestContext, podSpecOf } from './manifest.js';
import { keySpan } from './spans.js';

/** Fields that can change when containers restart, and that this version does not simulate. */
const POD_FIELDS = [
  'initContainers',
  'activeDeadlineSeconds',
  'nodeSelector',
  'affinity',
  'topologySpreadConstraints',
] as const;
const CONTAINER_FIELDS = [
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'restartPolicy',
  'restartPolicyRules',
] as const;

const isSet = (object: object, field: string): boolean => {
  const value: unknown = (object as Readonly<Record<string, unknown>>)[field];
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
};

/** Says which fields of a manifest a reader might expect to matter, but which have no effect. */
export function remarkOnFields(manifest: Manifest, { spans, remark }: ManifestContext): void {
  const spec = podSpecOf(manifest);
  const where = `${manifest.kind.toLowerCase()} ${manifest.object.metadata.name}`;
  const say = (owner: object, field: string, place: string): void => {
    if (isSet(owner, field))
      remark(keySpan(spans, owner, field), `${field} is not simulated yet and has no effect`, place);
  };
  for (const field of POD_FIELDS) say(spec, field, where);
  for (const container of spec.containers) {
    for (const field of CONTAINER_FIELDS) say(container, field, `${where}, container ${container.name}`);
  }
}
