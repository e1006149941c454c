import * as z from 'zod/mini';
import { PHASES, WHYS } from '../trace/vocabulary.js';
import { atLeastOne, duration, either, filledText, pattern, rarely, say, strict, text, whole } from './schema-parts.js';

const MOST = Number.MAX_SAFE_INTEGER;

function numberOrRange(description: string) {
  const number = () => whole(description, 0, MOST);
  const bounds = strict('A range, both ends included.', { min: rarely(number), max: rarely(() => number()) });
  return either('a whole number or {min, max}', number(), bounds.check(...atLeastOne('min', 'max')));
}

function durationOrRange(description: string) {
  const part = () => rarely(() => duration(description));
  const bounds = strict('A range, both ends included.', { min: part(), max: part() }).check(
    ...atLeastOne('min', 'max'),
  );
  return either('a duration or {min, max}', duration(description), bounds);
}

function conditionSchema() {
  const whole = strict('A condition of the object.', {
    type: filledText('Its type, such as Ready.'),
    status: rarely(() => z.boolean().register(z.globalRegistry, { description: 'true unless given.' })),
    reason: rarely(() => text('Its reason.')),
  });
  return either(
    'the type of a condition that is true, or a map such as {type: Ready, status: false}',
    filledText('The type of a condition that is true.'),
    whole,
  );
}

/** What may be said of each kind of subject at an instant. */
export const AT_FIELDS = {
  pod: ['restarts', 'status', 'phase', 'reason', 'ready', 'condition', 'count'],
  job: ['status', 'condition', 'active', 'succeeded', 'failed', 'completedIndexes', 'failedIndexes'],
  deployment: ['condition', 'replicas', 'ready', 'available', 'updated'],
  service: ['ready'],
  event: ['count'],
} as const;
/** What may be said of one restart of a pod's container. */
export const RESTART_FIELDS = ['backoff', 'delay', 'why'] as const;
/** What narrows a subject down. */
const QUALIFIERS = {
  pod: ['container'],
  job: [],
  deployment: [],
  service: [],
  event: ['pod', 'job', 'deployment', 'object', 'type', 'message'],
};

const NOUNS = { pod: 'a pod', job: 'a Job', deployment: 'a Deployment', service: 'a Service', event: 'an event' };

export type SubjectKind = keyof typeof AT_FIELDS;

type Entry = { readonly [key: string]: unknown };

/** What an entry is about: an event may name the object it is about, which is no second subject. */
export function subjectOf(entry: object): SubjectKind | undefined {
  if (Object.hasOwn(entry, 'event')) return 'event';
  const named = (['pod', 'job', 'deployment', 'service'] as const).filter((key) => Object.hasOwn(entry, key));
  return named.length === 1 ? named[0] : undefined;
}

/** The first thing wrong with an entry as a whole. */
function problemOf(
  entry: Entry,
): { readonly code: 'choose-one' | 'contradiction'; readonly message: string } | undefined {
  const has = (key: string): boolean => Object.hasOwn(entry, key);
  const subject = subjectOf(entry);
  if (subject === undefined)
    return { code: 'choose-one', message: 'needs exactly one of pod, job, deployment, service, event' };
  const isRestart = has('restart') && subject === 'pod';
  if (isRestart && has('at')) return { code: 'choose-one', message: 'needs exactly one of at, restart' };
  if (!isRestart && !has('at') && subject !== 'event') {
    const moments = subject === 'pod' ? 'exactly one of at, restart' : 'at';
    return { code: 'choose-one', message: `needs ${moments}` };
  }
  const fields: readonly string[] = isRestart ? RESTART_FIELDS : AT_FIELDS[subject];
  const list = fields.join(', ');
  const moment = isRestart ? 'restart' : 'at';
  const known = [subject, moment, ...fields, ...QUALIFIERS[subject]];
  const stray = Object.keys(entry).find((key) => !known.includes(key));
  if (stray !== undefined) {
    const message = `says ${stray} of ${NOUNS[subject]}${subject === 'pod' ? ` with ${moment}` : ''}, of which it can only say ${list}`;
    return { code: 'contradiction', message };
  }
  if (fields.some(has) || subject === 'event') return undefined;
  return { code: 'choose-one', message: `says when (${moment}) but not what: add one of ${list}` };
}

function readySchema() {
  return either(
    'true, false, or a number of pods',
    z.boolean().register(z.globalRegistry, { description: 'Whether the pod, or the container, is ready.' }),
    numberOrRange('How many pods of a Deployment are ready, or take the traffic of a Service.'),
  );
}

const MESSAGE = 'Pattern for the whole message.';

/** What must be true of a run. */
export function expectationSchema() {
  const problem = (raw: { readonly input?: unknown }): string =>
    say(problemOf(raw.input as Entry) ?? { code: 'choose-one', message: 'is not complete' });
  return strict('What must be true of everything that matches; no match fails.', {
    pod: rarely(() => pattern('Pattern for the name of the pod.')),
    container: rarely(() => pattern('Pattern for the name of the container.')),
    job: rarely(() => pattern('Pattern for the name of the Job.')),
    deployment: rarely(() => pattern('Pattern for the name of the Deployment.')),
    service: rarely(() => pattern('Pattern for the name of the Service.')),
    event: rarely(() => filledText('The reason of the event.')),
    object: rarely(() => pattern('What the event is about, as kubectl prints it: KIND/PATTERN.')),
    type: rarely(() =>
      z.enum(['Normal', 'Warning']).register(z.globalRegistry, { description: 'The type of the event.' }),
    ),
    message: rarely(() => pattern(MESSAGE)),
    at: rarely(() => duration('The instant to look at; for events the end of the run unless given.')),
    restart: rarely(() => whole('The start of attempt k, 1 or more.', 1, MOST)),
    restarts: rarely(() =>
      numberOrRange("How often it has restarted; of a pod as a whole, kubectl's RESTARTS column."),
    ),
    status: rarely(() => text("kubectl's STATUS column.")),
    phase: rarely(() => z.enum(PHASES).register(z.globalRegistry, { description: 'The phase of the pod.' })),
    reason: rarely(() => text('The reason of the state of the container, or of the pod itself.')),
    ready: rarely(readySchema),
    condition: rarely(conditionSchema),
    count: rarely(() => numberOrRange('How many events, or how many pods match; events: 1 or more unless given.')),
    active: rarely(() => numberOrRange('Pods of the Job that are under way.')),
    succeeded: rarely(() => numberOrRange('Pods of the Job that have succeeded.')),
    failed: rarely(() => numberOrRange('Pods of the Job that have failed.')),
    completedIndexes: rarely(() =>
      text('Indexes of an Indexed Job that have succeeded, as its status has them: 0,2-5.'),
    ),
    failedIndexes: rarely(() => text('Indexes that are given up, where each has a limit of its own.')),
    replicas: rarely(() => numberOrRange('Pods of the Deployment.')),
    available: rarely(() => numberOrRange('Pods of the Deployment that have been ready for long enough.')),
    updated: rarely(() => numberOrRange('Pods of the Deployment that have its newest template.')),
    backoff: rarely(() => durationOrRange('The step in force for that restart; 0s when it was free.')),
    delay: rarely(() => durationOrRange('From the exit to the next start.')),
    why: rarely(() => z.enum(WHYS).register(z.globalRegistry, { description: 'Why it started when it did.' })),
  }).check(z.refine((entry) => problemOf(entry as Entry) === undefined, { error: problem }));
}
