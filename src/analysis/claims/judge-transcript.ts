import { type KubeletConfig, resolvePolicy } from '../../kubelet/config.js';
import { NEWEST_VERSION, VERSION_NAMES, type VersionName } from '../../kubelet/versions.js';
import { SECOND_MS } from '../../time/units.js';
import type { Behaviour, FreeProbe } from '../behaviour.js';
import type { Plausibility } from '../plausibility.js';
import { TranscriptSearch } from '../plausible.js';
import { agesOf, type TranscriptRow } from '../transcript.js';
import { startsOf } from './bounds.js';
import { claimedKubelet } from './claimed-kubelet.js';
import { FastestRestarts } from './fastest-restarts.js';
import type { ClaimVerdict } from './judgement.js';
import type { TranscriptClaim } from './stated-claim.js';
import { transcriptScenario } from './transcript-scenario.js';

/**
 * What is tried, the plainest first: it exits by itself; a liveness probe has it killed; it exits once, and from then on
 * it is killed.
 */
export type TriedEndings = 'exits' | 'probe-kills' | 'exit-then-kills';

/** Whether a pod can have shown these rows, and how it would have to live. */
export interface TranscriptJudgement {
  readonly kind: 'transcript';
  readonly claim: TranscriptClaim;
  readonly verdict: ClaimVerdict;
  /** What ends its runs in the run that was found; undefined: none was. */
  readonly endings: TriedEndings | undefined;
  /** What the search found, or the nearest it came. */
  readonly found: Plausibility | undefined;
  /** A row with more restarts than any runs bring about by its age; undefined: there is none. */
  readonly tooMany: { readonly row: TranscriptRow; readonly earliestMs: number } | undefined;
  readonly scenario: string | undefined;
  /** When a process that exits at once has as many restarts as the last row, on the ideal clock; undefined: it has none. */
  readonly plainAtMs: number | undefined;
}

const seconds = (from: number, to: number) => ({ from: from * SECOND_MS, to: to * SECOND_MS });
/** A common probe, of which nothing is said. */
const ANY_PROBE: FreeProbe = {
  handler: 'httpGet',
  initialDelayMs: seconds(0, 15),
  periodMs: seconds(1, 10),
  failureThreshold: 3,
};
/** Scheduling, volumes and image pulls. */
const LEAD_MS = seconds(0, 30);
const FIRST_RUN_MS = seconds(0, 60);
const ORDINARY_RUN_MS = 60 * SECOND_MS;
/** What most transcripts take that can be found at all. */
const FIRST_RUNS = 1_500;

/** Tries run after run, plain exits first and then kills by a probe, in pieces so that a caller may show progress. */
export class TranscriptTrial {
  readonly #claim: TranscriptClaim;
  readonly #tooMany: TranscriptJudgement['tooMany'];
  readonly #searches: readonly { readonly endings: TriedEndings; readonly search: TranscriptSearch }[];
  readonly #config: KubeletConfig;
  readonly #mostRuns: number;

