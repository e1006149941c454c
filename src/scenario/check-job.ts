import { isLabel } from './api-parts.js';
import { type FieldErrors, isSet } from './field-error.js';
import type { JobSpecManifest, ManifestOf } from './manifest-schema.js';
import { parseCron } from './parse-cron.js';
import { invalidValue, unsupportedValue } from './phrasing.js';

const LONGEST_CRON_JOB_NAME = 52;

type FailurePolicy = NonNullable<JobSpecManifest['podFailurePolicy']>;

const MOST_PARALLEL_INDEXES = 100_000;

/** @source kubernetes pkg/apis/batch/validation validateJobSpec */
function checkIndexes(job: JobSpecManifest, place: string, errors: FieldErrors): void {
  const { completions, parallelism, maxFailedIndexes, completionMode } = job;
  if (isSet(job, 'maxFailedIndexes') && !isSet(job, 'backoffLimitPerIndex')) {
    const message = 'Required value: when maxFailedIndexes is specified';
    errors.value(job, 'backoffLimitPerIndex', place, 'missing-key', message);
  }
  if ((completionMode ?? 'NonIndexed') === 'NonIndexed') {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes'] as const) {
      const message = invalidValue(job[field], 'requires indexed completion mode');
      if (isSet(job, field)) errors.value(job, field, place, 'contradiction', message);
    }
    return;
  }
  // One that is misspelt is reported already.
  if (completionMode !== 'Indexed') return;
  if (!isSet(job, 'completions')) {
    errors.value(job, 'completions', place, 'missing-key', 'Required value: when completion mode is Indexed');
  }
  if ((parallelism ?? 0) > MOST_PARALLEL_INDEXES) {
    const why = `must be less than or equal to ${MOST_PARALLEL_INDEXES} when completion mode is Indexed`;
    errors.value(job, 'parallelism', place, 'out-of-range', invalidValue(parallelism, why));
  }
  if ((maxFailedIndexes ?? 0) > (completions ?? Number.POSITIVE_INFINITY)) {
    const message = invalidValue(maxFailedIndexes, 'must be less than or equal to completions');
    errors.value(job, 'maxFailedIndexes', place, 'contradiction', message);
  }
}

/** @source kubernetes pkg/apis/batch/validation validatePodFailurePolicyRule */
function checkFailureRules(
  { rules }: FailurePolicy,
  place: string,
  names: readonly string[],
  hasLimitPerIndex: boolean,
  errors: FieldErrors,
): void {
  for (const [i, rule] of rules.entries()) {
    const own = `${place}[${i}]`;
    const isBoth = isSet(rule, 'onExitCodes') && isSet(rule, 'onPodConditions');
    if (isBoth || !(isSet(rule, 'onExitCodes') || isSet(rule, 'onPodConditions'))) {
      const which = isBoth
        ? 'both OnExitCodes and OnPodConditions is not supported'
        : 'one of OnExitCodes and OnPodConditions is required';
      errors.value(rules, i, place, 'choose-one', `Invalid value: specifying ${which}`);
    }
    if (rule.action === 'FailIndex' && !hasLimitPerIndex) {
      const message = invalidValue('FailIndex', 'requires the backoffLimitPerIndex to be set');
      errors.value(rule, 'action', own, 'contradiction', message);
    }
    const { onExitCodes } = rule;
    if (onExitCodes === undefined || onExitCodes === null) continue;
    const { containerName: name, values, operator } = onExitCodes;
    if (name !== undefined && name !== null && !names.includes(name)) {
      const why = 'must be one of the container or initContainer names in the pod template';
      errors.value(onExitCodes, 'containerName', `${own}.onExitCodes`, 'unknown-container', invalidValue(name, why));
    }
    const problem = values.length === 0 ? 'at least one value is required' : 'must not be 0 for the In operator';
    if (values.length === 0 || (operator === 'In' && values.includes(0))) {
      const message = `Invalid value: ${JSON.stringify(values)}: ${problem}`;
      errors.value(onExitCodes, 'values', `${own}.onExitCodes`, 'out-of-range', message);
    }
  }
}

/** @source kubernetes pkg/apis/batch/validation validateJobSpec */
export function checkJob(job: JobSpecManifest, place: string, errors: FieldErrors): void {
  const { spec } = job.template;
  const own = `${place}.template.spec`;
  if ((spec.restartPolicy ?? 'Always') === 'Always') {
    errors.value(spec, 'restartPolicy', own, 'missing-key', 'Required value: valid values: "OnFailure", "Never"');
  }
  checkIndexes(job, place, errors);
  const { podFailurePolicy, podReplacementPolicy } = job;
  if (podFailurePolicy === undefined || podFailurePolicy === null) return;
  if (spec.restartPolicy === 'OnFailure') {
    const message = invalidValue('OnFailure', 'only "Never" is supported when podFailurePolicy is specified');
    errors.value(spec, 'restartPolicy', own, 'contradiction', message);
  }
  if (podReplacementPolicy === 'TerminatingOrFailed') {
    const message = unsupportedValue(podReplacementPolicy, ['Failed']);
    errors.value(job, 'podReplacementPolicy', place, 'not-allowed', message);
  }
  const names = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name);
  const hasLimitPerIndex = isSet(job, 'backoffLimitPerIndex');
  checkFailureRules(podFailurePolicy, `${place}.podFailurePolicy.rules`, names, hasLimitPerIndex, errors);
}

/** Each pod's hostname has its index. @source kubernetes pkg/apis/batch/validation ValidateJob */
export function checkJobName({ metadata, spec }: ManifestOf<'Job'>, errors: FieldErrors): void {
  const { completionMode, completions } = spec;
  if (completionMode !== 'Indexed' || (completions ?? 0) === 0) return;
  const last = `${metadata.name}-${(completions ?? 1) - 1}`;
  if (isLabel(last)) return;
  const message = invalidValue(metadata.name, `will not able to create pod with invalid DNS label: ${last}`);
  errors.value(metadata, 'name', 'metadata', 'invalid-name', message);
}

/** @source kubernetes pkg/apis/batch/validation ValidateCronJobSpec */
export function checkCronJob({ metadata, spec }: ManifestOf<'CronJob'>, errors: FieldErrors): void {
  if (metadata.name.length > LONGEST_CRON_JOB_NAME) {
    const why = `must be no more than ${LONGEST_CRON_JOB_NAME} characters`;
    errors.value(metadata, 'name', 'metadata', 'invalid-name', invalidValue(metadata.name, why));
  }
  const read = parseCron(spec.schedule);
  if (!read.ok) {
    errors.value(spec, 'schedule', 'spec', 'invalid-schedule', invalidValue(spec.schedule, read.problem));
  }
  checkJob(spec.jobTemplate.spec, 'spec.jobTemplate.spec', errors);
}
