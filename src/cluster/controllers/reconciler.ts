import { type Distribution, drawMs } from '../../engine/distributions.js';
import { namedStream, type Stream } from '../../engine/stream.js';
import { Timer } from '../../engine/timer.js';
import type { WorkloadIdentity, WorkloadStatus } from '../../trace/workload.js';
import { CLUSTER_RANK } from '../ranks.js';
import type { Control } from './control.js';

const NO_CONDITIONS: WorkloadStatus['conditions'] = [];

/**
 * A controller's work on one object: looks at it soon after something changed, however much did, and does what is due.
 */
export abstract class Reconciler extends Timer {
  readonly identity: WorkloadIdentity;
  protected readonly control: Control;
  #shown: WorkloadStatus | undefined = undefined;
  #stream: Stream | undefined = undefined;
  #isGone = false;

  constructor(control: Control, identity: WorkloadIdentity) {
    super(CLUSTER_RANK.controller, control.nextOrder());
    this.control = control;
    this.identity = identity;
  }

  get namespace(): string {
    return this.identity.namespace;
  }

  get name(): string {
    return this.identity.name;
  }

  /** As its pods and events call it. */
  get ownerText(): string {
    return `${this.identity.kind}/${this.identity.name}`;
  }

  /** Whether a pod of that name is there, whoever made it: none gets its name meanwhile. */
  protected readonly isPodThere = (name: string): boolean => this.control.api.has(this.namespace, name);

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Something it watches has changed. */
  changed(nowMs: number, latency: Distribution = this.control.timing.watch): void {
    this.#dueBy(nowMs + this.#draw(latency));
  }

  override fire(nowMs: number): void {
    this.#dueBy(this.reconcile(nowMs));
  }

  override describe(): string {
    return this.ownerText;
  }

  /** What the API serves as its specification. */
  protected get specification(): Pick<WorkloadStatus, 'served' | 'template' | 'revision'> {
    return {};
  }

  /** The object is deleted: nothing more happens. */
  protected end(): void {
    this.#isGone = true;
    this.control.agenda.cancel(this);
  }

  /** Tells the API its status, if that has changed. @returns whether it has */
  protected publishCounts(
    counts: WorkloadStatus['counts'],
    nowMs: number,
    conditions: WorkloadStatus['conditions'] = NO_CONDITIONS,
    texts?: WorkloadStatus['texts'],
  ): boolean {
    const shown = this.#shown;
    const { served, template, revision } = this.specification;
    const isSpecKnown = shown?.served === served && shown?.template === template && shown?.revision === revision;
    const isTold = shown?.conditions === conditions && areEqual(shown.counts, counts);
    if (isSpecKnown && isTold && areEqual(shown.texts ?? {}, texts ?? {})) return false;
    const told = texts === undefined ? {} : { texts };
    this.#shown = { counts, conditions, endpoints: [], isGone: false, served, template, revision, ...told };
    this.control.api.workloadPublished(this.identity, nowMs, this.#shown);
    return true;
  }

  /** Does what is due. @returns when it is to look again by itself; Infinity: never */
  protected abstract reconcile(nowMs: number): number;

  #dueBy(atMs: number): void {
    if (this.#isGone || atMs === Number.POSITIVE_INFINITY) return;
    if (!this.isPending || this.dueAtMs > atMs) this.control.agenda.schedule(this, atMs);
  }

  #draw(latency: Distribution): number {
    if (latency.kind === 'fixed') return latency.ms;
    const { kind, namespace, name } = this.identity;
    this.#stream ??= namedStream(this.control.masterSeed, 'controller', kind, namespace, name);
    return drawMs(latency, this.#stream);
  }
}

type Values = Readonly<Record<string, number | string>>;

function areEqual(a: Values, b: Values): boolean {
  for (const name in b) if (a[name] !== b[name]) return false;
  return true;
}
