import type { Io } from './io.js';

/** Work shorter than this shows nothing. */
const QUIET_MS = 1_000;
const REDRAW_MS = 100;
const BAR_WIDTH = 30;

/** A bar on stderr for work that takes longer than a second, when somebody watches. */
export class Progress {
  readonly #io: Io;
  readonly #what: string;
  readonly #sinceMs: number;
  #drawnAtMs = 0;
  #isDrawn = false;

  constructor(io: Io, what: string) {
    this.#io = io;
    this.#what = what;
    this.#sinceMs = io.clockMs();
  }

  show(doneRatio: number): void {
    const nowMs = this.#io.clockMs();
    if (nowMs - this.#sinceMs < QUIET_MS || nowMs - this.#drawnAtMs < REDRAW_MS || !this.#io.showsProgress) return;
    this.#drawnAtMs = nowMs;
    this.#isDrawn = true;
    const filled = Math.round(BAR_WIDTH * doneRatio);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    this.#io.stderr(`\r${bar} ${Math.floor(doneRatio * 100)} %  ${this.#what}`);
  }

  /** Wipes the bar, so that it is not in the way of what follows. */
  clear(): void {
    if (this.#isDrawn) this.#io.stderr('\r\u001b[2K');
  }
}
