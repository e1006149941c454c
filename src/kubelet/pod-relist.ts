import { Timer } from '../engine/timer.js';
import type { Container, ExitListener } from './container.js';
import type { KubeletContext } from './context.js';
import { ContainerView, eventsBetween, type Instance } from './instance.js';
import { OnDemandRelist } from './on-demand-relist.js';
import type { Pod } from './pod.js';
import { RANK } from './ranks.js';

/** Who is told of a pod's lifecycle events. */
export interface EventListener {
  /** A relist found something new. */
  trigger(nowMs: number): void;
  /** All that happened to the pod at one instant, as a continuous relist reports it. */
  triggerOnce(nowMs: number): void;
}

/**
 * What relists tell of one pod: changes in the runtime reach the pod cache, and its worker, at the end of the next
 * relist. Fires then.
 *
 * @source kubelet-semantics T1, T3, T4; T22 except that one relist mostly triggers once, as recorded
 */
export class PodRelist extends Timer implements ExitListener {
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #listener: EventListener;
  #onDemand: OnDemandRelist | undefined = undefined;
  #listedAtMs = 0;
  /** As of when the pod cache is. */
  #knownAsOfMs = Number.NEGATIVE_INFINITY;
  #changedLater = false;
  #sandboxListed = false;

  constructor(pod: Pod, context: KubeletContext, listener: EventListener) {
    super(RANK.relist, pod.identity.index);
    this.#pod = pod;
    this.#context = context;
    this.#listener = listener;
  }

  containerExited(container: Container, nowMs: number): void {
    const { newest } = container.actual;
    if (newest === undefined) return;
    this.#context.sink.exited(container.index, newest.attempt, nowMs, newest.exitCode, newest.reason);
    const { relists } = this.#context.clockwork;
    newest.toldAtMs = nowMs + this.#stopMs(newest);
    if (relists.isContinuous) this.#listener.triggerOnce(nowMs);
    else this.#expect(newest.toldAtMs);
  }

  /** The runtime tells at once of what it could not start. */
  #stopMs({ reason }: Instance): number {
    return reason === 'StartError' ? 0 : this.#pod.draw(this.#context.timing.latencies.stop);
  }

  /**
   * A sandbox or a container has started. A continuous relist has nothing to tell, as the sync has told the API itself,
   * except that containers which wait for a sidecar may go on.
   */
  somethingStarted(nowMs: number): void {
    if (!this.#context.clockwork.relists.isContinuous) this.#expect(nowMs);
    else if (this.#pod.hasSidecars) this.#listener.triggerOnce(nowMs);
  }

  override fire(nowMs: number): void {
    this.#report(this.#listedAtMs, nowMs);
    if (!this.#changedLater) return;
    this.#changedLater = false;
    this.#expect(nowMs);
  }

  /** A relist of this pod alone, asked for by its worker. @returns when it takes place @source kubelet-semantics T3 */
  relistAlone(nowMs: number): number {
    this.#onDemand ??= new OnDemandRelist(this.#pod, this.#context, (atMs) => this.#report(atMs, atMs));
    return this.#onDemand.request(nowMs);
  }

  /** The kubelet process was replaced: what its relist would have told is told by the first of the next one. */
  restart(nowMs: number): void {
    this.#context.agenda.cancel(this);
    this.#onDemand?.cancel();
    this.#changedLater = false;
    if (!this.#context.clockwork.relists.isContinuous) this.#expect(nowMs);
  }

  /** Something changed: the first relist that starts from now on will see it. */
  #expect(nowMs: number): void {
    const relist = this.#context.clockwork.relists.firstStartingAtOrAfter(nowMs);
    if (!this.isPending) {
      this.#listedAtMs = relist.startsAtMs;
      this.#context.agenda.schedule(this, relist.endsAtMs);
    } else if (relist.startsAtMs > this.#listedAtMs) {
      this.#changedLater = true;
    }
  }

  /**
   * Puts what was true when the relist started into the pod cache, and triggers the worker if anything changed.
   *
   * Several events of one relist are delivered back to back. Mostly the worker has not yet taken up the first when the
   * second comes, so that one sync serves both.
   */
  #report(listedAtMs: number, nowMs: number): void {
    // A relist of all pods may end after one of this pod alone that began later.
    if (listedAtMs < this.#knownAsOfMs) return;
    this.#knownAsOfMs = listedAtMs;
    let events = this.#pod.hasSandbox && !this.#sandboxListed ? 1 : 0;
    this.#sandboxListed = this.#pod.hasSandbox;
    for (const container of this.#pod.containers) {
      const listed = new ContainerView();
      listed.copyAsOf(container.actual, listedAtMs);
      this.#forgetRemoved(listed, listedAtMs);
      events += eventsBetween(container.cached, listed);
      container.cached = listed;
    }
    if (events === 0) return;
    this.#context.steps?.noticed(this.#pod.identity.index, nowMs, listedAtMs);
    this.#listener.trigger(nowMs);
    const ratio = this.#context.timing.splitEventsRatio;
    if (events > 1 && ratio > 0 && this.#pod.stream.uniform() < ratio) this.#listener.trigger(nowMs);
  }

  /** Of two dead instances the older may be gone before the kubelet hears of the newer one's end. */
  #forgetRemoved({ newest, exited }: ContainerView, listedAtMs: number): void {
    if (!exited || newest?.previous === undefined) return;
    if (this.#context.clockwork.removesDeadBetween(newest.toldAtMs, listedAtMs)) newest.previous = undefined;
  }

  override describe(): string {
    return `pod ${this.#pod.identity.name}`;
  }
}
