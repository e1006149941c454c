import type { ServerVersion } from '../analysis/pod-row.js';
import { calendarMs } from '../objects/times.js';
import type { ApiObject } from '../report/kubectl/api-object.js';
import { type Kind, qualifiedName, qualifiedResource } from '../report/kubectl/kinds.js';
import { type TableOptions, TablePrinter } from '../report/kubectl/print-table.js';
import type { Test } from '../report/kubectl/select-objects.js';
import { selectedChanges, watchKind } from '../report/kubectl/watch-kind.js';
import type { Cluster } from './cluster.js';
import type { Io } from './io.js';
import { type ObjectFormat, objectsText } from './object-formats.js';

/** How what was found is told. */
export interface GetOptions {
  readonly format: ObjectFormat;
  readonly version: ServerVersion;
  readonly headers: boolean;
  readonly labels: boolean;
  /** Undefined: all. */
  readonly namespace: string | undefined;
}

/** What was found of one kind, in the order asked for. */
export interface FoundKind {
  readonly kind: Kind;
  /** Undefined: all were asked for. */
  readonly names: readonly string[] | undefined;
  readonly items: readonly ApiObject[];
}

/** Tells of names that nothing has. @returns how many those are */
export function tellMissing(found: readonly FoundKind[], io: Io): number {
  const missing = found.flatMap(({ kind, names, items }) => {
    const there = new Set(items.map(({ metadata }) => metadata?.name));
    return (names ?? []).filter((name) => !there.has(name)).map((name) => [qualifiedResource(kind), name] as const);
  });
  for (const [resource, name] of missing) {
    io.stderr(`Error from server (NotFound): ${resource} ${JSON.stringify(name)} not found\n`);
  }
  return missing.length;
}

/** Prints lists as kubectl does: one table a kind, or one list of all objects. */
export function printFound(found: readonly FoundKind[], cluster: Cluster, options: GetOptions, io: Io): void {
  const { format, headers } = options;
  const lists = found.filter(({ items }) => items.length > 0);
  if (format.how !== 'table' && format.how !== 'wide') {
    const isSingle = found.length === 1 && found[0]?.names?.length === 1;
    if (isSingle && lists.length === 0) return;
    const objects = lists.flatMap(({ kind, items }) => items.map((object) => ({ kind, object })));
    io.stdout(objectsText(format, objects, isSingle ? 'single' : 'list', headers ? 'titled' : 'bare'));
    return;
  }
  const tables = lists.map(({ kind, items }) => {
    const prefix = found.length > 1 ? `${qualifiedName(kind)}/` : '';
    return printerOf(kind, options, prefix).print(items, calendarMs(cluster.atMs));
  });
  io.stdout(tables.join('\n'));
  if (lists.length === 0 && found.every(({ names }) => names === undefined)) {
    const isNamespaced = found.some(({ kind }) => kind.isNamespaced);
    tellNothing('No resources found', isNamespaced ? options.namespace : undefined, cluster, io);
  }
}

/** kubectl's words for an empty list, and where to look when only the namespace is another one. */
export function tellNothing(what: string, namespace: string | undefined, { plan }: Cluster, io: Io): void {
  io.stderr(namespace === undefined ? `${what}\n` : `${what} in ${namespace} namespace.\n`);
  const others = new Set([...plan.pods, ...plan.workloads].map((each) => each.namespace));
  if (namespace === undefined || others.has(namespace) || others.size === 0) return;
  io.stderr(`hint: this cluster uses the namespace ${[...others].join(', ')}: -n ${[...others][0]}, or -A\n`);
}

/** Prints a list and then each change of it, as `kubectl get -w` does. */
export function printChanges(
  found: FoundKind & { readonly test: Test },
  cluster: Cluster,
  options: GetOptions,
  io: Io,
): void {
  const { kind, items, test } = found;
  const { plan, trace, atMs, untilMs } = cluster;
  const print = changePrinter(kind, options);
  io.stdout(print(items, calendarMs(Math.max(0, atMs))));
  const tell = selectedChanges(test, items, ({ object, atMs: nowMs }) => io.stdout(print([object], calendarMs(nowMs))));
  watchKind(kind, { plan, trace, afterMs: atMs, untilMs }, tell);
}

/** Text for some objects at a time, in the format asked for. */
function changePrinter(kind: Kind, options: GetOptions): (items: readonly ApiObject[], nowMs: number) => string {
  const { format, headers } = options;
  if (format.how === 'table' || format.how === 'wide') {
    const printer = printerOf(kind, options, '');
    return (items, nowMs) => printer.print(items, nowMs);
  }
  let isFirst = true;
  return (items) => {
    const texts = items.map((object) => {
      const head = isFirst && headers ? 'titled' : 'bare';
      const between = !isFirst && format.how === 'yaml' ? '---\n' : '';
      isFirst = false;
      return between + objectsText(format, [{ kind, object }], 'single', head);
    });
    return texts.join('');
  };
}

function printerOf(kind: Kind, options: GetOptions, prefix: string): TablePrinter<ApiObject> {
  const table: TableOptions = {
    wide: options.format.how === 'wide',
    namespaces: kind.isNamespaced && options.namespace === undefined,
    headers: options.headers,
    labels: options.labels,
    prefix,
  };
  return new TablePrinter(kind.table(options.version), table);
}
