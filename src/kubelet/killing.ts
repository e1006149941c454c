import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import { failedPreStopHook, killing, killingAllContainers, killingPod } from './kill-texts.js';
import type { Pod } from './pod.js';
import { terminateContainer } from './terminate-container.js';
import { hookOutcome } from './termination.js';

/** Containers that are stopped at once; the next group's turn comes when all of this one are gone. */
interface Group {
  readonly containers: readonly Container[];
  readonly graceMs: (container: Container) => number;
  readonly say: (container: Container, nowMs: number) => void;
}

/**
 * The kills of one sync. Containers that are to be replaced go one after the other, each holding up the sync; those of a
 * pod that ends go together, its sidecars after them in reverse order.
 *
 * @source kubelet-semantics A3, A24, H5, PR14
 */
export class Killing {
  /** Whether any container was still running when its turn came. */
  killed = false;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  #groups: Group[] = [];
  #beganAtMs: number | undefined = undefined;
  #elapsedMs = 0;
  #hooked: Container[] = [];

  constructor(pod: Pod, context: KubeletContext) {
    this.#pod = pod;
    this.#context = context;
  }

  /** @param starts those of `kills` that will run again */
  begin(kills: readonly Container[], starts: readonly Container[]): void {
    this.#reset();
    for (const container of kills) {
      const cause = container.killedBySync ?? 'definition';
      const { spec } = container;
      container.killedFor = cause;
      const probe = cause === 'definition' ? undefined : spec[cause];
      this.#groups.push({
        containers: [container],
        graceMs: () => probe?.terminationGraceMs ?? this.#pod.spec.terminationGraceMs,
        say: (_, nowMs) => {
          this.#context.steps?.condemned(container.index, nowMs, cause);
          this.#pod.recorder.say(killing(spec.type, spec.name, cause, starts.includes(container)), nowMs, spec);
        },
      });
    }
  }

  /** Stops the pod for good. */
  beginPod(): void {
    this.#reset();
    const { containers, spec, recorder, stop } = this.#pod;
    const wholeMs = stop?.graceMs ?? spec.terminationGraceMs;
    const graceMs = (): number => wholeMs;
    const say = (container: Container, nowMs: number): void => {
      recorder.say(killingPod(container.spec.name), nowMs, container.spec);
    };
    const isSidecar = (container: Container): boolean => container.spec.type === 'sidecar';
    this.#groups.push({ containers: containers.filter((container) => !isSidecar(container)), graceMs, say });
    for (const sidecar of containers.filter(isSidecar).reverse()) {
      const leftMs = (): number => Math.max(1, wholeMs - this.#elapsedMs);
      this.#groups.push({ containers: [sidecar], graceMs: leftMs, say });
    }
  }

  /** Stops everything to start it afresh; without grace, and so without preStop. */
  beginRestartOfAll(): void {
    this.#reset();
    const say = ({ spec }: Container, nowMs: number): void => {
      this.#pod.recorder.say(killingAllContainers(), nowMs, spec);
    };
    this.#groups.push({ containers: this.#pod.containers, graceMs: () => 0, say });
  }

  /** @returns how long until the containers under way are gone; 0 when nothing is left to kill */
  advance(nowMs: number): number {
    if (this.#groups.length === 0 && this.#hooked.length === 0) return 0;
    this.#beganAtMs ??= nowMs;
    this.#elapsedMs = nowMs - this.#beganAtMs;
    this.#sayHooks(nowMs);
    for (let group = this.#groups.shift(); group !== undefined; group = this.#groups.shift()) {
      let goneAtMs = nowMs;
      let anyKilled = false;
      for (const container of group.containers) {
        if (!container.actual.isRunning) continue;
        anyKilled = true;
        const graceMs = group.graceMs(container);
        group.say(container, nowMs);
        if (graceMs > 0 && container.spec.preStop !== undefined) this.#hooked.push(container);
        goneAtMs = Math.max(goneAtMs, terminateContainer(container, graceMs, this.#context, nowMs));
      }
      if (anyKilled) this.killed = true;
      const busyMs = goneAtMs - nowMs + (anyKilled ? this.#pod.draw(this.#context.timing.latencies.stop) : 0);
      if (busyMs > 0) return busyMs;
      this.#sayHooks(nowMs);
    }
    return 0;
  }

  #reset(): void {
    this.killed = false;
    if (this.#groups.length > 0) this.#groups.length = 0;
    this.#beganAtMs = undefined;
    this.#elapsedMs = 0;
    if (this.#hooked.length > 0) this.#hooked.length = 0;
  }

  /** @source kubelet-semantics H3: told when the kill is over, a little later than the real one says it */
  #sayHooks(nowMs: number): void {
    if (this.#hooked.length === 0) return;
    for (const { spec, attempt } of this.#hooked) {
      if (spec.preStop === undefined || hookOutcome(spec.preStop, attempt?.preStop).exitCode === 0) continue;
      this.#pod.recorder.say(failedPreStopHook(), nowMs, spec);
    }
    this.#hooked.length = 0;
  }
}
