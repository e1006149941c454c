import type { Plan } from '../../cluster/plan.js';
import type { ContainerSpec, PodSpec } from '../../kubelet/pod-spec.js';
import type { AttemptFacts } from '../attempts.js';
import { type ContainerLife, type PodLife, SETTLED_MS, said } from './pod-life.js';

/** @source kubelet-semantics B4 */
const LONGEST_PULL_WAIT_MS = 300_000;

/** No container starts again that its policy, or its rules, would let rest. @source kubelet-semantics A11 to A13, A18 to A22 */
export function restartPolicy({ attempts, spec }: ContainerLife, pod: PodLife): readonly string[] {
  if (pod.imageMayChange || spec === undefined || pod.spec === undefined) return [];
  const policy = policyOf(spec, pod.spec);
  return attempts.slice(0, -1).flatMap((each) => {
    const { attempt, why } = each;
    // Its records were removed, whatever it had come to.
    if (why === 'all-containers-restarted' || why === 'record-removed') return [];
    if (why === 'probe-kill-free') return said(policy === 'Never', `attempt ${attempt} was killed and started again`);
    return said(!startsAgain(each, spec, policy), `attempt ${attempt} was followed by another under ${policy}`);
  });
}

function policyOf(spec: ContainerSpec, pod: PodSpec): PodSpec['restartPolicy'] {
  return spec.type === 'sidecar' ? 'Always' : (spec.restartPolicy ?? pod.restartPolicy);
}

function startsAgain(
  { exitCode, reason }: AttemptFacts,
  { type, restartRules }: ContainerSpec,
  policy: PodSpec['restartPolicy'],
): boolean {
  const applies = restartRules.some(({ operator, exitCodes }) => {
    return exitCodes.includes(exitCode ?? 0) === (operator === 'In');
  });
  if (applies) return true;
  const failed = exitCode !== 0 || (type === 'init' && reason === 'OOMKilled');
  if (policy === 'Never') return false;
  return policy === 'OnFailure' || type === 'init' ? failed : true;
}

/** What is to run again does, as soon as the longest wait is over, unless something is still in its way. */
export function comesBack(
  container: ContainerLife,
  pod: PodLife,
  plan: Plan,
  lastFailureMs: number,
): readonly string[] {
  const { attempts, spec } = container;
  const last = attempts.at(-1);
  if (last?.finishedAtMs === undefined || spec === undefined || pod.spec === undefined) return [];
  if (pod.terminatingAtMs !== undefined || pod.terminalAtMs !== undefined || pod.isCutOff || pod.isPulling) return [];
  if (!startsAgain(last, spec, policyOf(spec, pod.spec))) return [];
  const idleSinceMs = Math.max(last.finishedAtMs, lastFailureMs, ...letSinceMs(container, pod));
  const lostMs = plan.durationMs - idleSinceMs;
  const longestMs = Math.max(plan.kubelet.policy.maxMs, LONGEST_PULL_WAIT_MS);
  return said(lostMs > longestMs + SETTLED_MS, `attempt ${last.attempt} was never followed by another`);
}

/** What is never tried has something in its way. */
export function isTried(container: ContainerLife, pod: PodLife, plan: Plan, lastFailureMs: number): readonly string[] {
  if (container.attempts.length > 0 || pod.node === undefined || pod.spec === undefined || pod.spec.volumes.length > 0)
    return [];
  if (pod.terminatingAtMs !== undefined || pod.terminalAtMs !== undefined || pod.isCutOff || pod.isPulling) return [];
  const dueMs = Math.max(pod.createdAtMs, lastFailureMs, ...letSinceMs(container, pod));
  return said(plan.durationMs - dueMs > LONGEST_PULL_WAIT_MS + SETTLED_MS, 'was never tried to be started');
}

/** Since when a container before another lets that one start; Infinity: it does not. */
function letsNextStartSince({ identity, attempts, spec }: ContainerLife): number {
  const last = attempts.at(-1);
  if (last === undefined || spec?.startup !== undefined) return Number.POSITIVE_INFINITY;
  const isUp = identity.type === 'sidecar' && last.finishedAtMs === undefined;
  if (isUp) return last.startedAtMs;
  return last.exitCode === 0 && identity.type === 'init'
    ? (last.finishedAtMs ?? Number.POSITIVE_INFINITY)
    : Number.POSITIVE_INFINITY;
}

/** Since when each of the init containers and sidecars before a container lets it run. @source kubelet-semantics A10 */
function letSinceMs({ identity }: ContainerLife, { containers }: PodLife): readonly number[] {
  const place = containers.findIndex((each) => each.identity === identity);
  const before = containers.slice(0, place).filter((each) => each.identity.type !== 'container');
  return before.map(letsNextStartSince);
}

/** With latencies, the kubelet hears of a deletion a little later, and a start may be on its way by then. */
const UNDER_WAY_MS = 10_000;

/** Nothing starts once the pod is to go or has ended, and what runs ends within its grace. @source kubelet-semantics A30 */
export function noStartAtTheEnd({ attempts }: ContainerLife, pod: PodLife, { fidelity }: Plan): readonly string[] {
  const { terminatingAtMs, terminalAtMs, spec, isCutOff } = pod;
  if (isCutOff) return [];
  const graceMs = Math.max(spec?.terminationGraceMs ?? Number.POSITIVE_INFINITY, 2_000);
  const goesAtMs = terminatingAtMs ?? Number.POSITIVE_INFINITY;
  const underWayMs = fidelity === 'realistic' ? UNDER_WAY_MS : 0;
  const endedAtMs = terminalAtMs ?? Number.POSITIVE_INFINITY;
  return attempts.flatMap(({ attempt, startedAtMs, finishedAtMs = 0 }) => [
    ...said(startedAtMs > goesAtMs + underWayMs, `attempt ${attempt} starts after the deletion`),
    ...said(startedAtMs > endedAtMs, `attempt ${attempt} starts after the pod has ended`),
    ...said(finishedAtMs > goesAtMs + graceMs + SETTLED_MS, `attempt ${attempt} outlives its grace`),
  ]);
}

/** Containers first start in order: init containers when those before have succeeded, the others after all of them. */
export function initOrder({ containers }: PodLife): readonly string[] {
  return containers.flatMap(({ identity, attempts }, place) => {
    const startedAtMs = attempts[0]?.startedAtMs;
    if (startedAtMs === undefined) return [];
    const before = containers.slice(0, place).filter((other) => other.identity.type !== 'container');
    return before
      .filter((other) => !wasDone(other, startedAtMs))
      .map((other) => `${identity.name} starts before ${other.identity.name} has let it`);
  });
}

function wasDone({ identity, attempts }: ContainerLife, byMs: number): boolean {
  return identity.type === 'sidecar'
    ? attempts.some(({ startedAtMs }) => startedAtMs <= byMs)
    : attempts.some(
        ({ exitCode, finishedAtMs }) => exitCode === 0 && (finishedAtMs ?? Number.POSITIVE_INFINITY) <= byMs,
      );
}

/** A pod that is to go is gone when its grace is over. */
export function goes(
  { terminatingAtMs, deletedAtMs, spec, isCutOff }: PodLife,
  { durationMs }: Plan,
): readonly string[] {
  if (terminatingAtMs === undefined || spec === undefined || isCutOff) return [];
  const isDue = terminatingAtMs + spec.terminationGraceMs + SETTLED_MS < durationMs;
  return said(isDue && deletedAtMs === undefined, 'was deleted and is still there');
}
