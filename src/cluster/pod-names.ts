import { namedStream, type Stream } from '../engine/stream.js';

/** Letters that form no words. @source apimachinery pkg/util/rand */
export const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Random letters as the API server appends them to generated names: none that spell words. */
export function safeLetters(stream: Stream, count: number): string {
  return Array.from({ length: count }, () => SAFE_LETTERS[stream.next() % SAFE_LETTERS.length] ?? '').join('');
}

/**
 * The hash a Deployment adds to its ReplicaSet's name. The real one is made from the template's Go memory layout.
 *
 * @param revision of the Deployment's template, from 1
 */
export function replicaSetHash(master: number, namespace: string, deployment: string, revision = 1): string {
  const path = ['replicaset', namespace, deployment, ...(revision === 1 ? [] : [String(revision)])];
  return safeLetters(namedStream(master, ...path), 10);
}

/** The hash that names a revision of a StatefulSet's or DaemonSet's template, counted from 1. */
export function revisionHash(master: number, namespace: string, set: string, revision: number): string {
  return safeLetters(namedStream(master, 'revision', namespace, set, String(revision)), 10);
}

/** The API server cuts what a generated name begins with, so that none is longer than 63. @source apiserver pkg/storage/names */
export const LONGEST_PREFIX = 58;
export const SUFFIX_LENGTH = 5;

/** What the names of a controller's pods begin with. */
export function podPrefix(owner: string): string {
  return `${owner}-`.slice(0, LONGEST_PREFIX);
}

/** What the names of the pods of an index begin with: the Job's name is cut, its index never. @source indexed_job_utils.go podGenerateNameWithIndex */
export function indexedPrefix(job: string, index: number): string {
  const tail = `-${index}-`;
  return job.slice(0, LONGEST_PREFIX - tail.length) + tail;
}

/** A generated name that nobody has: the API server takes each only once. */
export function drawName(stream: Stream, prefix: string, isTaken: (name: string) => boolean): string {
  let name = prefix + safeLetters(stream, SUFFIX_LENGTH);
  while (isTaken(name)) name = prefix + safeLetters(stream, SUFFIX_LENGTH);
  return name;
}

/**
 * The names of a ReplicaSet's pods. Each depends on those before it in the same set, never on their number or on other
 * pods.
 */
export function replicaNames(master: number, namespace: string, replicaSet: string, count: number): readonly string[] {
  const names = new Set<string>();
  const prefix = podPrefix(replicaSet);
  for (let i = 0; i < count; i += 1) {
    const stream = namedStream(master, 'pod', namespace, replicaSet, String(i));
    names.add(drawName(stream, prefix, (name) => names.has(name)));
  }
  return [...names];
}
