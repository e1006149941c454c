import { globMatches, isExact } from '../cluster/glob.js';
import { isSubdomain } from './api-parts.js';
import type { Context } from './context.js';
import { nearest } from './nearest.js';
import { mayMatch, type PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { ProcessEntry } from './schema.js';
import { spanOf, valueSpan } from './spans.js';

interface Disuse {
  /** Whether it matches a container, which then belongs to an earlier process. */
  readonly wasMatched: boolean;
  readonly sources: readonly PodSource[];
}

/** What a pattern meant: a name like it, or for `abc*` names that begin like it. */
function meantBy(pattern: string, names: readonly string[]): string | undefined {
  if (isExact(pattern)) return nearest(pattern, names);
  const prefix = pattern.slice(0, -1);
  if (!pattern.endsWith('*') || !isExact(prefix)) return undefined;
  const meant = nearest(prefix, [...new Set(names.map((name) => name.slice(0, prefix.length)))]);
  return meant === undefined ? undefined : `${meant}*`;
}

/** More are not looked at for a hint. */
const ENOUGH = 500;

/** Names for a hint: of the pods that are known, else how later ones begin. */
function namesOf({ name, podNames }: PodSource): readonly string[] {
  return podNames.length > 0 ? podNames.slice(0, ENOUGH) : [`${name}-`];
}

/** The first key of a match that fits nothing the keys before it left over, with the names it could have fitted. */
function faultOf(match: NonNullable<ProcessEntry['match']>, sources: readonly PodSource[]) {
  const { pod, container, image } = match;
  const fitting = sources.filter((source) => mayMatch(source, pod ?? '*'));
  if (pod !== undefined && fitting.length === 0) {
    return { key: 'pod', pattern: pod, names: sources.slice(0, ENOUGH).flatMap(namesOf) } as const;
  }
  const containers = fitting.flatMap(({ template }) => template.spec.containers);
  const named = containers.filter(({ name }) => globMatches(container ?? '*', name));
  if (container !== undefined && named.length === 0) {
    return { key: 'container', pattern: container, names: containers.map(({ name }) => name) } as const;
  }
  return { key: 'image', pattern: image ?? '*', names: named.map((spec) => spec.image) } as const;
}

/** Says why no container runs a process. */
export function reportUnused(process: ProcessEntry, index: number, disuse: Disuse, { spans, report }: Context): void {
  const { match } = process;
  const subject = `spec.processes[${index}]`;
  if (disuse.wasMatched) {
    const message = `${subject} is never used: every container it matches is taken by an earlier process`;
    const hint = 'put the more specific process first';
    report(spanOf(spans, match ?? process), { code: 'matches-nothing', message, hint });
    return;
  }
  const pod = match?.pod;
  // A bad name was refused when its pod should have been made.
  if (pod !== undefined && isExact(pod) && !isSubdomain(pod)) return;
  if (match === undefined || disuse.sources.length === 0) {
    const message = `${subject} has no pod to run in`;
    const hint = 'add a manifest, or match: {pod: NAME} for a plain pod';
    report(spanOf(spans, match ?? process), { code: 'matches-nothing', message, hint });
    return;
  }
  const { key, pattern, names } = faultOf(match, disuse.sources);
  const meant = meantBy(pattern, names);
  const known = `${key}s: ${[...new Set(names)].slice(0, 5).join(', ')}`;
  const message = `${subject} matches no ${key}: ${quoted(pattern)}`;
  const hint = meant === undefined ? known : `did you mean ${meant}?`;
  report(valueSpan(spans, match, key), { code: 'matches-nothing', message, hint });
}
