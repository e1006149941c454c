import type { Io } from './io.js';
import { Progress } from './progress.js';

/** Work that is done a piece at a time. */
export interface Pieces {
  /** @returns whether nothing is left to do */
  advance(size: number): boolean;
  readonly doneRatio: number;
}

/**
 * Does all of a work with a progress bar, and stops early when the user interrupts.
 *
 * @returns whether it is done
 */
export async function finish(
  work: Pieces,
  { size, what }: { readonly size: number; readonly what: string },
  io: Io,
): Promise<boolean> {
  const progress = new Progress(io, what);
  while (!work.advance(size)) {
    progress.show(work.doneRatio);
    await io.breathe();
    if (!io.interrupted()) continue;
    progress.clear();
    return false;
  }
  progress.clear();
  return true;
}
