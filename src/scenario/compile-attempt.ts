import type { GuardedEntry, ListedEntry, ScriptEntry } from '../cluster/script.js';
import { parseQuantity, parseRate } from './quantity.js';
import type { AttemptEntry } from './schema.js';
import { exitCodeOf } from './signals.js';
import { distributionOf, durationMs, namesIn } from './values.js';

/** @source kubelet-semantics P12: 128 + SIGKILL, and + SIGTERM */
const KILLED = 137;
const TERMINATED = 143;

type Ending = Pick<ScriptEntry, 'run' | 'exitCode' | 'reason'>;

function endingOf({ run, exit, signal, oom }: AttemptEntry): Ending {
  const lasts = run === undefined ? undefined : distributionOf(run);
  if (oom === true) return { run: lasts, exitCode: KILLED, reason: 'OOMKilled' };
  const exitCode = signal === undefined ? (exit ?? 0) : exitCodeOf(signal);
  return { run: lasts, exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' };
}

function memoryOf({ memory }: AttemptEntry): Pick<ScriptEntry, 'memory'> {
  if (memory === undefined) return {};
  return { memory: { startBytes: parseQuantity(memory.start) ?? 0, bytesPerMs: parseRate(memory.grow) ?? 0 } };
}

/** One entry of a script. */
export function compileAttempt(entry: AttemptEntry): GuardedEntry | ListedEntry {
  const { when, onTerm, needs, log, times } = entry;
  const scripted: ScriptEntry = {
    ...endingOf(entry),
    needs: namesIn(needs),
    onTerm:
      onTerm === 'ignore'
        ? 'ignore'
        : { exitCode: onTerm?.exit ?? TERMINATED, afterMs: durationMs(onTerm?.after ?? '0s') },
    log: log ?? [],
    ...memoryOf(entry),
  };
  if (when === undefined) return { ...scripted, times: times ?? 1 };
  return { ...scripted, when: { down: namesIn(when.down), up: namesIn(when.up) } };
}
