import type { GuardedEntry, ListedEntry, ScriptEntry } from '../cluster/script.js';
import { type Distribution, fixed } from '../engine/distributions.js';
import type { Context } from './context.js';
import type { ContainerDraft } from './draft.js';
import { parseQuantity, parseRate } from './quantity.js';
import type { AttemptEntry } from './schema.js';
import { exitCodeOf } from './signals.js';
import { keySpan } from './spans.js';
import { distributionOf, durationMs, namesIn } from './values.js';

/** @source kubelet-semantics P12: 128 + SIGKILL, and + SIGTERM */
const KILLED = 137;
const TERMINATED = 143;

type Ending = Pick<ScriptEntry, 'run' | 'exitCode' | 'reason'>;

const OUT_OF_MEMORY = { exitCode: KILLED, reason: 'OOMKilled' } as const;

function ownEnding({ run, exit, signal, oom }: AttemptEntry): Ending {
  const lasts = run === undefined ? undefined : distributionOf(run);
  if (oom === true) return { run: lasts, ...OUT_OF_MEMORY };
  const exitCode = signal === undefined ? (exit ?? 0) : exitCodeOf(signal);
  return { run: lasts, exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' };
}

/** When memory meets the limit, in milliseconds after the start; Infinity when it never does. */
function fullAfterMs(memory: NonNullable<AttemptEntry['memory']>, limitBytes: number): number {
  const missing = limitBytes - (parseQuantity(memory.start) ?? 0);
  const perMs = parseRate(memory.grow) ?? 0;
  if (missing <= 0) return 0;
  return perMs === 0 ? Number.POSITIVE_INFINITY : Math.ceil(missing / perMs);
}

const lengthMs = (run: Distribution | undefined): number | undefined => {
  if (run === undefined) return Number.POSITIVE_INFINITY;
  return run.kind === 'fixed' ? run.ms : undefined;
};

/** How an attempt ends in this container: by itself, or by running out of memory if that comes first. */
function endingOf(entry: AttemptEntry, container: ContainerDraft, { spans, report }: Context): Ending {
  const own = ownEnding(entry);
  const { memory } = entry;
  if (memory === undefined) return own;
  const span = keySpan(spans, entry, 'memory');
  const { memoryLimit } = container;
  if (memoryLimit === undefined) {
    const message = `memory grows, but container ${container.name} (image ${container.image}) has no memory limit to meet`;
    const hint = 'give the container resources.limits.memory in a manifest';
    report(span, { code: 'missing-limit', message, hint });
    return own;
  }
  const ownMs = lengthMs(own.run);
  if (ownMs === undefined) {
    const message = 'memory needs run to be a duration or forever, not a distribution';
    report(span, { code: 'contradiction', message });
    return own;
  }
  const fullMs = fullAfterMs(memory, memoryLimit.bytes);
  return fullMs <= ownMs && Number.isFinite(fullMs) ? { run: fixed(fullMs), ...OUT_OF_MEMORY } : own;
}

/** One entry of a script, for one container. */
export function compileAttempt(
  entry: AttemptEntry,
  container: ContainerDraft,
  context: Context,
): GuardedEntry | ListedEntry {
  const { when, onTerm, needs, log, times } = entry;
  const scripted: ScriptEntry = {
    ...endingOf(entry, container, context),
    needs: namesIn(needs),
    onTerm:
      onTerm === 'ignore'
        ? 'ignore'
        : { exitCode: onTerm?.exit ?? TERMINATED, afterMs: durationMs(onTerm?.after ?? '0s') },
    log: log ?? [],
  };
  if (when === undefined) return { ...scripted, times: times ?? 1 };
  return { ...scripted, when: { down: namesIn(when.down), up: namesIn(when.up) } };
}
