import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import type { ServicePlan } from '../plan.js';
import type { Control } from './control.js';
import { Reconciler } from './reconciler.js';

/**
 * Which pods take a Service's traffic: those its selector picks that are ready and not on their way out.
 *
 * @source pkg/controller/endpointslice
 */
export class ServiceController extends Reconciler implements PodWatcher {
  readonly #selector: Readonly<Record<string, string>>;
  readonly #ready = new Set<number>();
  #shown: readonly number[] | undefined = undefined;

  constructor(control: Control, { namespace, name, selector }: ServicePlan, nowMs: number) {
    super(control, control.identify('Service', namespace, name));
    this.#selector = selector;
    control.api.watch(this);
    this.changed(nowMs);
  }

  podChanged(pod: ApiPod, _change: PodChange, nowMs: number): void {
    if (pod.namespace !== this.namespace) return;
    const { index } = pod.identity;
    const takesTraffic = pod.isActive && pod.isReady && this.#selects(pod);
    if (takesTraffic === this.#ready.has(index)) return;
    if (takesTraffic) this.#ready.add(index);
    else this.#ready.delete(index);
    this.changed(nowMs);
  }

  protected override reconcile(nowMs: number): number {
    const endpoints = [...this.#ready].sort((a, b) => a - b);
    const isNews = this.#shown?.join() !== endpoints.join();
    this.#shown = endpoints;
    if (isNews) this.control.publish(this.identity, nowMs, { counts: { endpoints: endpoints.length }, endpoints });
    return Number.POSITIVE_INFINITY;
  }

  /** A Service without a selector picks nobody. */
  #selects({ identity }: ApiPod): boolean {
    const wanted = Object.entries(this.#selector);
    return wanted.length > 0 && wanted.every(([key, value]) => identity.labels[key] === value);
  }
}
