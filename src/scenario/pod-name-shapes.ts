import { globMatchesEach } from '../cluster/glob.js';
import { LONGEST_PREFIX, SAFE_LETTERS, SUFFIX_LENGTH } from '../cluster/pod-names.js';
import type { WorkloadPlan } from '../cluster/workload-plan.js';

/** What pods come from: nobody, or a controller. */
export type SourceKind = 'Pod' | WorkloadPlan['kind'];

/** A name not known yet: for each of its characters, those that may stand there. */
export type NameShape = readonly string[];

const DIGITS = '0123456789';
/** A run has fewer pods than this has digits. */
const MOST_ORDINAL_DIGITS = 6;
/** Minutes since 1970, up to the year 2160 or so. @source kubernetes pkg/controller/cronjob getJobName */
const MINUTE_DIGITS = 8;
const HASH_LENGTH = 10;

const random = (length: number): NameShape => Array<string>(length).fill(SAFE_LETTERS);
const digits = (length: number): NameShape => Array<string>(length).fill(DIGITS);

/** Whole numbers, by how many digits they have. */
const numbers = (): readonly NameShape[] => Array.from({ length: MOST_ORDINAL_DIGITS }, (_, i) => digits(i + 1));

/**
 * What the pods may be called that a controller makes during a run; a Pod makes no others.
 *
 * @param isIndexed whether a Job's pods have their index in their names
 */
export function shapesOf(kind: SourceKind, name: string, isIndexed = false): readonly NameShape[] {
  const own = [...name, '-'];
  switch (kind) {
    case 'Pod':
      return [];
    case 'ReplicaSet':
    case 'DaemonSet':
      return [generated(own)];
    case 'Job':
      return jobShapes(own, isIndexed);
    case 'Deployment':
      return [generated([...own, ...random(HASH_LENGTH), '-'])];
    case 'StatefulSet':
      return numbers().map((ordinal) => [...own, ...ordinal]);
    case 'CronJob':
      return jobShapes([...own, ...digits(MINUTE_DIGITS), '-'], isIndexed);
  }
}

/** @param prefix ends in a dash, and is cut as the API server cuts it. @param tail of it, which is never cut */
function generated(prefix: NameShape, tail: NameShape = []): NameShape {
  return [...prefix.slice(0, LONGEST_PREFIX - tail.length), ...tail, ...random(SUFFIX_LENGTH)];
}

/** @param own the name and a dash */
function jobShapes(own: NameShape, isIndexed: boolean): readonly NameShape[] {
  if (!isIndexed) return [generated(own)];
  return numbers().map((index) => generated(own.slice(0, -1), ['-', ...index, '-']));
}

/** Whether a pattern of `*` and `?` matches some name of this shape. */
export function mayMatchShape(pattern: string, shape: NameShape): boolean {
  return globMatchesEach(pattern, shape.length, (letter, at) => shape[at]?.includes(letter) === true);
}

/** Stands where any of several characters may: no pattern names it, so only a wildcard matches it. */
const UNDECIDED = '\u0000';

/** One name for all names of a shape: a pattern that matches it matches them all. */
export function anyNameOf(shape: NameShape): string {
  return shape.map((letters) => (letters.length === 1 ? letters : UNDECIDED)).join('');
}
