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
  /** Whether names of its pods have an index, as those of an Indexed Job. */
  readonly isIndexed?: boolean;
  /** The pods of it whose names are known: all of those that are there from the start. */
  readonly podNames: readonly string[];
  /** Where it comes from. */
  readonly span: Span;
}

/** A name that pods of a source have, or a form of names that they may have. */
export interface NameCandidate {
  /** Matched by the patterns that match whatever the name will be. */
  readonly anyName: string;
  readonly mayMatch: (pattern: string) => boolean;
}

/** Made when first asked for: patterns are tried against the same sources over and over. */
const known = new WeakMap<PodSource, readonly NameCandidate[]>();

/** All names that pods of a source may ever have; those a controller draws are all of one form. */
export function candidatesOf(source: PodSource): readonly NameCandidate[] {
  const candidates = known.get(source) ?? namesOf(source);
  known.set(source, candidates);
  return candidates;
}

function namesOf({ kind, name, podNames, isIndexed }: PodSource): readonly NameCandidate[] {
  if (kind !== 'Pod') {
    return shapesOf(kind, name, isIndexed).map((shape) => ({
      anyName: anyNameOf(shape),
      mayMatch: (pattern) => mayMatchShape(pattern, shape),
    }));
  }
  return podNames.map((podName) => ({ anyName: podName, mayMatch: (pattern) => globMatches(pattern, podName) }));
}

/** Whether a pod of this source may ever have a name that matches. */
export function mayMatch(source: PodSource, pattern: string): boolean {
  return candidatesOf(source).some((candidate) => candidate.mayMatch(pattern));
}
