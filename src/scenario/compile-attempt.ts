import type { GuardedEntry, ListedEntry, ScriptEntry } from '../cluster/script.js';
import { fixed } from '../engine/distributions.js';
import type { HookOutcome } from '../kubelet/process.js';
import type { answersReader } from './compile-answers.js';
import { parseQuantity, parseRate } from './quantity.js';
import type { AttemptEntry } from './schema.js';
import { exitCodeOf } from './signals.js';
import { distributionOf, durationMs, namesIn } from './values.js';

/** @source kubelet-semantics P12: 128 + SIGKILL, and + SIGTERM */
const KILLED = 137;
const TERMINATED = 143;
/** @source containerd: what a process that cannot be started exits with */
const NOT_STARTED = 128;

/** What runc says before its own words. @source recorded: containerd 2.1 */
const RUNC =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

type Ending = Pick<ScriptEntry, 'run' | 'exitCode' | 'reason' | 'startError'>;

function endingOf({ run, exit, signal, oom, startError }: AttemptEntry): Ending {
  if (startError !== undefined) {
    const words = startError.startsWith('exec:') ? RUNC + startError : startError;
    return { run: fixed(0), exitCode: NOT_STARTED, reason: 'StartError', startError: words };
  }
  const lasts = run === undefined ? undefined : distributionOf(run);
  if (oom === true) return { run: lasts, exitCode: KILLED, reason: 'OOMKilled' };
  const exitCode = signal === undefined ? (exit ?? 0) : exitCodeOf(signal);
  return { run: lasts, exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' };
}

function memoryOf({ memory }: AttemptEntry): Pick<ScriptEntry, 'memory'> {
  if (memory === undefined) return {};
  return { memory: { startBytes: parseQuantity(memory.start) ?? 0, bytesPerMs: parseRate(memory.grow) ?? 0 } };
}

function hookOf(hook: AttemptEntry['preStop']): HookOutcome | undefined {
  return hook === undefined ? undefined : { takesMs: durationMs(hook.run ?? '0s'), exitCode: hook.exit ?? 0 };
}

/** One entry of a script. */
export function compileAttempt(
  entry: AttemptEntry,
  answers: ReturnType<typeof answersReader>,
): GuardedEntry | ListedEntry {
  const { when, onTerm, needs, log, times } = entry;
  const probes = answers(entry);
  const postStart = hookOf(entry.postStart);
  const preStop = hookOf(entry.preStop);
  const scripted: ScriptEntry = {
    ...endingOf(entry),
    needs: namesIn(needs),
    onTerm:
      onTerm === 'ignore'
        ? 'ignore'
        : { exitCode: onTerm?.exit ?? TERMINATED, afterMs: durationMs(onTerm?.after ?? '0s') },
    log: log ?? [],
    ...memoryOf(entry),
    ...(probes === undefined ? {} : { probes }),
    ...(postStart === undefined ? {} : { postStart }),
    ...(preStop === undefined ? {} : { preStop }),
  };
  if (when === undefined) return { ...scripted, times: times ?? 1 };
  return { ...scripted, when: { down: namesIn(when.down), up: namesIn(when.up) } };
}
