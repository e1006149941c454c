import type { ClusterObjects } from '../../objects/cluster-objects.js';
import { fieldSelector } from '../../objects/field-selector.js';
import { labelSelector } from '../../objects/label-selector.js';
import type { ApiObject } from './api-object.js';
import type { Kind } from './kinds.js';

/** Which objects of a kind are meant. */
export interface Selection {
  /** Undefined: those of all namespaces. */
  readonly namespace: string | undefined;
  /** `-l`. */
  readonly labels: string;
  /** `--field-selector`. */
  readonly fields: string;
  /** Undefined: whatever they are called. */
  readonly names: readonly string[] | undefined;
}

export type Test = (item: ApiObject) => boolean;

/** Whether an object of a kind is meant. @throws {SelectorError} when a selector is none */
export function selectionTest(
  { isNamespaced, fields: known }: Kind,
  { namespace, labels, fields, names }: Selection,
): Test {
  const hasLabels = labelSelector(labels);
  const hasFields = fieldSelector(fields, known);
  return (item) =>
    (!isNamespaced || namespace === undefined || item.metadata?.namespace === namespace) &&
    (names === undefined || names.includes(item.metadata?.name ?? '')) &&
    hasLabels(item.metadata?.labels ?? {}) &&
    hasFields(item);
}

/** All objects of a kind that a cluster serves. */
export function objectsOfKind(cluster: ClusterObjects, { list }: Kind): readonly ApiObject[] {
  return cluster[list];
}
