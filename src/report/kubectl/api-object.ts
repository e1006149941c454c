import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

/** What every object of the API has. */
export interface ApiObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}
