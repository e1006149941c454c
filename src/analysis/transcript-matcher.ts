import { SECOND_MS } from '../time/units.js';
import { gap, type Interval, intersect } from './intervals.js';
import { type Offsets, offsetsByAge, offsetsOf, readsLike } from './row-match.js';
import { agesOf, type Shown, type TranscriptRow } from './transcript.js';

/** How a run fails to show a row. */
export type Miss =
  /** The status never came with this number of restarts while the pod could have had the row's age. */
  | { readonly kind: 'never-shown' }
  /** It came, but only when the newest exit was so much older (positive) or younger than the row says. */
  | { readonly kind: 'exit-age'; readonly byMs: number }
  /** It came, but so much later (positive) or earlier than the row says, given the rows already met. */
  | { readonly kind: 'age'; readonly byMs: number };

/** What of a row was seen so far. */
interface Seen {
  readonly row: TranscriptRow;
  offsets: Offsets;
  /** The ages of the newest exit while the rest of the row was shown. */
  exitAgesMs: Interval[];
  byAge: Offsets;
  isClosed: boolean;
}

/** Holds one run against the rows of a transcript, as the run goes on. */
export class TranscriptMatcher {
  /** The first row the run fails to show, once it does. */
  missed: { readonly row: TranscriptRow; readonly miss: Miss } | undefined = undefined;
  /** The offsets at which all rows met so far could have been printed. */
  offsets: Offsets;
  rowsMet = 0;
  readonly #seen: readonly Seen[];
  #leastOffsetMs: number;

  /** @param lead how long before the run's beginning the pod was created */
  constructor(rows: readonly TranscriptRow[], lead: Interval) {
    this.#seen = rows.map((row) => ({ row, offsets: [], exitAgesMs: [], byAge: [], isClosed: false }));
    // Creation is cut to the second, so the age may be a second more than the time that has passed.
    this.offsets = [{ from: lead.from, to: lead.to + SECOND_MS - 1 }];
    this.#leastOffsetMs = lead.from;
  }

  /** Whether nothing the run may still show matters. */
  get isDecided(): boolean {
    return this.missed !== undefined || this.rowsMet === this.#seen.length;
  }

  shown(shown: Shown): void {
    for (const seen of this.#seen) {
      if (this.isDecided) return;
      if (seen.isClosed) continue;
      const isPast = shown.restarts > seen.row.restarts || agesOf(seen.row).to < shown.fromMs + this.#leastOffsetMs;
      if (isPast) this.#close(seen);
      else if (readsLike(seen.row, shown)) collect(seen, shown);
    }
  }

  /** The run is over: what has not been shown by now never will be. */
  end(): void {
    for (const seen of this.#seen) {
      if (this.isDecided) return;
      if (!seen.isClosed) this.#close(seen);
    }
  }

  #close(seen: Seen): void {
    seen.isClosed = true;
    const left = intersect(this.offsets, seen.offsets);
    if (left.length === 0) {
      this.missed = { row: seen.row, miss: this.#missOf(seen) };
      return;
    }
    this.offsets = left;
    this.#leastOffsetMs = Math.min(...left.map(({ from }) => from));
    this.rowsMet += 1;
  }

  #missOf({ row, offsets, byAge, exitAgesMs }: Seen): Miss {
    if (byAge.length === 0) return { kind: 'never-shown' };
    const { lastExitAgo } = row;
    if (lastExitAgo === undefined || offsets.length > 0) return { kind: 'age', byMs: gap(this.offsets, offsets) };
    const told = [{ from: lastExitAgo.ms, to: lastExitAgo.ms + lastExitAgo.resolutionMs - 1 }];
    return { kind: 'exit-age', byMs: gap(exitAgesMs, told) };
  }
}

function collect(seen: Seen, shown: Shown): void {
  seen.byAge = [...seen.byAge, ...offsetsByAge(seen.row, shown)];
  seen.offsets = [...seen.offsets, ...offsetsOf(seen.row, shown)];
  const { lastExitAtMs } = shown;
  if (lastExitAtMs !== undefined) {
    seen.exitAgesMs.push({ from: shown.fromMs - lastExitAtMs, to: shown.untilMs - 1 - lastExitAtMs });
  }
}
