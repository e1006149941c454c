import type { KubeletFacts } from './kubelet-facts.js';
import type { ApiFacts, RuntimeFacts, Sink } from './sink.js';

/** Lets every fact pass unheard; readers that look at few kinds of facts override those. */
export class Quiet implements RuntimeFacts, ApiFacts, Sink {
  readonly keepsStatus: boolean = false;
  readonly steps: KubeletFacts | undefined = undefined;

  started(..._fact: Parameters<RuntimeFacts['started']>): void {}
  exited(..._fact: Parameters<RuntimeFacts['exited']>): void {}
  refused(..._fact: Parameters<RuntimeFacts['refused']>): void {}
  admitted(..._fact: Parameters<RuntimeFacts['admitted']>): void {}
  startFailed(..._fact: Parameters<RuntimeFacts['startFailed']>): void {}
  podCreated(..._fact: Parameters<ApiFacts['podCreated']>): void {}
  podBound(..._fact: Parameters<ApiFacts['podBound']>): void {}
  podTerminating(..._fact: Parameters<ApiFacts['podTerminating']>): void {}
  podDeleted(..._fact: Parameters<ApiFacts['podDeleted']>): void {}
  containerPublished(..._fact: Parameters<ApiFacts['containerPublished']>): void {}
  imageChanged(..._fact: Parameters<ApiFacts['imageChanged']>): void {}
  phasePublished(..._fact: Parameters<ApiFacts['phasePublished']>): void {}
  conditionPublished(..._fact: Parameters<ApiFacts['conditionPublished']>): void {}
  workloadPublished(..._fact: Parameters<ApiFacts['workloadPublished']>): void {}
  occurred(..._fact: Parameters<ApiFacts['occurred']>): void {}
  kubeletRestarted(..._fact: Parameters<ApiFacts['kubeletRestarted']>): void {}
}
