import type { Plan } from '../cluster/plan.js';
import type { ProbeScript, ScriptEntry } from '../cluster/script.js';
import { meanMs } from '../engine/distributions.js';
import type { ContainerSpec, PodSpec, ProbeSpec, RestartRule } from '../kubelet/pod-spec.js';

const NEVER = Number.POSITIVE_INFINITY;

/** When probes first kill it; {@link NEVER} when they always succeed, or there are none. */
function killedAfterMs(probe: ProbeSpec | undefined, seen: ProbeScript | undefined): number {
  if (probe === undefined || seen === undefined) return NEVER;
  const isSlow = seen.takesMs > probe.timeoutMs;
  const alwaysGood =
    seen.good !== 'alternating' && seen.good.some(({ fromMs, untilMs }) => fromMs === 0 && untilMs === NEVER);
  if (alwaysGood && !isSlow) return NEVER;
  return probe.initialDelayMs + probe.failureThreshold * probe.periodMs;
}

/** How long an attempt lasts on average, whatever ends it first. */
function lastsMs(entry: ScriptEntry, container: ContainerSpec): number {
  const { memoryLimitBytes, liveness, startup, postStart } = container;
  const ownMs = entry.run === undefined ? NEVER : meanMs(entry.run);
  const missing = (memoryLimitBytes ?? NEVER) - (entry.memory?.startBytes ?? 0);
  const fullMs =
    entry.memory === undefined || missing === NEVER ? NEVER : Math.max(0, missing / entry.memory.bytesPerMs);
  const hookMs =
    postStart !== undefined && (entry.postStart?.exitCode ?? 0) !== 0 ? (entry.postStart?.takesMs ?? 0) : NEVER;
  return Math.min(
    ownMs,
    fullMs,
    hookMs,
    killedAfterMs(liveness, entry.probes?.liveness),
    killedAfterMs(startup, entry.probes?.startup),
  );
}

const applies = ({ operator, exitCodes }: RestartRule, exitCode: number): boolean =>
  exitCodes.includes(exitCode) === (operator === 'In');

/** Whether an exit of its own is its last. @source kubelet-semantics A11, A13, A19, A22 */
function isFinal({ exitCode }: ScriptEntry, container: ContainerSpec, { restartPolicy }: PodSpec): boolean {
  if (container.type === 'sidecar' || container.restartRules.some((rule) => applies(rule, exitCode))) return false;
  if (container.type === 'init' && exitCode === 0) return true;
  const policy = container.restartPolicy ?? restartPolicy;
  return policy === 'Never' || (policy === 'OnFailure' && exitCode === 0);
}

/** @source kubelet-semantics A24 */
function restartsAll({ exitCode }: ScriptEntry, { restartRules }: ContainerSpec): boolean {
  return restartRules.some((rule) => rule.action === 'RestartAllContainers' && applies(rule, exitCode));
}

/** How many containers are started again after an exit of its own: itself, or all of its pod. */
export function startedAgain(entry: ScriptEntry, container: ContainerSpec, { containers }: PodSpec): number {
  return restartsAll(entry, container) ? containers.length : 1;
}

/** The wait that steps grow to, unless housekeeping removes the entry before. */
export function longestWaitMs({ kubelet: { policy } }: Plan): number {
  if (!policy.delays) return 0;
  const lastMs = policy.stepsMs?.at(-1) ?? policy.maxMs;
  return policy.reset.collects ? Math.min(lastMs, policy.reset.afterMs + 1) : lastMs;
}

/** The wait after an exit of its own in the long run. */
function waitAfterExitMs({ exitCode }: ScriptEntry, plan: Plan): number {
  const { delays, afterSuccessMs } = plan.kubelet.policy;
  return delays && exitCode === 0 && afterSuccessMs !== undefined ? afterSuccessMs : longestWaitMs(plan);
}

/** From one start to the next in the long run; Infinity when there is no next. */
export function cycleMs(entry: ScriptEntry, container: ContainerSpec, spec: PodSpec, plan: Plan): number {
  const ranMs = lastsMs(entry, container);
  const isKilled = ranMs < (entry.run === undefined ? NEVER : meanMs(entry.run));
  const policy = container.restartPolicy ?? spec.restartPolicy;
  if (isKilled ? policy === 'Never' && container.type !== 'sidecar' : isFinal(entry, container, spec)) return NEVER;
  if (ranMs === NEVER && entry.needs.length === 0) return NEVER;
  const waitMs = isKilled || restartsAll(entry, container) ? 0 : waitAfterExitMs(entry, plan);
  return (ranMs === NEVER ? 0 : ranMs) + meanMs(plan.kubelet.timing.latencies.start) + waitMs;
}
