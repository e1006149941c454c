import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import type { ServicePlan } from '../plan.js';
import type { Control } from './control.js';
import { EndpointsLog } from './endpoints-log.js';
import { Reconciler } from './reconciler.js';

/**
 * Which pods take a Service's traffic: those its selector picks that are ready and not on their way out.
 *
 * @source pkg/controller/endpointslice
 */
export class ServiceController extends Reconciler implements PodWatcher {
  readonly #selector: readonly (readonly [string, string])[];
  readonly #log = new EndpointsLog();
  readonly #shown = new Set<number>();
  /** Pods that have changed since the last look, and whether they take traffic now. */
  readonly #news = new Map<number, boolean>();
  #isTold = false;

  constructor(control: Control, { namespace, name, selector }: ServicePlan, nowMs: number) {
    super(control, control.identify('Service', namespace, name));
    this.#selector = Object.entries(selector);
    control.api.watch(this);
    this.changed(nowMs);
  }

  podChanged(pod: ApiPod, _change: PodChange, nowMs: number): void {
    if (pod.namespace !== this.namespace || !this.#selects(pod)) return;
    const { index } = pod.identity;
    const takesTraffic = pod.isActive && pod.isReady;
    if (takesTraffic === (this.#news.get(index) ?? this.#shown.has(index))) return;
    this.#news.set(index, takesTraffic);
    this.changed(nowMs);
  }

  protected override reconcile(nowMs: number): number {
    let isNews = !this.#isTold;
    for (const [pod, takesTraffic] of this.#news) {
      if (takesTraffic === this.#shown.has(pod)) continue;
      isNews = true;
      if (takesTraffic) this.#shown.add(pod);
      else this.#shown.delete(pod);
      if (takesTraffic) this.#log.came(pod);
      else this.#log.went(pod);
    }
    this.#news.clear();
    this.#isTold = true;
    if (isNews) this.control.api.workloadPublished(this.identity, nowMs, this.#log.status());
    return Number.POSITIVE_INFINITY;
  }

  /** A Service without a selector picks nobody. */
  #selects({ identity }: ApiPod): boolean {
    return this.#selector.length > 0 && this.#selector.every(([key, value]) => identity.labels[key] === value);
  }
}
