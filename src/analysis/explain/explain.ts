import type { ContainerEvidence, Evidence, PodEvidence } from '../../evidence/evidence.js';
import { readEvidence } from '../../evidence/read-evidence.js';
import { NEWEST_VERSION, type VersionName } from '../../kubelet/versions.js';
import type { TextFile } from '../../scenario/scenario.js';
import { MINUTE_MS } from '../../time/units.js';
import { stepsOf } from '../backoff-steps.js';
import { knownVersion, realKubelet } from './assumed-kubelet.js';
import { explainBarePod } from './explain-bare-pod.js';
import { explainContainer } from './explain-container.js';
import type { ClockSource, ContainerExplanation, Explanation, Unknown } from './explanation.js';

export interface ExplainOptions {
  /** When the text was printed, in milliseconds since 1970; it wins over everything the text says. */
  readonly nowMs?: number | undefined;
  /** The clock on the wall, for a text that has only ages, and for one just printed. */
  readonly wallMs?: number | undefined;
  /** Whether the text comes straight from kubectl: then its newest time is a little old already. */
  readonly isLive?: boolean | undefined;
  readonly version?: VersionName | undefined;
  readonly config?: TextFile | undefined;
  /** How many waits to draw at most for each step that is possible; fewer are quicker and rougher. */
  readonly draws?: number | undefined;
}

/** The text has only ages, and nobody said when it was printed. The message is one line. */
export class NoClockError extends Error {
  override readonly name = 'NoClockError';
}

/** What is explained: a container, or a pod that tells of none. */
interface Subject {
  readonly pod: PodEvidence;
  readonly container?: ContainerEvidence;
}

/** A live text is no older than a wait and a run of ordinary length. */
const STALE_MS = 15 * MINUTE_MS;
/** Draws for all containers together: a second's work. */
const ALL_DRAWS = 300_000;
const MOST_DRAWS = 600;
const LEAST_DRAWS = 100;

/**
 * Says of every container that restarts or waits what it has been through and when it starts again.
 *
 * @param text what kubectl get, describe or events printed
 * @throws {EvidenceError} when no pod is recognised in it
 * @throws {NoClockError} when it has only ages and no clock is given
 * @throws {ScenarioError} when the configuration is none
 */
export function explainText(text: string, options: ExplainOptions): Explanation {
  const evidence = readEvidence(text, options.nowMs ?? options.wallMs);
  const { nowMs, clock } = clockOf(evidence, options);
  const kubelets = new Map<VersionName, ReturnType<typeof realKubelet>>();
  const kubeletOf = (version: VersionName): ReturnType<typeof realKubelet> => {
    const made = kubelets.get(version) ?? realKubelet(version, options.config);
    kubelets.set(version, made);
    return made;
  };
  const told = (pod: PodEvidence): string | undefined =>
    evidence.versions.get(pod.node ?? '*') ?? evidence.versions.get('*');
  const subjects = evidence.pods.flatMap((pod): readonly Subject[] =>
    pod.containers.length === 0 ? [{ pod }] : thoseThatMatter(pod).map((container) => ({ pod, container })),
  );
  const fairShare = Math.floor(ALL_DRAWS / Math.max(1, subjects.length));
  const draws = Math.min(options.draws ?? MOST_DRAWS, Math.max(LEAST_DRAWS, fairShare));
  const shared = sharedUnknowns(evidence, options, clock);
  const containers = subjects.map(({ pod, container }) => {
    const version = versionOf(told(pod), options);
    const podNowMs = options.nowMs ?? pod.printedAtMs ?? nowMs;
    // Not even an age comes with a line alone: it may be of any day.
    const isDated = pod.isFromRefusals !== true || (options.nowMs ?? pod.printedAtMs) !== undefined;
    const setting = { kubelet: kubeletOf(version.name), nowMs: podNowMs, isDated, draws };
    if (container === undefined) return explainBarePod(pod, setting);
    const found = explainContainer(pod, container, setting);
    const assumed: readonly Unknown[] = version.is === 'assumed' ? [{ kind: 'version', assumed: version.name }] : [];
    if (found.outlook.kind === 'contradictory') return found;
    const isOther = found.unknown.some(({ kind }) => kind === 'other-config');
    const rest = isOther ? shared.filter(({ kind }) => kind !== 'config') : shared;
    return { ...found, unknown: [...found.unknown, ...assumed, ...rest] };
  });
  const [firstPod] = evidence.pods;
  const version = versionOf(firstPod === undefined ? undefined : told(firstPod), options);
  const { policy, timing } = kubeletOf(version.name);
  return {
    nowMs,
    clock,
    kubelet: {
      version: version.name,
      versionIs: version.is,
      configIs: options.config === undefined ? 'assumed' : 'given',
      stepsMs: stepsOf(policy),
      resetAfterMs: policy.reset.afterMs,
      retry: timing.requeue === 'ten-seconds' ? 'ten-seconds' : 'expiry',
    },
    podCount: evidence.pods.length,
    containers: [...containers].sort(byUrgency),
  };
}

