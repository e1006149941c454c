import type { Event, Node, Pod } from 'kubernetes-types/core/v1.js';
import { SelectorError } from './label-selector.js';

/** The fields of an object that a selector may name, by their paths. */
export type Fields<Item> = Readonly<Record<string, (item: Item) => string | undefined>>;

interface Named {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** What every kind can be selected by. */
export const NAME_FIELDS: Fields<Named> = {
  'metadata.name': ({ metadata }) => metadata?.name,
  'metadata.namespace': ({ metadata }) => metadata?.namespace,
};

/** @source pkg/apis/core/v1/conversion.go, pkg/registry/core/pod/strategy.go */
export const POD_FIELDS: Fields<Pod> = {
  ...NAME_FIELDS,
  'spec.nodeName': ({ spec }) => spec?.nodeName,
  'spec.restartPolicy': ({ spec }) => spec?.restartPolicy,
  'spec.schedulerName': ({ spec }) => spec?.schedulerName,
  'spec.serviceAccountName': ({ spec }) => spec?.serviceAccountName,
  'spec.hostNetwork': ({ spec }) => String(spec?.hostNetwork ?? false),
  'status.phase': ({ status }) => status?.phase,
  'status.podIP': ({ status }) => status?.podIP,
  'status.podIPs': ({ status }) => status?.podIP,
  'status.nominatedNodeName': ({ status }) => status?.nominatedNodeName,
};

/** @source pkg/registry/core/event/strategy.go */
export const EVENT_FIELDS: Fields<Event> = {
  ...NAME_FIELDS,
  'involvedObject.kind': ({ involvedObject }) => involvedObject.kind,
  'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace,
  'involvedObject.name': ({ involvedObject }) => involvedObject.name,
  'involvedObject.uid': ({ involvedObject }) => involvedObject.uid,
  'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion,
  'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion,
  'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath,
  reason: ({ reason }) => reason,
  reportingComponent: ({ reportingComponent }) => reportingComponent,
  source: ({ source, reportingComponent }) => source?.component || reportingComponent,
  type: ({ type }) => type,
};

export const NODE_FIELDS: Fields<Node> = {
  'metadata.name': ({ metadata }) => metadata?.name,
  'spec.unschedulable': ({ spec }) => String(spec?.unschedulable ?? false),
};

const TERM = /^((?:[^=!\\]|\\.)*)(==|!=|=)(.*)$/;

/**
 * Reads a field selector: `status.phase=Running,spec.nodeName!=node-1`; all must hold.
 *
 * @throws {SelectorError}
 */
export function fieldSelector<Item>(text: string, fields: Fields<Item>): (item: Item) => boolean {
  const terms = text
    .split(/(?<!\\),/)
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .map((term) => termOf(term, fields));
  return (item) => terms.every((test) => test(item));
}

function termOf<Item>(term: string, fields: Fields<Item>): (item: Item) => boolean {
  const match = TERM.exec(term);
  if (match === null) throw new SelectorError(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, path = '', operator, written = ''] = match;
  const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
  if (field === undefined) {
    const known = Object.keys(fields).join(', ');
    throw new SelectorError(`field label not supported: ${path}\nhint: fields that can be selected: ${known}`);
  }
  const value = written.replace(/\\(.)/g, '$1');
  return (item) => ((field(item) ?? '') === value) === (operator !== '!=');
}
