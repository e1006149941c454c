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

/**
 * The names of a ReplicaSet's pods. Each depends on those before it in the same set, never on their number or on other
 * pods.
 */
export function replicaNames(master: number, namespace: string, replicaSet: string, count: number): readonly string[] {
  const names = new Set<string>();
  for (let i = 0; i < count; i += 1) {
    const stream = namedStream(master, 'pod', namespace, replicaSet, String(i));
    let name = `${replicaSet}-${safeLetters(stream, 5)}`;
    while (names.has(name)) name = `${replicaSet}-${safeLetters(stream, 5)}`;
    names.add(name);
  }
  return [...names];
}

/** The name of the pod that a controller puts in the place of a deleted one. */
export function successorName(master: number, namespace: string, replicaSet: string, deleted: string): string {
  return `${replicaSet}-${safeLetters(namedStream(master, 'successor', namespace, deleted), 5)}`;
}
