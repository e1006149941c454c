import { globMatches } from '../cluster/glob.js';
import type { TemplatePlan } from '../cluster/template-plan.js';
import { anyNameOf, mayMatchShape, type SourceKind, shapesOf } from './pod-name-shapes.js';
import type { Span } from './source.js';

/** What pods come from: a manifest of a pod or of a controller, or a process that names a pod nobody describes. */
export interface PodSource {
  readonly kind: SourceKind;
  readonly namespace: string;
  readonly name: string;
  /** As its first pods are made; their labels may have more. */
  readonly template: TemplatePlan;
  /** The pods of it whose names are known: all of those that are there from the start. */
  readonly podNames: readonly string[];
  /** Where it comes from. */
  readonly span: Span;
}

/** Whether a pod of this source may ever have a name that matches. */
export function mayMatch(source: PodSource, pattern: string): boolean {
  return (
    source.podNames.some((name) => globMatches(pattern, name)) ||
    shapesOf(source.kind, source.name).some((shape) => mayMatchShape(pattern, shape))
  );
}

/** A name, or many like it, that pods of a source may have. */
export interface NameCandidate {
  /** Undefined: one of many; {@link anyName} stands for them. */
  readonly name: string | undefined;
  readonly anyName: string;
  readonly mayMatch: (pattern: string) => boolean;
}

/** All names that pods of a source may have. */
export function candidatesOf(source: PodSource): readonly NameCandidate[] {
  const known = source.podNames.map((name) => ({
    name,
    anyName: name,
    mayMatch: (pattern: string) => globMatches(pattern, name),
  }));
  const later = shapesOf(source.kind, source.name).map((shape) => ({
    name: undefined,
    anyName: anyNameOf(shape),
    mayMatch: (pattern: string) => mayMatchShape(pattern, shape),
  }));
  return [...known, ...later];
}
