/** What a container's probes say about one of its instances. */
export interface ProbeVerdicts {
  /** Which probe wants the instance killed. @source kubelet-semantics A18, A15 */
  verdict(attempt: number): 'liveness' | 'startup' | undefined;
  /** @source kubelet-semantics P19 */
  isStarted(attempt: number): boolean;
  /** @source kubelet-semantics P19 */
  isReady(attempt: number): boolean;
  /** Looks at readiness besides the ticks. @source kubelet-semantics PR4 */
  askReadiness(nowMs: number): void;
  /** The pod is being deleted: readiness goes on until its containers have stopped. @source kubelet-semantics PR21 */
  stopKilling(): void;
  stop(): void;
}
