import { issueLog } from '../scenario/issue-log.js';
import { readDocuments } from '../scenario/read-yaml.js';
import { sourceOf } from '../scenario/source.js';
import { treeReader } from '../scenario/tree.js';
import { parseTimestamp } from '../time/timestamp.js';
import type { PodEvidence } from './evidence.js';
import { type Fields, mapOf, textOf } from './fields.js';
import { podFromObject } from './pod-from-object.js';

/** What objects in a text tell. */
export interface ToldObjects {
  readonly pods: readonly PodEvidence[];
  readonly newestMs: number | undefined;
  readonly versions: ReadonlyMap<string, string>;
  readonly damage: readonly string[];
}

/** Reads JSON or YAML, one document or several; what is cut or broken is read as far as it goes. */
export function readObjects(text: string): ToldObjects {
  const { values, damage } = valuesOf(text);
  const objects = values.flatMap((value) => objectsIn(value, 0));
  const versions = new Map<string, string>();
  for (const object of objects) {
    const minor = /^v(1\.\d+)\./.exec(String(mapOf(mapOf(object.status).nodeInfo).kubeletVersion))?.[1];
    const name = textOf(mapOf(object.metadata).name);
    if (object.kind === 'Node' && minor !== undefined && name !== undefined) versions.set(name, minor);
  }
  const pods = objects.filter(isPod);
  const stamps = pods.flatMap((pod) => stampsIn([mapOf(pod.metadata), pod.status], 0));
  return {
    pods: pods.map(podFromObject),
    newestMs: stamps.length === 0 ? undefined : stamps.reduce((newest, stamp) => Math.max(newest, stamp)),
    versions,
    damage,
  };
}

function valuesOf(text: string): { readonly values: readonly unknown[]; readonly damage: readonly string[] } {
  const json = jsonIn(text);
  if (json !== undefined) return { values: json, damage: [] };
  const source = sourceOf('', text);
  const log = issueLog();
  const spans = new Map();
  const values = readDocuments(source, log.report).map(({ root }) => treeReader(source, spans, log.report)(root));
  const [first] = log.issues;
  return { values, damage: first === undefined ? [] : [`line ${first.line}: ${first.message}`] };
}

/** One JSON document, or several on end as a watch prints them. */
function jsonIn(text: string): readonly unknown[] | undefined {
  const start = text.search(/\S/);
  if (start === -1 || !'{['.includes(text.charAt(start))) return undefined;
  for (const pieces of [[text], text.split(/(?<=^\})\s*\n(?=\{)/m), text.trim().split('\n')]) {
    try {
      return pieces.map((piece): unknown => JSON.parse(piece));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}

const DEEPEST = 8;

/** The objects of a list, and of lists in lists; a watch wraps each in what happened to it. */
function objectsIn(value: unknown, depth: number): readonly Fields[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item) => objectsIn(item, depth + 1));
  const object = mapOf(value);
  if (Array.isArray(object.items)) return object.items.flatMap((item) => objectsIn(item, depth + 1));
  if (object.type !== undefined && object.object !== undefined) return objectsIn(object.object, depth + 1);
  return [object];
}

function isPod(object: Fields): boolean {
  if (object.kind !== undefined && object.kind !== 'Pod') return false;
  const status = mapOf(object.status);
  return object.kind === 'Pod' || 'containerStatuses' in status || 'initContainerStatuses' in status;
}

/** All times in it, but for the end of a grace period, which may lie ahead. */
function stampsIn(value: unknown, depth: number): readonly number[] {
  if (typeof value === 'string') {
    const atMs = parseTimestamp(value);
    return atMs === undefined ? [] : [atMs];
  }
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item) => stampsIn(item, depth + 1));
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'annotations' || key === 'labels' || key === 'deletionTimestamp' ? [] : stampsIn(part, depth + 1),
  );
}
