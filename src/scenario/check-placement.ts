import { checkLabels, keyProblem } from './check-labels.js';
import { type FieldErrors, isSet } from './field-error.js';
import type { PodSpecManifest } from './manifest-schema.js';
import { invalidValue } from './phrasing.js';

type TolerationManifest = NonNullable<PodSpecManifest['tolerations']>[number];
type Affinity = NonNullable<NonNullable<PodSpecManifest['affinity']>['nodeAffinity']>;
type Required = NonNullable<Affinity['requiredDuringSchedulingIgnoredDuringExecution']>;
type Requirement = NonNullable<Required['nodeSelectorTerms'][number]['matchExpressions']>[number];

/** @source kubernetes pkg/apis/core/validation ValidateTolerations */
function checkToleration(toleration: TolerationManifest, place: string, errors: FieldErrors): void {
  const { key, operator, value, effect } = toleration;
  const isAny = operator === 'Exists';
  if (!key && !isAny) {
    const why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.value(toleration, 'operator', place, 'contradiction', invalidValue(operator ?? '', why));
  }
  const problem = key ? keyProblem(key) : undefined;
  if (problem !== undefined) errors.value(toleration, 'key', place, 'invalid-name', invalidValue(key, problem));
  if (isAny && value) {
    const why = "value must be empty when `operator` is 'Exists'";
    errors.value(toleration, 'operator', place, 'contradiction', invalidValue(value, why));
  }
  if (isSet(toleration, 'tolerationSeconds') && effect !== 'NoExecute') {
    const why = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.value(toleration, 'effect', place, 'contradiction', invalidValue(effect ?? '', why));
  }
}

/** @source kubernetes pkg/apis/core/validation ValidateNodeSelectorRequirement */
function checkRequirement(requirement: Requirement, place: string, errors: FieldErrors): void {
  const { operator, values } = requirement;
  const count = (values ?? []).length;
  const say = (code: 'missing-key' | 'contradiction', message: string): void =>
    errors.value(requirement, 'values', place, code, message);
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) say('missing-key', "Required value: must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0)
      say('contradiction', "Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
  } else if (count !== 1) {
    say('missing-key', "Required value: must be specified single value when `operator` is 'Lt' or 'Gt'");
  }
}

/** @source kubernetes pkg/apis/core/validation ValidateNodeFieldSelectorRequirement */
function checkFieldRequirement(requirement: Requirement, place: string, errors: FieldErrors): void {
  const { key, operator, values } = requirement;
  if (operator !== 'In' && operator !== 'NotIn') {
    errors.value(
      requirement,
      'operator',
      place,
      'not-allowed',
      invalidValue(operator, 'not a valid selector operator'),
    );
  } else if ((values ?? []).length !== 1) {
    const message = "Required value: must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.value(requirement, 'values', place, 'missing-key', message);
  }
  if (key === 'metadata.name') return;
  errors.value(requirement, 'key', place, 'not-allowed', invalidValue(key, 'not a valid field selector key'));
}

/** What the API server checks of where a pod may go. */
export function checkPlacement(spec: PodSpecManifest, place: string, errors: FieldErrors): void {
  checkLabels(spec.nodeSelector ?? {}, `${place}.nodeSelector`, errors);
  for (const [i, toleration] of (spec.tolerations ?? []).entries()) {
    checkToleration(toleration, `${place}.tolerations[${i}]`, errors);
  }
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (required === undefined || required === null) return;
  const own = `${place}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
  const terms = required.nodeSelectorTerms;
  if (terms.length === 0) {
    const message = 'Required value: must have at least one node selector term';
    errors.value(required, 'nodeSelectorTerms', own, 'missing-key', message);
  }
  for (const [i, term] of terms.entries()) {
    const at = `${own}.nodeSelectorTerms[${i}]`;
    for (const [j, requirement] of (term.matchExpressions ?? []).entries()) {
      checkRequirement(requirement, `${at}.matchExpressions[${j}]`, errors);
    }
    for (const [j, requirement] of (term.matchFields ?? []).entries()) {
      checkFieldRequirement(requirement, `${at}.matchFields[${j}]`, errors);
    }
  }
}