function versionOf(
  told: string | undefined,
  { version }: ExplainOptions,
): { readonly name: VersionName; readonly is: Explanation['kubelet']['versionIs'] } {
  if (version !== undefined) return { name: version, is: 'given' };
  return told === undefined ? { name: NEWEST_VERSION, is: 'assumed' } : { name: knownVersion(told), is: 'told' };
}

function clockOf(
  { pods, newestMs }: Evidence,
  { nowMs, wallMs, isLive = false }: ExplainOptions,
): { readonly nowMs: number; readonly clock: ClockSource } {
  if (nowMs !== undefined) return { nowMs, clock: 'given' };
  const printed = pods.flatMap(({ printedAtMs }) => (printedAtMs === undefined ? [] : [printedAtMs]));
  if (printed.length > 0) return { nowMs: printed.reduce((a, b) => Math.max(a, b)), clock: 'printed' };
  const isRecent = wallMs !== undefined && newestMs !== undefined && Math.abs(wallMs - newestMs) < STALE_MS;
  const isFresh = isLive && (isRecent || pods.every(nothingWaits));
  if (newestMs !== undefined && !isFresh) return { nowMs: newestMs, clock: 'newest-time' };
  if (wallMs === undefined) throw new NoClockError('the text has only ages: say when it was printed');
  return { nowMs: wallMs, clock: 'wall' };
}

/** Of pods that run nothing new is to be told for days. */
function nothingWaits({ containers }: PodEvidence): boolean {
  return containers.every(({ state }) => state.kind === 'running');
}

function sharedUnknowns(
  { damage, isZoneSupposed }: Evidence,
  { config }: ExplainOptions,
  clock: ClockSource,
): readonly Unknown[] {
  const [where] = damage;
  return [
    ...(config === undefined ? [{ kind: 'config' } as const] : []),
    ...(isZoneSupposed ? [{ kind: 'zone' } as const] : []),
    ...(clock === 'newest-time' || clock === 'wall' ? [{ kind: 'clock' } as const] : []),
    ...(where === undefined ? [] : [{ kind: 'damage', where } as const]),
  ];
}

/** Those that wait, have ended for a reason, or were restarted; of a pod in which all is well, its first. */
function thoseThatMatter({ containers, phase }: PodEvidence): readonly ContainerEvidence[] {
  const isDone = ({ type, state }: ContainerEvidence): boolean =>
    type === 'init' && state.kind === 'terminated' && state.run.exitCode === 0;
  const holdsUp = containers.filter((container) => container.type === 'init' && !isDone(container));
  const matter = containers.filter((container) => {
    const { state, restartCount = 0, type } = container;
    if (isDone(container)) return restartCount > 0 && phase === 'Pending' && holdsUp.length === 0;
    if (type !== 'init' && state.kind === 'waiting' && state.reason === 'PodInitializing') return holdsUp.length === 0;
    return state.kind !== 'running' || restartCount > 0;
  });
  if (matter.length > 0) return matter;
  const [first] = containers.filter(({ type }) => type !== 'init');
  return [first ?? containers[0]].flatMap((container) => container ?? []);
}

/** Next starts first, the soonest before the others; then what cannot start; what runs or is over comes last. */
function byUrgency(a: ContainerExplanation, b: ContainerExplanation): number {
  const [one, other] = [urgencyOf(a), urgencyOf(b)];
  return one.rank - other.rank || one.atMs - other.atMs;
}

function urgencyOf({ outlook }: ContainerExplanation): { readonly rank: number; readonly atMs: number } {
  switch (outlook.kind) {
    case 'restarts':
    case 'all-restart':
      return { rank: 0, atMs: outlook.forecast.likelyMs };
    case 'retries':
      return { rank: 1, atMs: 0 };
    case 'first-start':
      return { rank: 2, atMs: 0 };
    case 'untold':
    case 'undated':
    case 'contradictory':
      return { rank: 3, atMs: 0 };
    case 'runs':
      return { rank: 4, atMs: -(outlook.startedAt?.fromMs ?? 0) };
    case 'over':
      return { rank: 5, atMs: 0 };
  }
}