  /** @param config undefined: any kubelet with its defaults */
  constructor(claim: TranscriptClaim, config: KubeletConfig | undefined, mostRuns: number) {
    this.#claim = claim;
    this.#config = config ?? plainly(NEWEST_VERSION);
    this.#mostRuns = mostRuns;
    const kubelets = config === undefined ? VERSION_NAMES.map(plainly) : [config];
    this.#tooMany = tooManyRestarts(claim.rows, this.#config);
    const behaviours = [
      { endings: 'exits', behaviour: exits(claim.rows) },
      { endings: 'probe-kills', behaviour: kills(claim.rows) },
      { endings: 'exit-then-kills', behaviour: { ...kills(claim.rows), firstRunsMs: [FIRST_RUN_MS] } },
    ] as const;
    this.#searches = behaviours.map(({ endings, behaviour }) => {
      const question = { rows: claim.rows, behaviour, kubelets, seed: 'check', mostRuns };
      return { endings, search: new TranscriptSearch(question) };
    });
  }

  /** @returns whether there is nothing left to try */
  advance(runs: number): boolean {
    if (this.#tooMany !== undefined) return true;
    const current = this.#next;
    if (current === undefined) return true;
    current.advance(runs);
    return current.result.verdict === 'possible' || this.#next === undefined;
  }

  /** The plainest that has not had its share yet: each is tried a little before any is tried at length. */
  get #next(): TranscriptSearch | undefined {
    const searches = this.#searches.map(({ search }) => search);
    const open = (share: number) => searches.find((search) => search.runs < share && !isDecided(search));
    return open(Math.min(FIRST_RUNS, this.#mostRuns)) ?? open(this.#mostRuns);
  }

  get doneRatio(): number {
    return this.#searches.reduce((sum, { search }) => sum + search.runs, 0) / (this.#searches.length * this.#mostRuns);
  }

  get judgement(): TranscriptJudgement {
    const base = {
      kind: 'transcript',
      claim: this.#claim,
      tooMany: this.#tooMany,
      plainAtMs: plainAtMs(this.#claim.rows, this.#config),
    } as const;
    const none = { ...base, verdict: 'impossible', endings: undefined, scenario: undefined } as const;
    if (this.#tooMany !== undefined) return { ...none, found: undefined };
    const shown = this.#searches.find(({ search }) => search.result.verdict === 'possible');
    if (shown === undefined) {
      const nearest = this.#searches.map(({ search }) => search.result).toSorted(byNearness)[0];
      const isRule = nearest?.verdict === 'impossible' && nearest.basis === 'rule';
      return { ...none, verdict: isRule ? 'impossible' : 'not-found', found: nearest };
    }
    const { endings, search } = shown;
    const found = search.result;
    const verdict = endings === 'exits' ? 'possible' : 'only-if';
    const scenario =
      endings === 'exits' ? transcriptScenario(this.#claim.rows, found, exits(this.#claim.rows)) : undefined;
    return { ...base, verdict, endings, found, scenario };
  }
}

const plainly = (version: VersionName): KubeletConfig => ({ version, gates: {}, maxRestartPeriodMs: undefined });

function plainAtMs(rows: readonly TranscriptRow[], config: KubeletConfig): number | undefined {
  const restarts = rows.at(-1)?.restarts ?? 0;
  return restarts === 0 ? undefined : startsOf(claimedKubelet(config), 0).startAtMs(restarts);
}

/** A rule needs no search. */
function isDecided({ result }: TranscriptSearch): boolean {
  return result.verdict === 'possible' || result.basis === 'rule';
}

/** The search that met the most rows first. */
function byNearness(a: Plausibility, b: Plausibility): number {
  const met = (one: Plausibility): number => (one.verdict === 'impossible' ? (one.nearest?.rowsMet ?? -1) : 0);
  return met(b) - met(a);
}

/** By rule: whatever its runs are and whatever ends them, so many restarts take longer. */
function tooManyRestarts(rows: readonly TranscriptRow[], config: KubeletConfig): TranscriptJudgement['tooMany'] {
  const policy = resolvePolicy(config, 'kubelet');
  const fastest = new FastestRestarts({ policy, endings: 'exits-and-kills', grainMs: 0 });
  for (const row of rows) {
    const least = fastest.mostWithin(agesOf(row).to, row.restarts) ?? row.restarts;
    if (least < row.restarts) return { row, earliestMs: fastest.earliestMs(row.restarts) };
  }
  return undefined;
}

/** A pod of many days and few restarts runs long. */
function longestRunMs(rows: readonly TranscriptRow[]): number {
  const shares = rows.map((row) => agesOf(row).to / (row.restarts + 1));
  return Math.max(ORDINARY_RUN_MS, Math.ceil(1.5 * Math.max(0, ...shares)));
}

/** What the rows say of how its runs end, and whatever they leave open. */
function exits(rows: readonly TranscriptRow[]): Behaviour {
  const shows = (status: string): boolean => rows.some((row) => row.status === status);
  const ending = shows('OOMKilled')
    ? ({ exitCode: 137, exitReason: 'OOMKilled' } as const)
    : shows('Completed')
      ? ({ exitCode: 0, exitReason: 'Completed' } as const)
      : ({ exitCode: 1, exitReason: 'Error' } as const);
  return {
    ...ending,
    runMs: { from: 0, to: longestRunMs(rows) },
    runVariesByMs: SECOND_MS / 2,
    restartPolicy: 'Always',
    leadMs: LEAD_MS,
    healthyContainers: 0,
  };
}

function kills(rows: readonly TranscriptRow[]): Behaviour {
  const liveness = {
    probe: ANY_PROBE,
    healthyForMs: seconds(0, 60),
    onTerm: { exitCode: 143, afterMs: seconds(0, 1) },
  };
  return { ...exits(rows), runMs: undefined, liveness };
}
