import { stringify } from 'yaml';
import type { ApiObject } from '../report/kubectl/api-object.js';
import { type CustomColumn, customColumns, customTable } from '../report/kubectl/custom-columns.js';
import { jsonPathText } from '../report/kubectl/jsonpath.js';
import { JsonPathError, type Part, parseJsonPath } from '../report/kubectl/jsonpath-template.js';
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
  | { readonly how: 'custom-columns'; readonly columns: readonly CustomColumn[] }
  | {
      readonly how: 'jsonpath';
      readonly template: string;
      readonly parts: readonly Part[];
      readonly as: 'text' | 'json';
    };

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
  const [isJsonPath, asJson, template] = JSONPATH.exec(output) ?? [];
  if (isJsonPath !== undefined && (template ?? '') === '') {
    throw new UsageError(`-o ${output}: template format specified but no template given\nhint: ${JSONPATH_WAY}`);
  }
  if (template !== undefined) return jsonPathFormat(template, asJson === undefined ? 'text' : 'json');
  throw new UsageError(
    `-o ${output} is not one of ${PLAIN.join(', ')}, custom-columns=…, jsonpath=…, jsonpath-as-json=…\nhint: see --help`,
  );
}

const JSONPATH = /^jsonpath(-as-json)?(?:=(.*))?$/s;

function jsonPathFormat(template: string, as: 'text' | 'json'): ObjectText {
  try {
    return { how: 'jsonpath', template, parts: parseJsonPath(template), as };
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new UsageError(`error parsing jsonpath ${template}, ${error.message}\nhint: ${JSONPATH_WAY}`);
  }
}

const JSONPATH_WAY = '-o jsonpath=\'{range .items[*]}{.metadata.name}{"\\n"}{end}\'';

/**
 * Reads the value of `-o` as `kubectl events` takes it, which knows no columns; undefined is its table.
 *
 * @throws {UsageError}
 */
export function eventFormat(output: string | undefined): ObjectText | undefined {
  const format = objectFormat(output);
  if (format.how === 'table') return undefined;
  if (format.how !== 'wide' && format.how !== 'custom-columns') return format;
  throw new UsageError(
    `-o ${output} is not one of json, yaml, name, jsonpath=…, jsonpath-as-json=…\nhint: crashloop get events knows it`,
  );
}

/**
 * Objects as text, in any format but tables.
 *
 * @param form `single`: one object was asked for by its name; `event-list`: as `kubectl events` lists them
 */
export function objectsText(format: ObjectText, found: readonly Found[], form: Form, head: 'titled' | 'bare'): string {
  const objects = found.map(({ object }) => object);
  switch (format.how) {
    case 'name':
      return found.map(({ kind, object }) => `${qualifiedName(kind)}/${object.metadata?.name}\n`).join('');
    case 'custom-columns':
      return customTable(format.columns, objects, head);
    case 'jsonpath':
      return jsonPathOf(format, sorted(answerOf(objects, form)));
    case 'json':
      return `${JSON.stringify(sorted(answerOf(objects, form)), undefined, 4)}\n`;
    case 'yaml':
      return stringify(sorted(answerOf(objects, form)), YAML);
  }
}

function jsonPathOf({ template, parts, as }: Extract<ObjectText, { how: 'jsonpath' }>, object: unknown): string {
  try {
    return jsonPathText(parts, object, as);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new UsageError(`error executing jsonpath ${JSON.stringify(template)}: ${error.message}`);
  }
}

type Form = 'list' | 'single' | 'event-list';

function answerOf(objects: readonly ApiObject[], form: Form): unknown {
  if (form === 'single') return objects[0];
  if (form === 'event-list') return { apiVersion: 'v1', items: objects, kind: 'EventList', metadata: {} };
  return { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } };
}

/** With its keys in order, as kubectl writes objects. */
function sorted(value: unknown): unknown {
  return JSON.parse(canonicalJson(value));
}
