import { stringify } from 'yaml';
import type { ApiObject } from '../report/kubectl/api-object.js';
import { type CustomColumn, customColumns, customTable } from '../report/kubectl/custom-columns.js';
import { type Kind, qualifiedName } from '../report/kubectl/kinds.js';
import { canonicalJson } from '../scenario/canonical-json.js';
import { UsageError } from './io.js';

/** An object and the kind it was asked for as. */
export interface Found {
  readonly kind: Kind;
  readonly object: ApiObject;
}

/** How `-o` says that objects are told. */
export type ObjectFormat = { readonly how: 'table' } | { readonly how: 'wide' } | ObjectText;

/** A format that is no table of ours. */
export type ObjectText =
  | { readonly how: 'json' | 'yaml' | 'name' }
  | { readonly how: 'custom-columns'; readonly columns: readonly CustomColumn[] };

/** As kubectl writes it: lists not indented, and texts that look like times or truth values in quotes. */
const YAML = { indentSeq: false, aliasDuplicateObjects: false, schema: 'yaml-1.1' } as const;

const CUSTOM = 'custom-columns=';
const PLAIN = ['wide', 'json', 'yaml', 'name'] as const;

/** Reads the value of `-o`. @throws {UsageError} */
export function objectFormat(output: string | undefined): ObjectFormat {
  if (output === undefined || output === '') return { how: 'table' };
  const how = PLAIN.find((name) => name === output);
  if (how !== undefined) return { how };
  if (output.startsWith(CUSTOM)) {
    const columns = customColumns(output.slice(CUSTOM.length));
    if (columns !== undefined) return { how: 'custom-columns', columns };
    throw new UsageError(`-o ${output}: not columns\nhint: -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName`);
  }
  const way = output.startsWith('jsonpath') ? 'pipe -o json into jq, or use -o custom-columns=NAME:PATH' : 'see --help';
  throw new UsageError(`-o ${output} is not one of ${PLAIN.join(', ')}, custom-columns=…\nhint: ${way}`);
}

/** Objects as text, in any format but tables. @param form `single`: one object was asked for by its name */
export function objectsText(
  format: ObjectText,
  found: readonly Found[],
  form: 'list' | 'single',
  head: 'titled' | 'bare',
): string {
  const objects = found.map(({ object }) => object);
  switch (format.how) {
    case 'name':
      return found.map(({ kind, object }) => `${qualifiedName(kind)}/${object.metadata?.name}\n`).join('');
    case 'custom-columns':
      return customTable(format.columns, objects, head);
    case 'json':
      return `${JSON.stringify(sorted(answerOf(objects, form)), undefined, 4)}\n`;
    case 'yaml':
      return stringify(sorted(answerOf(objects, form)), YAML);
  }
}

function answerOf(objects: readonly ApiObject[], form: 'list' | 'single'): unknown {
  if (form === 'single') return objects[0];
  return { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
}

/** With its keys in order, as kubectl writes objects. */
function sorted(value: unknown): unknown {
  return JSON.parse(canonicalJson(value));
}
