import { normal, warning } from '../../kubelet/event-text.js';
import { SECOND_MS } from '../../time/units.js';
import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import { revisionHash } from '../pod-names.js';
import type { TemplatePlan } from '../template-plan.js';
import type { StatefulSetPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { claimName, memberTemplate } from './member-template.js';
import { PodTally } from './pod-tally.js';
import { Reconciler } from './reconciler.js';
import { knownTemplate, withImage } from './templates.js';
import type { Workload } from './workload.js';

const SOURCE = 'statefulset-controller';
const FIRST_RETRY_MS = 5;
const LONGEST_RETRY_MS = 1_000 * SECOND_MS;

/**
 * Keeps pods with lasting names, and, unless told otherwise, makes and changes them one after the other: none before the
 * one before it runs and is ready, so a crash loop holds up all that come after it, its own cure included: a mended
 * template replaces no pod before all are ready.
 *
 * @source kubelet-semantics C5; pkg/controller/statefulset
 */
export class StatefulSetController extends Reconciler implements PodWatcher, Workload {
  #plan: StatefulSetPlan;
  /** What pods are made from that an update has not reached: the newest template that all of them had. */
  #current: TemplatePlan;
  readonly #tally: PodTally;
  readonly #pods = new Map<number, ApiPod>();
  /** Which template each pod was made from. */
  readonly #templates = new Map<ApiPod, TemplatePlan>();
  /** What the pod being made is made from. */
  #making: TemplatePlan;
  /** In the order in which pods were made from them. */
  readonly #revisions: TemplatePlan[] = [];
  readonly #claims = new Set<string>();
  /** How often in a row it has found a name taken. */
  #refusals = 0;

  constructor(control: Control, plan: StatefulSetPlan, nowMs: number) {
    super(control, control.identify('StatefulSet', plan.namespace, plan.name));
    this.#plan = plan;
    this.#current = plan.template;
    this.#making = plan.template;
    this.#tally = new PodTally(plan.minReadyMs);
    control.api.watchOwned(this.namespace, this.ownerText, this);
    this.changed(nowMs);
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'StatefulSet') return;
    const template = knownTemplate(plan.template, [this.#plan.template, this.#current, ...this.#templates.values()]);
    this.#plan = { ...plan, template };
    this.changed(nowMs);
  }

  scale(replicas: number, nowMs: number): void {
    this.apply({ ...this.#plan, replicas }, nowMs);
  }

  setImage(container: string | undefined, image: string, nowMs: number): void {
    this.apply({ ...this.#plan, template: withImage(this.#plan.template, container, image) }, nowMs);
  }

  delete(nowMs: number): void {
    this.end();
    this.control.api.unwatchOwned(this.namespace, this.ownerText);
    for (const pod of this.#pods.values()) this.control.pods.delete(pod, nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    this.#tally.note(pod, nowMs);
    const ordinal = ordinalOf(pod);
    if (change === 'created') {
      this.#pods.set(ordinal, pod);
      this.#templates.set(pod, this.#making);
      this.#say(normal('SuccessfulCreate', `create Pod ${pod.name} in StatefulSet ${this.name} successful`), nowMs);
    } else if (change === 'gone') {
      if (this.#pods.get(ordinal) === pod) this.#pods.delete(ordinal);
      this.#templates.delete(pod);
    }
    if (change !== 'status' && change !== 'bound') this.changed(nowMs);
  }

  protected override get specification() {
    return { served: this.#plan.served, template: this.#plan.template.served };
  }

  protected override reconcile(nowMs: number): number {
    const nextMs = this.#tally.settle(nowMs);
    const kept = this.#keepReplicas(nowMs);
    if (kept === 'all' && this.#removeSurplus(nowMs)) this.#update(nowMs);
    this.#publish(nowMs);
    this.#refusals = kept === 'refused' ? this.#refusals + 1 : 0;
    return kept === 'refused' ? Math.min(nextMs, nowMs + retryDelayMs(this.#refusals)) : nextMs;
  }

  get #isOrdered(): boolean {
    return this.#plan.podManagement === 'OrderedReady';
  }

  /** Makes what is missing. @returns whether something has to be waited for, or has a name that is taken */
  #keepReplicas(nowMs: number): 'all' | 'waits' | 'refused' {
    let kept: 'all' | 'refused' = 'all';
    for (let ordinal = 0; ordinal < this.#plan.replicas; ordinal += 1) {
      const pod = this.#pods.get(ordinal);
      if (pod === undefined) {
        const isMade = this.#create(ordinal, nowMs);
        if (!isMade) kept = 'refused';
        if (this.#isOrdered) return isMade ? 'waits' : 'refused';
      } else if (pod.hasEnded && !pod.isTerminating) {
        this.#sayEnded(pod, nowMs);
        this.#delete(pod, nowMs);
        if (this.#isOrdered) return 'waits';
      } else if (this.#isOrdered && !this.#isHealthy(pod)) {
        return 'waits';
      }
    }
    return kept;
  }

  /** Takes away what is too much, the last first. @returns whether nothing has to be waited for */
  #removeSurplus(nowMs: number): boolean {
    const surplus = [...this.#pods.keys()].filter((ordinal) => ordinal >= this.#plan.replicas).sort((a, b) => b - a);
    for (const ordinal of surplus) {
      const pod = this.#pods.get(ordinal);
      if (pod === undefined) continue;
      if (!pod.isTerminating) this.#delete(pod, nowMs);
      if (this.#isOrdered) return false;
    }
    return true;
  }

  /** Replaces pods of an old template, the last first, and goes on when each is healthy. */
  #update(nowMs: number): void {
    const { updates, replicas } = this.#plan;
    if (updates.type === 'OnDelete') return;
    for (let ordinal = replicas - 1; ordinal >= updates.partition; ordinal -= 1) {
      const pod = this.#pods.get(ordinal);
      if (pod === undefined) return;
      if (this.#isOld(pod) && !pod.isTerminating) {
        this.#delete(pod, nowMs);
        return;
      }
      if (!this.#isHealthy(pod)) return;
    }
  }

  #isOld(pod: ApiPod): boolean {
    return this.#templates.get(pod) !== this.#plan.template;
  }

  #isHealthy(pod: ApiPod): boolean {
    return pod.phase === 'Running' && this.#tally.isAvailable(pod);
  }

  /** @returns whether its name was free: the pod of a predecessor, or anybody's, may still have it */
  #create(ordinal: number, nowMs: number): boolean {
    const { namespace, ownerText: owner } = this;
    const name = `${this.name}-${ordinal}`;
    if (this.isPodThere(name)) return false;
    const { updates } = this.#plan;
    // @source stateful_set_utils.go newVersionedStatefulSetPod
    const isLeft = updates.type === 'RollingUpdate' && ordinal < updates.partition;
    this.#making = isLeft ? this.#current : this.#plan.template;
    const template = memberTemplate(this.#making, {
      name,
      ordinal,
      revision: `${this.name}-${this.#revisionOf(this.#making)}`,
      claimTemplates: this.#plan.claimTemplates,
      serviceName: serviceNameOf(this.#plan),
    });
    for (const claim of this.#plan.claimTemplates) this.#claim(claimName(claim, name), name, nowMs);
    this.control.pods.create({ namespace, name, owner, template }, nowMs);
    return true;
  }

  #revisionOf(template: TemplatePlan): string {
    if (!this.#revisions.includes(template)) this.#revisions.push(template);
    const revision = this.#revisions.indexOf(template) + 1;
    return revisionHash(this.control.nameSeed, this.namespace, this.name, revision);
  }

  /** A claim outlives its pod, and serves the next one of that name. */
  #claim(claim: string, podName: string, nowMs: number): void {
    if (this.#claims.has(claim)) return;
    this.#claims.add(claim);
    const message = `create Claim ${claim} Pod ${podName} in StatefulSet ${this.name} success`;
    this.#say(normal('SuccessfulCreate', message), nowMs);
  }

  #delete(pod: ApiPod, nowMs: number): void {
    this.#say(normal('SuccessfulDelete', `delete Pod ${pod.name} in StatefulSet ${this.name} successful`), nowMs);
    this.control.pods.delete(pod, nowMs);
  }

  #sayEnded(pod: ApiPod, nowMs: number): void {
    const isFailed = pod.phase === 'Failed';
    const what = isFailed ? 'failed' : 'terminated';
    const message = `StatefulSet ${this.namespace}/${this.name} is recreating ${what} Pod ${pod.name}`;
    const event = isFailed ? warning('RecreatingFailedPod', message) : normal('RecreatingTerminatedPod', message);
    this.#say(event, nowMs);
  }

  #say(text: ReturnType<typeof normal>, nowMs: number): void {
    this.control.tell(this.identity, SOURCE, text, nowMs);
  }

  #publish(nowMs: number): void {
    const pods = [...this.#pods.values()];
    const staying = pods.filter((pod) => !pod.isTerminating);
    const updatedReplicas = staying.filter((pod) => !this.#isOld(pod)).length;
    const { replicas, template, updates } = this.#plan;
    // @source stateful_set_utils.go completeRollingUpdate
    const isDone = [updatedReplicas, this.#tally.ready, pods.length].every((count) => count === replicas);
    if (isDone && updates.type === 'RollingUpdate') this.#current = template;
    const counts = {
      specReplicas: replicas,
      replicas: pods.length,
      readyReplicas: this.#tally.ready,
      availableReplicas: this.#tally.available,
      currentReplicas: staying.filter((pod) => this.#templates.get(pod) === this.#current).length,
      updatedReplicas,
    };
    this.publishCounts(counts, nowMs);
  }
}

function ordinalOf({ name }: ApiPod): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}

function serviceNameOf({ served }: StatefulSetPlan): string | undefined {
  const name = served?.spec['serviceName'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** @source client-go DefaultTypedControllerRateLimiter */
function retryDelayMs(refusals: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (refusals - 1), LONGEST_RETRY_MS);
}
