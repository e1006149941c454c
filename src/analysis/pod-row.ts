import type { VersionName } from '../kubelet/versions.js';
import type { ContainerState, ContainerType } from '../trace/vocabulary.js';

/** The release of the API server that makes the row. */
export type ServerVersion = VersionName;

/** What kubectl reads of a pod for its row. */
export interface RowPod {
  readonly phase: string;
  readonly reason: string | null;
  readonly isTerminating: boolean;
  readonly conditions: readonly (RowCondition | undefined)[];
  /** Init containers and sidecars first, in the order of the manifest, then the others. */
  readonly containers: readonly RowContainer[];
}

interface RowCondition {
  readonly type: string;
  readonly status: boolean;
  readonly reason: string | null;
}

export interface RowContainer {
  readonly name: string;
  readonly type: ContainerType;
  /** False: it is in the specification only. */
  readonly reported: boolean;
  readonly state: ContainerState;
  readonly reason: string | null;
  readonly ready: boolean;
  readonly started: boolean;
  readonly restartCount: number;
  readonly current: { readonly exitCode: number | null; readonly signal?: number | undefined } | null;
  readonly last: { readonly finishedAtMs: number | null } | null;
}

/** The READY, STATUS and RESTARTS columns of `kubectl get pods`. */
export interface PodRow {
  /** Containers that are ready, and all that count: regular ones and sidecars. */
  readonly ready: number;
  readonly total: number;
  readonly status: string;
  readonly restarts: number;
  /** When the newest run that a `lastState` tells of ended. @source kubelet-semantics P17 */
  readonly lastEndMs: number | undefined;
}

/** Whether a server of this release shows a failed container in place of Completed. @source kubelet-semantics P18 */
const SHOWS_ERROR_OVER_COMPLETED: Readonly<Record<VersionName, boolean>> = {
  '1.28': false,
  '1.29': false,
  '1.30': false,
  '1.31': false,
  '1.32': false,
  '1.33': false,
  '1.34': false,
  '1.35': true,
  '1.36': true,
};

/** What has been counted on the way through the containers. */
class Count {
  restarts = 0;
  lastEndMs: number | undefined = undefined;

  add({ restartCount, last }: RowContainer): void {
    this.restarts += restartCount;
    const endMs = last?.finishedAtMs ?? undefined;
    if (endMs !== undefined && endMs > (this.lastEndMs ?? Number.NEGATIVE_INFINITY)) this.lastEndMs = endMs;
  }
}

interface InitPass {
  /** The text of the init container that holds the others up; undefined when none does. */
  readonly blockedBy: string | undefined;
  readonly ready: number;
  readonly all: Count;
  readonly sidecars: Count;
}

/** @source kubelet-semantics P17, P18; pkg/printers/internalversion/printers.go printPod */
export function podRow(pod: RowPod, version: ServerVersion): PodRow {
  const init = initPass(pod.containers.filter(({ type }) => type !== 'container'));
  const total = pod.containers.filter(({ type }) => type !== 'init').length;
  const gated = pod.conditions.some((each) => each?.type === 'PodScheduled' && each.reason === 'SchedulingGated');
  const own = init.blockedBy ?? (gated ? 'SchedulingGated' : (pod.reason ?? pod.phase));
  if (init.blockedBy !== undefined && !isTrue(pod, 'Initialized')) {
    return { ready: init.ready, total, status: overall(pod, own), ...countOf(init.all) };
  }
  const regular = regularPass(pod, own, SHOWS_ERROR_OVER_COMPLETED[version], init.sidecars);
  return {
    ready: init.ready + regular.ready,
    total,
    status: overall(pod, regular.text),
    ...countOf(init.sidecars),
  };
}

const countOf = ({ restarts, lastEndMs }: Count): Pick<PodRow, 'restarts' | 'lastEndMs'> => ({ restarts, lastEndMs });

/** In the order of the manifest, up to the first that has not let the next one start. */
function initPass(containers: readonly RowContainer[]): InitPass {
  const all = new Count();
  const sidecars = new Count();
  let ready = 0;
  for (const [at, container] of containers.filter(({ reported }) => reported).entries()) {
    all.add(container);
    if (container.type === 'sidecar') sidecars.add(container);
    if (container.state === 'terminated' && container.current?.exitCode === 0) continue;
    if (container.type !== 'sidecar' || !container.started) {
      return { blockedBy: `Init:${initText(container) ?? `${at}/${containers.length}`}`, ready, all, sidecars };
    }
    if (container.ready) ready += 1;
  }
  return { blockedBy: undefined, ready, all, sidecars };
}

function initText(container: RowContainer): string | undefined {
  if (container.state === 'terminated') return endText(container);
  const { state, reason } = container;
  return state === 'waiting' && reason !== 'PodInitializing' ? (reason ?? undefined) : undefined;
}

function endText({ reason, current }: RowContainer): string {
  if (reason !== null) return reason;
  const signal = current?.signal ?? 0;
  return signal === 0 ? `ExitCode:${current?.exitCode ?? 0}` : `Signal:${signal}`;
}

/** From last to first by name, so that the first container that waits or has ended wins. */
function regularPass(
  pod: RowPod,
  before: string,
  showsError: boolean,
  count: Count,
): { readonly text: string; readonly ready: number } {
  const reported = pod.containers.filter(({ type, reported }) => type === 'container' && reported);
  let text = before;
  let error: string | undefined;
  let ready = 0;
  for (const container of reported.toSorted((a, b) => (a.name < b.name ? 1 : -1))) {
    count.add(container);
    const { state, reason, current } = container;
    if (state === 'waiting') text = reason ?? text;
    if (state === 'running' && container.ready) ready += 1;
    if (state !== 'terminated') continue;
    text = endText(container);
    if (showsError && current?.exitCode !== 0) error = text;
  }
  if (text !== 'Completed') return { text, ready };
  if (ready > 0 && isTrue(pod, 'Ready')) return { text: 'Running', ready };
  return { text: error ?? (ready > 0 ? 'NotReady' : text), ready };
}

function isTrue({ conditions }: RowPod, wanted: string): boolean {
  return conditions.some((condition) => condition?.type === wanted && condition.status);
}

function overall({ isTerminating, reason, phase }: RowPod, text: string): string {
  if (!isTerminating) return text;
  if (reason === 'NodeLost') return 'Unknown';
  return phase === 'Succeeded' || phase === 'Failed' ? text : 'Terminating';
}
