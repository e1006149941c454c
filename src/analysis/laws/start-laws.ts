import type { Plan } from '../../cluster/plan.js';
import type { EventKind } from '../../trace/event.js';
import { Quiet } from '../../trace/quiet.js';
import type { ContainerStatus } from '../../trace/sink.js';
import type { Trace } from '../../trace/trace.js';
import type { WaitingReason } from '../../trace/vocabulary.js';
import { leavesInstance } from '../attempts.js';
import { isFailedPull, PullBackoff } from '../pull-backoff.js';
import { type PodLife, SETTLED_MS } from './pod-life.js';

/** What was tried and came to nothing, by container. */
export class FailedStarts extends Quiet {
  readonly lastMs: number[] = [];
  readonly pulls: (readonly [container: number, atMs: number])[] = [];
  /** Containers of which a failed start is the newest thing that happened in the runtime. */
  readonly open = new Map<number, number>();
  readonly problems: string[] = [];

  constructor(trace: Trace) {
    super();
    trace.replayRuntime(this);
  }

  override started(container: number): void {
    this.open.delete(container);
  }

  override exited(container: number): void {
    this.open.delete(container);
  }

  override refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void {
    this.open.delete(container);
    if (expiresAtMs <= atMs) this.problems.push(`container ${container} at ${atMs} ms: refused, and the wait is over`);
    if (stepMs <= 0) this.problems.push(`container ${container} at ${atMs} ms: refused without a step`);
  }

  override startFailed(container: number, atMs: number, reason: WaitingReason): void {
    this.lastMs[container] = atMs;
    if (isFailedPull(reason)) this.pulls.push([container, atMs]);
    // What leaves an instance behind is shown as its end where it is not to run again (P9).
    if (!leavesInstance(reason)) this.open.set(container, atMs);
  }
}

/** What the API showed last of each container, and what was said of pulls. */
class Told extends Quiet {
  readonly waits = new Set<number>();
  readonly pulling: { readonly uid: string; readonly image: string; readonly atMs: number }[] = [];
  readonly restarts: { readonly node: string; readonly atMs: number }[] = [];

  override containerPublished(container: number, _atMs: number, { state }: ContainerStatus): void {
    if (state === 'waiting') this.waits.add(container);
    else this.waits.delete(container);
  }

  override occurred({ reason, object, message }: EventKind, atMs: number): void {
    const image = reason === 'Pulling' ? /^Pulling image "(.*)"$/.exec(message)?.[1] : undefined;
    if (image !== undefined) this.pulling.push({ uid: object.uid, image, atMs });
  }

  override kubeletRestarted(node: string, atMs: number): void {
    this.restarts.push({ node, atMs });
  }
}

/** A start that failed is shown as a wait, and pulls keep the distance their backoff asks for. @source B22 to B24 */
export function startProblems(
  lives: readonly PodLife[],
  failed: FailedStarts,
  plan: Plan,
  trace: Trace,
): readonly string[] {
  const told = new Told();
  trace.replayApi(told, Number.POSITIVE_INFINITY);
  const perPod = lives.flatMap((life) => {
    const { identity, terminatingAtMs, terminalAtMs, isCutOff, imageMayChange } = life;
    const isLive = terminatingAtMs === undefined && terminalAtMs === undefined && !isCutOff;
    const unshown = life.containers.filter(({ identity: { index } }) => {
      const sinceMs = failed.open.get(index);
      return isLive && sinceMs !== undefined && sinceMs + SETTLED_MS < plan.durationMs && !told.waits.has(index);
    });
    return [
      ...unshown.map((container) => `${identity.name}/${container.identity.name}: failed to start and is not waiting`),
      ...(imageMayChange ? [] : earlyPulls(life, failed, told)),
    ];
  });
  return [...failed.problems, ...perPod];
}

function earlyPulls({ identity, containers, node }: PodLife, failed: FailedStarts, told: Told): readonly string[] {
  const restartsMs = told.restarts.filter((restart) => restart.node === node).map(({ atMs }) => atMs);
  const images = [...new Set(containers.map((container) => container.identity.image))];
  return images.flatMap((image) => {
    const own = containers.filter((container) => container.identity.image === image).map((each) => each.identity.index);
    const failures = failed.pulls.filter(([container]) => own.includes(container)).map(([, atMs]) => atMs);
    const pulls = told.pulling.filter((each) => each.uid === identity.uid && each.image === image);
    return pulls
      .filter(({ atMs }) => atMs < againAtMs(failures, restartsMs, atMs))
      .map(({ atMs }) => `${identity.name}: pulls ${image} at ${atMs} ms, before its backoff is over`);
  });
}

/** When the next pull was allowed, from what had failed before an instant; a new kubelet process has forgotten it. */
function againAtMs(failuresMs: readonly number[], restartsMs: readonly number[], beforeMs: number): number {
  const forgottenMs = Math.max(Number.NEGATIVE_INFINITY, ...restartsMs.filter((atMs) => atMs <= beforeMs));
  const backoff = new PullBackoff();
  let any = false;
  for (const atMs of failuresMs) {
    if (atMs < forgottenMs || atMs >= beforeMs) continue;
    backoff.failed(atMs);
    any = true;
  }
  return any ? backoff.againAtMs : Number.NEGATIVE_INFINITY;
}
