import type { PodChange } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import type { JobPlan } from '../workload-plan.js';
import { judgeFailure } from './failure-policy.js';
import { JobBackoff } from './job-backoff.js';
import { JobIndexes } from './job-indexes.js';
import { finishedAtMs, indexOf } from './job-pods.js';

type Spec = Pick<JobPlan, 'podReplacementPolicy' | 'podFailureRules' | 'completions' | 'indexed'>;

/** A Job's pods: who works, and who has succeeded or failed, each counted once. */
export class JobTally {
  readonly indexes = new JobIndexes();
  readonly backoff = new JobBackoff();
  /** All that are there. */
  readonly #pods = new Set<ApiPod>();
  /** Of these who has not ended: few, where thousands have. */
  readonly #living = new Set<ApiPod>();
  /** Ended or on their way out, and not looked at yet. */
  readonly #uncounted = new Set<ApiPod>();
  readonly #counted = new Set<ApiPod>();
  /** Let go without blame, for there were too many. */
  readonly #released = new Set<ApiPod>();
  #succeeded = 0;
  #failed = 0;

  /** Takes over what has changed about a pod. */
  note(pod: ApiPod, change: PodChange, spec: Spec): void {
    if (change === 'gone') this.#pods.delete(pod);
    else this.#pods.add(pod);
    if (pod.hasEnded || pod.isGone) this.#living.delete(pod);
    else this.#living.add(pod);
    if (this.#isCountable(pod, spec) && !this.#counted.has(pod)) this.#uncounted.add(pod);
    if (change !== 'gone') return;
    this.#counted.delete(pod);
    this.#released.delete(pod);
  }

  /** Counts who has ended since the last time. @returns what its failure policy says that fails the Job */
  settle(spec: Spec): string | undefined {
    let verdict: string | undefined;
    for (const pod of this.#uncounted) {
      const message = this.#count(pod, spec);
      verdict ??= message;
    }
    this.#uncounted.clear();
    return verdict;
  }

  /** It goes, and nobody counts it. */
  release(pod: ApiPod): void {
    this.#released.add(pod);
  }

  /** It goes with its Job, which has failed: so has it. */
  blame(pod: ApiPod, hasFailed: boolean): void {
    this.#counted.add(pod);
    if (hasFailed) this.#failed += 1;
  }

  get pods(): ReadonlySet<ApiPod> {
    return this.#pods;
  }

  get active(): ApiPod[] {
    return [...this.#living].filter((pod) => pod.isActive);
  }

  get terminating(): readonly ApiPod[] {
    return [...this.#living].filter((pod) => pod.isTerminating && !pod.hasEnded);
  }

  get failed(): number {
    return this.#failed;
  }

  /** Pods; of an Indexed Job: indexes. */
  succeeded({ indexed, completions = 0 }: Spec): number {
    return indexed === undefined ? this.#succeeded : this.indexes.succeededCount(completions);
  }

  /** A pod that is to be deleted has failed already, unless only failed ones are replaced. */
  #isCountable(pod: ApiPod, { podReplacementPolicy }: Spec): boolean {
    if (this.#released.has(pod)) return false;
    return pod.hasEnded || pod.isGone || (pod.isTerminating && podReplacementPolicy !== 'Failed');
  }

  #count(pod: ApiPod, { podFailureRules, completions = 0, indexed }: Spec): string | undefined {
    this.#counted.add(pod);
    const index = indexed === undefined ? undefined : indexOf(pod);
    if (index !== undefined && index >= completions) return undefined;
    const atMs = finishedAtMs(pod);
    if (pod.phase === 'Succeeded') {
      this.#succeeded += 1;
      if (index !== undefined) this.indexes.succeeded(index);
      this.backoff.succeeded(atMs);
      return undefined;
    }
    const { action, message } = judgeFailure(pod, podFailureRules);
    this.backoff.failed(atMs);
    if (index !== undefined) this.indexes.failed(index, action, atMs, indexed?.backoffLimit);
    if (action !== 'Ignore') this.#failed += 1;
    return action === 'FailJob' ? message : undefined;
  }
}
