import type { ApiObject } from '../report/kubectl/api-object.js';
import { findKind, KINDS, type Kind } from '../report/kubectl/kinds.js';
import { suggestion } from '../scenario/nearest.js';
import { UsageError } from './io.js';

/** The objects of one kind that a command line asks for. */
export interface ResourceRequest {
  readonly kind: Kind;
  /** Undefined: all of them. */
  readonly names: readonly string[] | undefined;
}

/**
 * Reads what follows `get`: `pods`, `pods web-0 web-1`, `pods,svc`, `all`, `pod/web-0 deploy/web`.
 *
 * @throws {UsageError} for a type nobody knows
 */
export function resourceRequests(words: readonly string[]): readonly ResourceRequest[] {
  const [types = '', ...names] = words;
  const file = words.find((word) => /\.ya?ml$/.test(word));
  if (file !== undefined)
    throw new UsageError(`${file} is a file, not a resource\nhint: give the scenario with -f ${file}`);
  if (types.includes('/')) return slashed(words);
  const mixed = names.find((name) => name.includes('/'));
  if (mixed !== undefined) {
    const message = `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form`;
    throw new UsageError(`${message}\nhint: write ${mixed} alone`);
  }
  const kinds = types.split(',').flatMap(kindsOf);
  return [...new Set(kinds)].map((kind) => ({ kind, names: names.length === 0 ? undefined : names }));
}

/** Objects in the order of a list, or where they were named in the order of the names: each is a request of its own. */
export function inOrderAsked(items: readonly ApiObject[], { names }: ResourceRequest): readonly ApiObject[] {
  return names === undefined ? items : names.flatMap((name) => items.filter(({ metadata }) => metadata?.name === name));
}

function slashed(words: readonly string[]): readonly ResourceRequest[] {
  const names = new Map<Kind, string[]>();
  for (const word of words) {
    const [type = '', name = '', ...more] = word.split('/');
    if (name === '' || more.length > 0) {
      throw new UsageError(`arguments in resource/name form must have a single resource and name, not ${word}`);
    }
    for (const kind of kindsOf(type)) names.set(kind, [...(names.get(kind) ?? []), name]);
  }
  return [...names].map(([kind, own]) => ({ kind, names: own }));
}

function kindsOf(type: string): readonly Kind[] {
  if (type === 'all') return KINDS.filter(({ isInAll }) => isInAll);
  const kind = findKind(type);
  if (kind !== undefined) return [kind];
  const known = [...KINDS.map(({ resource }) => resource), 'all'];
  const hint = suggestion(type, known, `types: ${known.join(', ')}`);
  throw new UsageError(`the server doesn't have a resource type "${type}"\nhint: ${hint}`);
}
