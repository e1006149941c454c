import { checkCronJob, checkJob, checkJobName } from './check-job.js';
import { type FieldErrors, isSet } from './field-error.js';
import type { PodManifest } from './manifest.js';
import type { ManifestOf, PodTemplateManifest, SelectorManifest } from './manifest-schema.js';
import { invalidValue, unsupportedValue } from './phrasing.js';

const DEFAULT_PROGRESS_DEADLINE_S = 600;

type Labels = Readonly<Record<string, string>>;

/** Whether labels meet a selector; an empty one selects everything. @source apimachinery pkg/labels/selector.go */
export function selects({ matchLabels, matchExpressions }: SelectorManifest, labels: Labels): boolean {
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isListed = value !== undefined && (values ?? []).includes(value);
      return operator === 'In' ? isListed : !isListed;
    })
  );
}

function checkSelector(
  kind: string,
  selector: SelectorManifest,
  template: PodTemplateManifest,
  errors: FieldErrors,
): void {
  const labels = template.metadata?.labels ?? {};
  const isEmpty = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (isEmpty) {
    const message = `Invalid value: {}: empty selector is invalid for ${kind.toLowerCase()}`;
    errors.whole(selector, 'spec.selector', 'missing-key', message);
  } else if (!selects(selector, labels)) {
    const message = `Invalid value: ${JSON.stringify(labels)}: \`selector\` does not match template \`labels\``;
    const owner = template.metadata?.labels ?? template.metadata ?? template;
    errors.whole(owner, 'spec.template.metadata.labels', 'contradiction', message);
  }
}

function checkLongRunning({ spec }: PodTemplateManifest, errors: FieldErrors): void {
  const place = 'spec.template.spec';
  const { restartPolicy } = spec;
  if (restartPolicy !== undefined && restartPolicy !== null && restartPolicy !== 'Always') {
    errors.value(spec, 'restartPolicy', place, 'not-allowed', unsupportedValue(restartPolicy, ['Always']));
  }
  if (isSet(spec, 'activeDeadlineSeconds')) {
    errors.key(spec, 'activeDeadlineSeconds', place, 'activeDeadlineSeconds in ReplicaSet is not Supported');
  }
}

const isZero = (value: string | number | null | undefined): boolean => value === 0 || value === '0%';

/** @source kubernetes pkg/apis/apps/validation ValidateDeploymentSpec, ValidateRollingUpdateDeployment */
function checkDeployment({ spec }: ManifestOf<'Deployment'>, errors: FieldErrors): void {
  const { strategy, progressDeadlineSeconds, minReadySeconds } = spec;
  const rolling = strategy?.rollingUpdate;
  if (strategy?.type === 'Recreate' && isSet(strategy, 'rollingUpdate')) {
    errors.key(strategy, 'rollingUpdate', 'spec.strategy', `may not be specified when strategy \`type\` is 'Recreate'`);
  }
  if (isZero(rolling?.maxUnavailable) && isZero(rolling?.maxSurge)) {
    const message = invalidValue(rolling?.maxUnavailable, 'may not be 0 when `maxSurge` is 0');
    errors.value(rolling ?? {}, 'maxUnavailable', 'spec.strategy.rollingUpdate', 'contradiction', message);
  }
  const deadlineS = progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_S;
  if (deadlineS > (minReadySeconds ?? 0)) return;
  const message = invalidValue(deadlineS, 'must be greater than minReadySeconds');
  const key = isSet(spec, 'progressDeadlineSeconds') ? 'progressDeadlineSeconds' : 'minReadySeconds';
  errors.value(spec, key, 'spec', 'contradiction', message);
}

/** @source kubernetes pkg/apis/apps/validation ValidateStatefulSetSpec */
function checkStatefulSet({ spec }: ManifestOf<'StatefulSet'>, errors: FieldErrors): void {
  const { updateStrategy } = spec;
  if (updateStrategy?.type !== 'OnDelete' || !isSet(updateStrategy, 'rollingUpdate')) return;
  const message = `Invalid value: ${JSON.stringify(updateStrategy.rollingUpdate)}: only allowed for updateStrategy 'RollingUpdate'`;
  errors.value(updateStrategy, 'rollingUpdate', 'spec.updateStrategy', 'contradiction', message);
}

/** What the API server checks of a controller beyond the types of its fields, its pods left out. */
export function checkWorkload(manifest: PodManifest, errors: FieldErrors): void {
  const { kind, object } = manifest;
  if (kind === 'Job') {
    checkJob(object.spec, 'spec', errors);
    checkJobName(object, errors);
  }
  if (kind === 'CronJob') checkCronJob(object, errors);
  if (kind === 'Pod' || kind === 'Job' || kind === 'CronJob') return;
  if (kind === 'Deployment') checkDeployment(object, errors);
  if (kind === 'StatefulSet') checkStatefulSet(object, errors);
  checkLongRunning(object.spec.template, errors);
  if (kind !== 'ReplicationController') checkSelector(kind, object.spec.selector, object.spec.template, errors);
}
