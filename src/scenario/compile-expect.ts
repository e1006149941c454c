import { formatDuration } from '../time/go-duration.js';
import { remarkOnReason } from './check-event-reason.js';
import { checkSubject } from './check-subject.js';
import type { Context } from './context.js';
import type { EventSubject, Expectation, Expected, Moment } from './expectation.js';
import { MAX_TRIES } from './limits.js';
import type { PodSource } from './pod-source.js';
import type { ExpectEntry } from './schema.js';
import { AT_FIELDS, RESTART_FIELDS, subjectOf } from './schema-expect.js';
import { positionAt } from './source.js';
import { spanOf, valueSpan } from './spans.js';
import { durationMs } from './values.js';

type Field = (typeof AT_FIELDS)[keyof typeof AT_FIELDS][number] | (typeof RESTART_FIELDS)[number];
type Written = NonNullable<ExpectEntry[Field]>;

const isDuration = (field: string): boolean => field === 'backoff' || field === 'delay';

const numberOf = (value: string | number | undefined): number | undefined =>
  typeof value === 'string' ? durationMs(value) : value;

function expectedOf(field: Field, value: Written): Expected {
  if (typeof value === 'object') {
    if ('type' in value)
      return { kind: 'condition', type: value.type, status: value.status ?? true, reason: value.reason };
    return { kind: 'range', min: numberOf(value.min), max: numberOf(value.max) };
  }
  if (field === 'condition') return { kind: 'condition', type: String(value), status: true, reason: undefined };
  return { kind: 'exact', value: isDuration(field) ? durationMs(String(value)) : value };
}

function checksOf<F extends Field>(
  fields: readonly F[],
  entry: ExpectEntry,
  { spans, report }: Context,
): readonly { readonly field: F; readonly expected: Expected }[] {
  return fields.flatMap((field) => {
    const written = entry[field] as Written | undefined;
    if (written === undefined) return [];
    const expected = expectedOf(field, written);
    if (expected.kind === 'range' && (expected.min ?? 0) > (expected.max ?? Number.POSITIVE_INFINITY)) {
      const message = `${field}: min is greater than max`;
      report(valueSpan(spans, entry, field), { code: 'contradiction', message });
    }
    return [{ field, expected }];
  });
}

/** The instant an entry is about; without one, the end. */
function instantOf(entry: ExpectEntry, { latestMs, spans, report }: Context): number {
  const { at } = entry;
  const atMs = at === undefined ? latestMs : durationMs(at);
  if (atMs > latestMs) {
    const message = `the run ends at ${formatDuration(latestMs)}, before ${at}`;
    report(valueSpan(spans, entry, 'at'), { code: 'after-the-end', message });
  }
  return atMs;
}

function momentOf(entry: ExpectEntry, context: Context): Moment {
  const { restart } = entry;
  if (restart !== undefined) return { kind: 'restart', restart, checks: checksOf(RESTART_FIELDS, entry, context) };
  return { kind: 'at', atMs: instantOf(entry, context), checks: checksOf(AT_FIELDS.pod, entry, context) };
}

/** Kinds that events are about, by the word kubectl prints. */
const EVENT_KINDS: Readonly<Record<string, EventSubject['kind']>> = {
  pod: 'Pod',
  job: 'Job',
  deployment: 'Deployment',
  replicaset: 'ReplicaSet',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
  cronjob: 'CronJob',
  node: 'Node',
};

function aboutOf(entry: ExpectEntry, { spans, report }: Context): EventSubject | undefined {
  const { pod, job, deployment, object } = entry;
  if (pod !== undefined) return { kind: 'Pod', name: pod };
  if (job !== undefined) return { kind: 'Job', name: job };
  if (deployment !== undefined) return { kind: 'Deployment', name: deployment };
  if (object === undefined) return undefined;
  const [word = '', name, ...rest] = object.split('/');
  const kind = EVENT_KINDS[word.toLowerCase()];
  if (kind !== undefined && name !== undefined && name !== '' && rest.length === 0) return { kind, name };
  const message = 'object must be a kind and a name such as node/node-1';
  const hint = `kinds: ${Object.keys(EVENT_KINDS).join(', ')}`;
  report(valueSpan(spans, entry, 'object'), { code: 'not-allowed', message, hint });
  return undefined;
}

const AT_LEAST_ONE: Expected = { kind: 'range', min: 1, max: undefined };

function expectationOf(entry: ExpectEntry, context: Context): Expectation {
  const { source, start } = spanOf(context.spans, entry);
  const place = { file: source.file, line: positionAt(source, start).line };
  const when = entry.at === undefined ? '' : ` at ${entry.at}`;
  switch (subjectOf(entry)) {
    case 'job': {
      const pattern = entry.job ?? '';
      const checks = checksOf(AT_FIELDS.job, entry, context);
      return { kind: 'job', ...place, text: `job ${pattern}${when}`, pattern, atMs: instantOf(entry, context), checks };
    }
    case 'deployment': {
      const pattern = entry.deployment ?? '';
      const checks = checksOf(AT_FIELDS.deployment, entry, context);
      const atMs = instantOf(entry, context);
      return { kind: 'deployment', ...place, text: `deployment ${pattern}${when}`, pattern, atMs, checks };
    }
    case 'service': {
      const pattern = entry.service ?? '';
      const checks = checksOf(AT_FIELDS.service, entry, context);
      const atMs = instantOf(entry, context);
      return { kind: 'service', ...place, text: `service ${pattern}${when}`, pattern, atMs, checks };
    }
    case 'event': {
      const { event: reason = '', type, message } = entry;
      const about = aboutOf(entry, context);
      const of = about === undefined ? '' : ` of ${about.kind.toLowerCase()} ${about.name}`;
      const [count] = checksOf(AT_FIELDS.event, entry, context);
      const text = `event ${reason}${of}${when}`;
      const atMs = instantOf(entry, context);
      return {
        kind: 'event',
        ...place,
        text,
        reason,
        type,
        about,
        message,
        atMs,
        count: count?.expected ?? AT_LEAST_ONE,
      };
    }
    default: {
      const podPattern = entry.pod ?? '';
      const container = entry.container === undefined ? '' : ` container ${entry.container}`;
      const text = `pod ${podPattern}${container}${entry.restart === undefined ? when : ` restart ${entry.restart}`}`;
      const moment = momentOf(entry, context);
      return { kind: 'pod', ...place, text, podPattern, containerPattern: entry.container, moment };
    }
  }
}

/**
 * The scenario's own tests.
 *
 * @param services the names of all there are
 */
export function compileExpectations(
  sources: readonly PodSource[],
  services: readonly string[],
  context: Context,
): readonly Expectation[] {
  const entries = context.document.spec.expect ?? [];
  return entries.map((entry) => {
    remarkOnReason(entry, context);
    if (sources.length * entries.length <= MAX_TRIES) checkSubject(entry, { sources, services }, context);
    return expectationOf(entry, context);
  });
}
