import { Quiet } from './quiet.js';

/** Keeps nothing but two numbers per container: how often it started and how often it exited. */
export class Counts extends Quiet {
  readonly starts: Uint32Array;
  readonly exits: Uint32Array;
  /** When the last exit was. */
  lastExitAtMs = 0;

  constructor(containers: number) {
    super();
    this.starts = new Uint32Array(containers);
    this.exits = new Uint32Array(containers);
  }

  override started(container: number): void {
    this.starts[container] = (this.starts[container] ?? 0) + 1;
  }

  override exited(container: number, _attempt: number, atMs: number): void {
    this.exits[container] = (this.exits[container] ?? 0) + 1;
    this.lastExitAtMs = atMs;
  }
}
