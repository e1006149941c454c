import type { Event } from 'kubernetes-types/core/v1.js';
import { objectsAt } from '../../objects/cluster-objects.js';
import { calendarMs } from '../../objects/times.js';
import { watchEvents } from '../../objects/watch.js';
import { byLastSeen, EventPrinter } from '../../report/kubectl/event-lines.js';
import { findKind } from '../../report/kubectl/kinds.js';
import { askedTimingOf, type Cluster, clusterFlags, namespaceOf, simulateCluster, watchFlags } from '../cluster.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { tellNothing } from '../get-output.js';
import { type Io, UsageError } from '../io.js';
import { eventFormat, type ObjectText, objectsText } from '../object-formats.js';
import { resourceRequests } from '../resource-request.js';

/** kubectl events, on a simulated cluster. */
export const eventsCommand = command({
  options: (yargs) =>
    watchFlags(clusterFlags(yargs))
      .option('for', { type: 'string', requiresArg: true, describe: 'about one object only, such as pod/web-0' })
      .option('types', { type: 'string', requiresArg: true, describe: 'Normal, Warning, or both' })
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: 'json, yaml, name, or jsonpath=TEMPLATE; a table unless given',
      })
      .option('headers', { type: 'boolean', default: true, describe: '--no-headers leaves them out' })
      .example('$0 -f scenarios/image-not-found.yaml --at 5m', 'after five minutes')
      .example('$0 -f scenarios/shop.yaml --at 42m --types Warning', 'what went wrong')
      .example('$0 -f scenarios/exits-immediately.yaml --for pod/hello -w --until 2m', 'every event as it is written'),
  work: async (args, io) => {
    const namespace = namespaceOf(args);
    const tests = [
      (event: Event) => namespace === undefined || event.metadata.namespace === namespace,
      typeTest(args.types),
      objectTest(args.for),
    ];
    const isWanted = (event: Event): boolean => tests.every((test) => test(event));
    const format = eventFormat(args.output);
    const { at, until, watch } = args;
    const cluster = await simulateCluster(args, io, askedTimingOf({ at, until, watch }));
    if (cluster === undefined) return EXIT.interrupted;
    const told = teller(format, { namespaces: namespace === undefined, headers: args.headers });
    const events = objectsAt(cluster.plan, cluster.trace, cluster.atMs).events.filter(isWanted);
    if (args.watch) printWatch(events, isWanted, cluster, told, io);
    else if (events.length > 0) io.stdout(told.list(byLastSeen(events), calendarMs(cluster.atMs)));
    else tellNothing('No events found', namespace, cluster, io);
    return EXIT.good;
  },
});

/** Text for events: as one list, or one after the other as a watch tells them. */
interface Teller {
  readonly list: (events: readonly Event[], nowMs: number) => string;
  readonly each: (events: readonly Event[], nowMs: number) => string;
}

function teller(format: ObjectText | undefined, options: ConstructorParameters<typeof EventPrinter>[0]): Teller {
  if (format === undefined) {
    const printer = new EventPrinter(options);
    const print: Teller['list'] = (events, nowMs) => printer.print(events, nowMs);
    return { list: print, each: print };
  }
  let isFirst = true;
  const kind = findKind('events');
  if (kind === undefined) throw new Error('events are no kind');
  const found = (events: readonly Event[]) => events.map((object) => ({ kind, object }));
  return {
    list: (events) => objectsText(format, found(events), 'event-list', 'bare'),
    each: (events) => {
      const texts = found(events).map((one) => {
        const between = isFirst || format.how !== 'yaml' ? '' : '---\n';
        isFirst = false;
        return between + objectsText(format, [one], 'single', 'bare');
      });
      return texts.join('');
    },
  };
}

function printWatch(
  events: readonly Event[],
  isWanted: (event: Event) => boolean,
  { plan, trace, atMs, untilMs }: Cluster,
  told: Teller,
  io: Io,
): void {
  if (events.length > 0) io.stdout(told.each(events, calendarMs(atMs)));
  watchEvents({ plan, trace, afterMs: atMs, untilMs }, ({ object, atMs: nowMs }) => {
    if (isWanted(object)) io.stdout(told.each([object], calendarMs(nowMs)));
  });
}

const TYPES = ['Normal', 'Warning'];

function typeTest(written: string | undefined): (event: Event) => boolean {
  if (written === undefined) return () => true;
  const types = written
    .split(',')
    .map((type) => TYPES.find((known) => known.toLowerCase() === type.trim().toLowerCase()));
  if (types.includes(undefined)) throw new UsageError(`--types ${written}: valid --types are Normal or Warning`);
  return ({ type }) => types.includes(type);
}

function objectTest(written: string | undefined): (event: Event) => boolean {
  if (written === undefined) return () => true;
  if (!/^[^/]+\/[^/]+$/.test(written)) {
    throw new UsageError(
      `--for ${written}: --for must be in resource/name form\nhint: --for pod/web-0; --until says how long to watch`,
    );
  }
  const requests = resourceRequests([written]);
  return ({ involvedObject: { kind, name = '' } }) =>
    requests.some((request) => request.kind.kind === kind && request.names?.includes(name) === true);
}
