import type { KubeletFacts } from '../trace/kubelet-facts.js';
import type { ApiFacts, RuntimeFacts, Sink } from '../trace/sink.js';

/** Hands every fact on to another sink; who listens in on some overrides those. */
export class Relay implements Sink {
  /** Whoever listens in wants to know what the API shows. */
  readonly keepsStatus: boolean = true;
  readonly steps: KubeletFacts | undefined;
  protected readonly sink: Sink;

  constructor(sink: Sink) {
    this.sink = sink;
    this.steps = sink.steps;
  }

  started(...fact: Parameters<RuntimeFacts['started']>): void {
    this.sink.started(...fact);
  }

  exited(...fact: Parameters<RuntimeFacts['exited']>): void {
    this.sink.exited(...fact);
  }

  refused(...fact: Parameters<RuntimeFacts['refused']>): void {
    this.sink.refused(...fact);
  }

  admitted(...fact: Parameters<RuntimeFacts['admitted']>): void {
    this.sink.admitted(...fact);
  }

  startFailed(...fact: Parameters<RuntimeFacts['startFailed']>): void {
    this.sink.startFailed(...fact);
  }

  podCreated(...fact: Parameters<ApiFacts['podCreated']>): void {
    this.sink.podCreated(...fact);
  }

  podBound(...fact: Parameters<ApiFacts['podBound']>): void {
    this.sink.podBound(...fact);
  }

  podTerminating(...fact: Parameters<ApiFacts['podTerminating']>): void {
    this.sink.podTerminating(...fact);
  }

  podDeleted(...fact: Parameters<ApiFacts['podDeleted']>): void {
    this.sink.podDeleted(...fact);
  }

  containerPublished(...fact: Parameters<ApiFacts['containerPublished']>): void {
    this.sink.containerPublished(...fact);
  }

  imageChanged(...fact: Parameters<ApiFacts['imageChanged']>): void {
    this.sink.imageChanged(...fact);
  }

  phasePublished(...fact: Parameters<ApiFacts['phasePublished']>): void {
    this.sink.phasePublished(...fact);
  }

  conditionPublished(...fact: Parameters<ApiFacts['conditionPublished']>): void {
    this.sink.conditionPublished(...fact);
  }

  workloadPublished(...fact: Parameters<ApiFacts['workloadPublished']>): void {
    this.sink.workloadPublished(...fact);
  }

  occurred(...fact: Parameters<ApiFacts['occurred']>): void {
    this.sink.occurred(...fact);
  }

  kubeletRestarted(...fact: Parameters<ApiFacts['kubeletRestarted']>): void {
    this.sink.kubeletRestarted(...fact);
  }
}
