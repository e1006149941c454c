import { type FieldErrors, isSet } from './field-error.js';
import type { JobSpecManifest, ManifestOf } from './manifest-schema.js';
import { parseCron } from './parse-cron.js';
import { invalidValue, unsupportedValue } from './phrasing.js';

const LONGEST_CRON_JOB_NAME = 52;

type FailurePolicy = NonNullable<JobSpecManifest['podFailurePolicy']>;

/** @source kubernetes pkg/apis/batch/validation validatePodFailurePolicyRule */
function checkFailureRules(
  { rules }: FailurePolicy,
  place: string,
  names: readonly string[],
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
    if (rule.action === 'FailIndex') {
      const message = invalidValue('FailIndex', 'requires the backoffLimitPerIndex to be set');
      errors.value(rule, 'action', own, 'not-allowed', message);
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
  checkFailureRules(podFailurePolicy, `${place}.podFailurePolicy.rules`, names, errors);
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
