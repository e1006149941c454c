import * as z from 'zod/mini';
import { MAX_ATTEMPTS, MAX_LOG_LINES, MAX_TIMES } from './limits.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import { quantityProblem, rateProblem } from './quantity.js';
import {
  atLeastOne,
  duration,
  either,
  exclusive,
  filledText,
  listOf,
  names,
  pattern,
  rarely,
  say,
  strict,
  whole,
} from './schema-parts.js';
import { hookSchema, probeSchema } from './schema-probe.js';
import { runSchema } from './schema-run.js';
import { SIGNAL_NAMES, SIGNAL_WORDS } from './signals.js';

type Ends = { readonly [key: string]: unknown };

const amount = (problem: (value: string) => string | undefined) =>
  z.string().check(
    z.refine((value) => problem(value) === undefined, {
      error: (raw) => say({ code: 'invalid-quantity', message: problem(String(raw.input)) ?? '' }),
    }),
  );

function memorySchema() {
  return strict('Memory in use; meeting the limit of the manifest ends the attempt as OOMKilled, 137.', {
    start: amount(quantityProblem).register(z.globalRegistry, { description: 'In use at the start, such as 20Mi.' }),
    grow: amount(rateProblem).register(z.globalRegistry, { description: 'How fast it grows, such as 1Mi/s.' }),
  });
}

/** Dying of a signal. */
function signalSchema() {
  const error = (raw: { readonly input?: unknown }): string => {
    const word = typeof raw.input === 'string' ? raw.input.toUpperCase().replace(/^SIG/, '') : '';
    const meant = suggestion(word, SIGNAL_NAMES);
    const message = `must be the name of a signal, not ${quoted(raw.input)}`;
    return say({ code: 'not-allowed', message, hint: meant ?? `signals: ${SIGNAL_NAMES.join(', ')}` });
  };
  return z
    .enum(SIGNAL_WORDS, { error })
    .register(z.globalRegistry, { description: 'Signal it dies of: exit code 128 + its number.' });
}

/** What cannot be said of an attempt that does not start. */
const NEVER_STARTED = ['run', 'exit', 'signal', 'oom', 'memory', 'needs', 'onTerm', 'healthy', 'ready', 'started'];

function attemptSchema() {
  const neverExits = say({
    code: 'contradiction',
    message: 'says how it ends, but runs forever and needs nothing',
    hint: 'give run a duration, or leave the ending out',
  });
  const ends = (entry: Ends): boolean => ['exit', 'signal', 'oom'].some((key) => Object.hasOwn(entry, key));
  return strict('What one start of the process does.', {
    run: rarely(runSchema),
    exit: rarely(() => whole('Exit code, 0 unless given.', 0, 255)),
    signal: rarely(signalSchema),
    oom: rarely(() => z.literal(true).register(z.globalRegistry, { description: 'Ends as OOMKilled, exit code 137.' })),
    memory: rarely(memorySchema),
    times: rarely(() => whole('How many starts use this entry, 1 unless given.', 1, MAX_TIMES)),
    when: rarely(() =>
      strict('Used whenever this holds at the start; the list does not advance.', {
        down: rarely(() => names('Dependencies that are down.')),
        up: rarely(() => names('Dependencies that are up.')),
      }).check(...atLeastOne('down', 'up')),
    ),
    needs: rarely(() => names('Dependencies whose going down ends the attempt with its exit code.')),
    onTerm: rarely(() =>
      either(
        'ignore or a map such as {exit: 143, after: 0s}',
        z.enum(['ignore']).register(z.globalRegistry, { description: 'Does not react to SIGTERM.' }),
        strict('What SIGTERM does.', {
          exit: rarely(() => whole('Exit code, 143 unless given.', 0, 255)),
          after: rarely(() => duration('How long it takes, 0s unless given.')),
        }),
      ),
    ),
    startError: rarely(() =>
      filledText('Why the runtime cannot start it; the attempt ends at once with exit code 128.'),
    ),
    healthy: rarely(() => probeSchema('What liveness probes see: true (default), false, or when.')),
    ready: rarely(() => probeSchema('What readiness probes see: true (default), false, or when.')),
    started: rarely(() => probeSchema('What startup probes see: true (default), false, or when.')),
    postStart: rarely(() => hookSchema('What the postStart hook does, if the manifest has one.')),
    preStop: rarely(() => hookSchema('What the preStop hook does, if the manifest has one.')),
    log: rarely(() =>
      listOf(
        'Lines it writes to its log: the first at its start, the last at its end, the others in between; one alone at its end.',
        z.string(),
        MAX_LOG_LINES,
      ),
    ),
  }).check(
    ...atLeastOne('run', 'memory', 'startError'),
    exclusive('exit', 'signal', 'it dies of the one or the other'),
    exclusive('exit', 'oom', 'out of memory is exit code 137'),
    exclusive('signal', 'oom', 'out of memory is signal KILL'),
    exclusive('oom', 'memory', 'memory says when it runs out'),
    ...NEVER_STARTED.map((key) => exclusive('startError', key, 'it never runs')),
    exclusive('times', 'when', 'an entry with when never uses up'),
    z.refine<Ends>((entry) => {
      const { run, needs } = entry as Ends;
      return run !== 'forever' || needs !== undefined || !ends(entry as Ends);
    }, neverExits),
  );
}

/** A process: which containers it runs in, and what it does there. */
export function processSchema() {
  return strict('What runs inside the matching containers.', {
    match: rarely(() =>
      strict('Which containers; what is left out matches any. Patterns know * and ?.', {
        pod: rarely(() => pattern('Pattern for the name of the pod.')),
        container: rarely(() => pattern('Pattern for the name of the container.')),
        image: rarely(() => pattern('Pattern for the image.')),
      }),
    ),
    attempts: listOf('Start after start; the last entry repeats for ever.', attemptSchema(), MAX_ATTEMPTS).check(
      z.minLength(1, say({ code: 'out-of-range', message: 'needs at least one entry' })),
    ),
  });
}
