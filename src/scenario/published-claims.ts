import * as z from 'zod/mini';
import { checkShape } from './check-shape.js';
import { issueLog } from './issue-log.js';
import { readDocuments } from './read-yaml.js';
import type { TextFile } from './scenario.js';
import { duration, exactlyOne, filledText, listOf, real, strict, text, whole } from './schema-parts.js';
import { sourceOf } from './source.js';
import { rangeOf, type Spans } from './spans.js';
import { treeReader } from './tree.js';
import { durationMs } from './values.js';

/** Numbers somebody has published about restarts, with what they would have to be. */
export interface PublishedClaims {
  readonly claims: readonly PublishedClaim[];
  /** What was published and is no matter of computing. */
  readonly notRun: readonly { readonly id: string; readonly says: string; readonly because: string }[];
}

export interface PublishedClaim {
  readonly id: string;
  readonly source: string;
  readonly says: string;
  /** One or several numbers, or the range in which the number must be. */
  readonly published: readonly number[] | { readonly min: number; readonly max: number };
  /** What the text can mean: each computes the numbers under assumptions of its own. */
  readonly readings: readonly ClaimReading[];
  /** Why the numbers hold or do not. */
  readonly because: string;
}

export interface ClaimReading {
  /** In words. */
  readonly assume: string;
  /** A scenario file beside the claims. */
  readonly scenario: string;
  /** In the words of `--policy`. */
  readonly policy: string;
  /** The policy whose restarts are subtracted. */
  readonly against: string | undefined;
  readonly measure: Measure;
  /** By place: restarts are multiplied by these, to make requests of them. */
  readonly times: readonly number[];
  /** Which of the published numbers comes first; 0 unless a reading is about a later one. */
  readonly place: number;
  /** How long is simulated. */
  readonly withinMs: number;
}

export type Measure =
  /** Restarts in windows that begin after `fromMs`, or with it at 0, and end with `toMs`. */
  | { readonly kind: 'restartsIn'; readonly windows: readonly { readonly fromMs: number; readonly toMs: number }[] }
  /** When these restarts come, in seconds. */
  | { readonly kind: 'restartAt'; readonly restarts: readonly number[] }
  /** From the exit before to these restarts, in seconds. */
  | { readonly kind: 'waits'; readonly restarts: readonly number[] }
  /** From restart to restart in the long run, in seconds. */
  | { readonly kind: 'steadyEvery' };

const MOST_CLAIMS = 1_000;
const MOST_NUMBERS = 100;
const LARGEST = 1e12;

function schema() {
  const number = real('A number.', -LARGEST, LARGEST);
  const restarts = listOf('Numbers of restarts.', whole('The first restart is 1.', 1, 1_000_000), MOST_NUMBERS);
  const range = strict('A range.', {
    min: z.optional(real('At least.', -LARGEST, LARGEST)),
    max: z.optional(real('At most.', -LARGEST, LARGEST)),
  });
  const windows = listOf('Windows.', z.tuple([duration('From.'), duration('To.')]), MOST_NUMBERS);
  const reading = strict('What the text can mean.', {
    assume: filledText('In words.'),
    scenario: filledText('A file beside this one.'),
    policy: filledText('As after --policy.'),
    against: z.optional(filledText('The policy whose restarts are subtracted.')),
    restartsIn: z.optional(windows),
    restartAt: z.optional(restarts),
    waits: z.optional(restarts),
    steadyEvery: z.optional(z.literal(true)),
    times: z.optional(listOf('What each number is multiplied by.', number, MOST_NUMBERS)),
    place: z.optional(whole('Which published number comes first.', 0, MOST_NUMBERS)),
    within: z.optional(duration('How long to simulate, 2h unless given.')),
  }).check(...exactlyOne('restartsIn', 'restartAt', 'waits', 'steadyEvery'));
  const id = z.union([z.string(), z.number()]);
  const claim = strict('A claim.', {
    id,
    source: filledText('Where it stands.'),
    says: filledText('What it says.'),
    published: z.union([number, listOf('Numbers.', number, MOST_NUMBERS), range]),
    readings: listOf('What it can mean.', reading, MOST_NUMBERS).check(z.minLength(1)),
    because: filledText('Why it holds or does not.'),
  });
  const notRun = strict('What is not computed.', { id, says: text('What it says.'), because: text('Why not.') });
  return strict('Published claims.', {
    claims: listOf('Claims.', claim, MOST_CLAIMS),
    notRun: z.optional(listOf('What is not computed.', notRun, MOST_CLAIMS)),
  });
}

type Written = z.output<ReturnType<typeof schema>>;
type WrittenReading = Written['claims'][number]['readings'][number];

/** Whether a text is one of claims rather than a scenario. */
export function holdsClaims(text: string): boolean {
  return /^claims:/m.test(text);
}

/** @throws {ScenarioError} with every mistake of the file */
export function parsePublishedClaims({ file, text: content }: TextFile): PublishedClaims {
  const { report, throwIfAny } = issueLog();
  const spans: Spans = new Map();
  const source = sourceOf(file, content);
  const [document] = readDocuments(source, report);
  throwIfAny();
  const root = treeReader(source, spans, report)(document?.root ?? null);
  if (typeof root !== 'object' || root === null)
    report({ source, ...rangeOf(document?.root) }, { code: 'wrong-type', message: 'claims must be a map' });
  throwIfAny();
  checkShape(schema(), root, spans, report);
  throwIfAny();
  const { claims, notRun = [] } = root as unknown as Written;
  return {
    claims: claims.map(({ published, readings, ...claim }) => ({
      ...claim,
      id: String(claim.id),
      published: publishedOf(published),
      readings: readings.map(readingOf),
    })),
    notRun: notRun.map((each) => ({ ...each, id: String(each.id) })),
  };
}

function publishedOf(written: Written['claims'][number]['published']): PublishedClaim['published'] {
  if (typeof written === 'number') return [written];
  if (Array.isArray(written)) return written;
  return { min: written.min ?? Number.NEGATIVE_INFINITY, max: written.max ?? Number.POSITIVE_INFINITY };
}

const WITHIN = '2h';

function readingOf(written: WrittenReading): ClaimReading {
  const { assume, scenario, policy, against, times = [], place = 0, within = WITHIN } = written;
  return {
    assume,
    scenario,
    policy,
    against,
    measure: measureOf(written),
    times,
    place,
    withinMs: durationMs(within),
  };
}

function measureOf({ restartsIn, restartAt, waits }: WrittenReading): Measure {
  if (restartsIn !== undefined) {
    const windows = restartsIn.map(([from, to]) => ({ fromMs: durationMs(from), toMs: durationMs(to) }));
    return { kind: 'restartsIn', windows };
  }
  if (restartAt !== undefined) return { kind: 'restartAt', restarts: restartAt };
  return waits === undefined ? { kind: 'steadyEvery' } : { kind: 'waits', restarts: waits };
}
