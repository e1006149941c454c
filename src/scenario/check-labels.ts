import { isSubdomain } from './api-parts.js';
import type { FieldErrors } from './field-error.js';
import { invalidValue } from './phrasing.js';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LONGEST = 63;
const LETTERS = `alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`;

/** What is wrong with the key of a label or taint. @source apimachinery pkg/util/validation IsQualifiedName */
export function keyProblem(key: string): string | undefined {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  if (more.length > 0)
    return `a valid label key must consist of ${LETTERS} with an optional DNS subdomain prefix and '/'`;
  if (prefix === '') return 'prefix part must be non-empty';
  if (prefix !== undefined && !isSubdomain(prefix)) {
    return `prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`;
  }
  if (name === '') return 'name part must be non-empty';
  if (name.length > LONGEST) return `name part must be no more than ${LONGEST} characters`;
  return NAME.test(name) ? undefined : `name part must consist of ${LETTERS}`;
}

/** @source apimachinery pkg/util/validation IsValidLabelValue */
function valueProblem(value: string): string | undefined {
  if (value.length > LONGEST) return `must be no more than ${LONGEST} characters`;
  if (value === '' || NAME.test(value)) return undefined;
  return `a valid label must be an empty string or consist of ${LETTERS}`;
}

/** What the API server checks of labels that something has, or must have. */
export function checkLabels(labels: Readonly<Record<string, string>>, field: string, errors: FieldErrors): void {
  for (const [key, value] of Object.entries(labels)) {
    const ofKey = keyProblem(key);
    if (ofKey !== undefined) errors.entry(labels, key, field, 'invalid-name', invalidValue(key, ofKey));
    const ofValue = valueProblem(value);
    if (ofValue !== undefined) errors.entry(labels, key, field, 'invalid-name', invalidValue(value, ofValue));
  }
}
