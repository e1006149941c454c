import type { IssueCode } from './issue.js';
import type { Report } from './issue-log.js';
import { keySpan, type Spans, spanOf, valueSpan } from './spans.js';

/** Reports what is wrong with a field of a manifest, as the API server tells it. */
export interface FieldErrors {
  /** What stands under a key; `place` is how the API names the object it belongs to. */
  readonly value: (owner: object, key: string | number, place: string, code: IssueCode, message: string) => void;
  /** An object as a whole; `field` is how the API names it. */
  readonly whole: (owner: object, field: string, code: IssueCode, message: string) => void;
  /** What stands under a key that is no field but a name somebody gave. */
  readonly entry: (map: object, key: string, field: string, code: IssueCode, message: string) => void;
  /** A key that should not be there. */
  readonly key: (owner: object, key: string, place: string, message: string) => void;
}

const fieldOf = (place: string, key: string | number): string =>
  typeof key === 'number' ? `${place}[${key}]` : `${place}.${key}`.replace(/^\./, '');

/** Ways to report what is wrong with fields of manifests, in the words of an API server. */
export function fieldErrors({ spans, report }: { readonly spans: Spans; readonly report: Report }): FieldErrors {
  return {
    value: (owner, key, place, code, message) =>
      report(valueSpan(spans, owner, key), { code, message: `${fieldOf(place, key)}: ${message}` }),
    whole: (owner, field, code, message) => report(spanOf(spans, owner), { code, message: `${field}: ${message}` }),
    entry: (map, key, field, code, message) =>
      report(valueSpan(spans, map, key), { code, message: `${field}: ${message}` }),
    key: (owner, key, place, message) =>
      report(keySpan(spans, owner, key), {
        code: 'contradiction',
        message: `${fieldOf(place, key)}: Forbidden: ${message}`,
      }),
  };
}

/** Whether a field says something: Kubernetes takes null, and an empty list, for "not set". */
export function isSet(object: object, field: string): boolean {
  const value: unknown = (object as Readonly<Record<string, unknown>>)[field];
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}
