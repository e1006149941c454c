import { objectsAt } from '../../objects/cluster-objects.js';
import type { ApiObject } from '../../report/kubectl/api-object.js';
import { type ObjectPath, objectPath } from '../../report/kubectl/object-path.js';
import { objectsOfKind, selectionTest } from '../../report/kubectl/select-objects.js';
import { sortObjects } from '../../report/kubectl/sort-objects.js';
import { askedTimingOf, clusterFlags, namespaceOf, simulateCluster, watchFlags } from '../cluster.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type GetOptions, printChanges, printFound, tellMissing } from '../get-output.js';
import { UsageError } from '../io.js';
import { objectFormat } from '../object-formats.js';
import { inOrderAsked, resourceRequests } from '../resource-request.js';

/** kubectl get, on a simulated cluster. */
export const getCommand = command({
  options: (yargs) =>
    watchFlags(
      clusterFlags(
        yargs.positional('resources', {
          type: 'string',
          array: true,
          demandOption: true,
          describe: 'as for kubectl: pods, pods web-0, pods,events, deploy/web, all',
        }),
      ),
    )
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: 'wide, json, yaml, name, custom-columns=NAME:.metadata.name,… or jsonpath=TEMPLATE',
      })
      .option('for', { type: 'string', requiresArg: true, describe: 'with -w: for this long' })
      .option('selector', {
        alias: 'l',
        type: 'string',
        requiresArg: true,
        default: '',
        describe: 'by labels: app=web,tier!=db,env in (a,b)',
      })
      .option('field-selector', {
        type: 'string',
        requiresArg: true,
        default: '',
        describe: 'by fields: status.phase=Running',
      })
      .option('sort-by', { type: 'string', requiresArg: true, describe: 'a field, such as .lastTimestamp' })
      .option('headers', { type: 'boolean', default: true, describe: '--no-headers leaves them out' })
      .option('show-labels', { type: 'boolean', default: false, describe: 'labels in the last column' })
      .example('$0 pods -f scenarios/needs-database.yaml --at 9m', 'the pods after nine minutes')
      .example('$0 pods -w -f scenarios/exits-immediately.yaml --for 3m', 'every change of the first three minutes')
      .example('$0 all -f scenarios/shop.yaml --at 42m', 'everything that runs')
      .example('$0 events -f scenarios/image-not-found.yaml --at 5m --sort-by .lastTimestamp', 'what was said')
      .example('$0 pods -f scenarios/shop.yaml --at 42m -l app=adservice -o yaml', 'an object as the API serves it'),
  work: async (args, io) => {
    const format = objectFormat(args.output);
    const path = pathOf(args['sort-by']);
    const namespace = namespaceOf(args);
    const selection = { namespace, labels: args.selector, fields: args['field-selector'] };
    const wanted = resourceRequests(args.resources).map(({ kind, names }) => {
      return { kind, names, test: selectionTest(kind, { ...selection, names }) };
    });
    if (args.watch && wanted.length > 1) throw new UsageError('you may only specify a single resource type with -w');
    const cluster = await simulateCluster(args, io, askedTimingOf(args));
    if (cluster === undefined) return EXIT.interrupted;
    const objects = objectsAt(cluster.plan, cluster.trace, cluster.atMs);
    const found = wanted.map((each) => ({
      ...each,
      items: sorted(inOrderAsked(objectsOfKind(objects, each.kind).filter(each.test), each), path),
    }));
    const version = cluster.plan.kubelet.versionName;
    const options: GetOptions = { format, version, headers: args.headers, labels: args['show-labels'], namespace };
    const [first] = found;
    if (args.watch && first !== undefined) {
      printChanges(first, cluster, options, io);
      return EXIT.good;
    }
    const missing = tellMissing(found, io);
    printFound(found, cluster, options, io);
    return missing > 0 ? EXIT.expectationFailed : EXIT.good;
  },
});

function pathOf(text: string | undefined): ObjectPath | undefined {
  const path = text === undefined ? undefined : objectPath(text);
  if (text === undefined || path !== undefined) return path;
  throw new UsageError(`--sort-by ${text}: not a path\nhint: --sort-by .metadata.creationTimestamp`);
}

function sorted(items: readonly ApiObject[], path: ObjectPath | undefined): readonly ApiObject[] {
  const inOrder = path === undefined ? items : sortObjects(items, path);
  if (inOrder !== undefined) return inOrder;
  throw new UsageError(`couldn't find any field with path "${path?.text}" in the list of objects`);
}
