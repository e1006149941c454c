import type { Sink } from './sink.js';

/** Keeps nothing but two numbers per container: how often it started and how often it exited. */
export class Counts implements Sink {
  readonly keepsStatus: boolean = false;
  readonly starts: Uint32Array;
  readonly exits: Uint32Array;
  /** When the last exit was. */
  lastExitAtMs = 0;

  constructor(containers: number) {
    this.starts = new Uint32Array(containers);
    this.exits = new Uint32Array(containers);
  }

  started(container: number): void {
    this.starts[container] = (this.starts[container] ?? 0) + 1;
  }

  exited(container: number, _attempt: number, atMs: number): void {
    this.exits[container] = (this.exits[container] ?? 0) + 1;
    this.lastExitAtMs = atMs;
  }

  podCreated(): void {}
  podDeleted(): void {}
  refused(): void {}
  admitted(): void {}
  containerPublished(): void {}
  phasePublished(): void {}
}
