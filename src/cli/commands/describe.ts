import { objectsAt } from '../../objects/cluster-objects.js';
import { calendarMs } from '../../objects/times.js';
import { describeObject, isDescribed } from '../../report/describe/describe-object.js';
import type { ApiObject } from '../../report/kubectl/api-object.js';
import { objectsOfKind, selectionTest } from '../../report/kubectl/select-objects.js';
import { clusterFlags, namespaceOf, type PlaceFlags, placeFlags, simulateCluster, timingOf } from '../cluster.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { tellMissing, tellNothing } from '../get-output.js';
import { UsageError } from '../io.js';
import { inOrderAsked, type ResourceRequest, resourceRequests } from '../resource-request.js';

/** kubectl describe, on a simulated cluster. */
export const describeCommand = command({
  options: (yargs) =>
    placeFlags(
      clusterFlags(
        yargs.positional('resources', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'as for kubectl: pods, pod web-0, deploy/web, or the beginning of a name',
        }),
      ),
    )
      .option('selector', { alias: 'l', type: 'string', requiresArg: true, default: '', describe: 'by labels' })
      .option('show-events', { type: 'boolean', default: true, describe: 'the events about each object, at its end' })
      .example('$0 pod hello -f scenarios/exits-immediately.yaml --at 9m', 'a crash-looping pod after nine minutes')
      .example('$0 deploy/web -f scenarios/needs-database.yaml --at 5m', 'a Deployment that waits for its database')
      .example('$0 nodes -f scenarios/shop.yaml --at 10m --show-events=false', 'what runs on each node'),
  work: async (args, io) => {
    const requests = checked(resourceRequests(args.resources), args);
    const selection = { namespace: namespaceOf(args), labels: args.selector, fields: '' };
    const wanted = requests.map((request) => {
      const anyName = selectionTest(request.kind, { ...selection, names: undefined });
      return { ...request, test: selectionTest(request.kind, { ...selection, names: request.names }), anyName };
    });
    const cluster = await simulateCluster(args, io, timingOf(args));
    if (cluster === undefined) return EXIT.interrupted;
    const objects = objectsAt(cluster.plan, cluster.trace, cluster.atMs);
    const events = args['show-events'] ? ('shown' as const) : ('left-out' as const);
    const page = (object: ApiObject): string =>
      describeObject(object, { objects, events, nowMs: calendarMs(cluster.atMs) }) ?? '';
    const found = wanted.map((each) => ({
      ...each,
      items: inOrderAsked(objectsOfKind(objects, each.kind).filter(each.test), each),
    }));
    const [only] = found;
    const begins = args.resources.length === 2 && found.length === 1 && only?.items.length === 0 ? only : undefined;
    const likely =
      begins === undefined ? [] : beginningWith(objectsOfKind(objects, begins.kind).filter(begins.anyName), begins);
    for (const object of likely) io.stdout(`${page(object)}\n`);
    if (likely.length > 0) return EXIT.good;
    io.stdout(found.flatMap(({ items }) => items.map(page)).join('\n\n'));
    if (tellMissing(found, io) > 0) return EXIT.expectationFailed;
    if (found.every(({ items }) => items.length === 0)) {
      tellNothing('No resources found', selection.namespace, cluster, io);
    }
    return EXIT.good;
  },
});

/** @throws {UsageError} */
function checked(
  requests: readonly ResourceRequest[],
  { selector, 'all-namespaces': everywhere }: PlaceFlags & { readonly selector: string },
): readonly ResourceRequest[] {
  const isNamed = requests.some(({ names }) => names !== undefined);
  if (isNamed && selector !== '') throw new UsageError('name cannot be provided when a selector is specified');
  if (isNamed && everywhere) throw new UsageError('a resource cannot be retrieved by name across all namespaces');
  const odd = requests.find(({ kind }) => !isDescribed(kind.kind));
  if (odd === undefined) return requests;
  const { resource } = odd.kind;
  throw new UsageError(`there is no page about ${resource}\nhint: crashloop get ${resource} lists them`);
}

/** When nothing has just this name, what has a name that begins so. @source kubectl pkg/cmd/describe DescribeMatchingResources */
function beginningWith(items: readonly ApiObject[], { names = [] }: ResourceRequest): readonly ApiObject[] {
  return items.filter(({ metadata }) => names.some((name) => metadata?.name?.startsWith(name)));
}
