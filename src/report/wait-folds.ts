import type { ToldStep } from './wait-words.js';
import { counted, duration } from './words.js';

/** What is shown of a long story: a step with its number, or what is left out. */
export type Passage =
  | { readonly kind: 'step'; readonly number: number; readonly step: ToldStep }
  | { readonly kind: 'gap'; readonly text: string };

/** Of looks that find the same, fewer than so many are not worth a line that stands for them. */
const LEAST_FOLDED = 2;

/** A look at the pod on an ideal clock: what was done until it was put off again. */
interface Look {
  readonly steps: readonly ToldStep[];
  readonly atSeconds: number;
  /** The same for looks that find the same. */
  readonly finds: string;
}

/**
 * The steps of a wait on an ideal clock, where starts that fail are tried again every 10 s: of looks on end that find the
 * same only the first is told in full, and none where such a look has been told before.
 */
export function foldedPassages(steps: readonly ToldStep[]): readonly Passage[] {
  const passages: Passage[] = [];
  const known = new Set<string>();
  let number = 0;
  let isDelayTold = false;
  let hasFolded = false;
  const tell = (step: ToldStep): void => {
    const isDelay = step.step === 'queued' && step.for === 'failure';
    // The next look shows it.
    if (isDelay && isDelayTold) return;
    isDelayTold ||= isDelay;
    number += 1;
    passages.push({ kind: 'step', number, step });
  };
  for (const run of runsOf(looksIn(steps))) {
    const [first] = run;
    if (first === undefined) continue;
    const folded = known.has(first.finds) ? run : run.slice(1);
    const isWorthIt = first.finds !== '' && folded.length >= LEAST_FOLDED;
    const told = isWorthIt ? run.slice(0, run.length - folded.length) : run;
    for (const step of told.flatMap((look) => look.steps)) tell(step);
    if (isWorthIt) {
      passages.push({ kind: 'gap', text: foldText(folded, hasFolded ? '' : ' (-o wide tells each)') });
      hasFolded = true;
      number += folded.length;
    }
    known.add(first.finds);
  }
  return passages;
}

function foldText(looks: readonly Look[], hint: string): string {
  const [from, until] = [looks[0]?.atSeconds ?? 0, looks.at(-1)?.atSeconds ?? 0];
  const reason = looks[0]?.steps.flatMap((step) => (step.step === 'start-failed' ? [step.reason] : []))[0];
  const what = reason === undefined ? '' : ` that find the same (${reason})`;
  return `${counted(looks.length, 'more look')}${what}, from ${duration(from)} to ${duration(until)}${hint}`;
}

function looksIn(steps: readonly ToldStep[]): readonly Look[] {
  const looks: ToldStep[][] = [[]];
  for (const step of steps) {
    looks.at(-1)?.push(step);
    if (step.step === 'queued') looks.push([]);
  }
  return looks
    .filter(({ length }) => length > 0)
    .map((own) => ({ steps: own, atSeconds: own[0]?.atSeconds ?? 0, finds: findingOf(own) }));
}

/** What a look may come with whatever it finds. */
const ASIDE: readonly ToldStep['step'][] = ['created', 'scheduled', 'queued', 'shown'];

/** Empty: something that happens once. */
function findingOf(steps: readonly ToldStep[]): string {
  const words = steps.flatMap((step): readonly string[] => {
    if (step.step === 'start-failed') return [step.reason];
    if (step.step === 'said') return [`${step.reason} ${step.message}`];
    return ASIDE.includes(step.step) ? [] : [''];
  });
  return words.includes('') ? '' : words.join(', ');
}

function runsOf(looks: readonly Look[]): readonly (readonly Look[])[] {
  const runs: Look[][] = [];
  for (const look of looks) {
    const run = runs.at(-1);
    if (run?.[0]?.finds === look.finds && look.finds !== '') run.push(look);
    else runs.push([look]);
  }
  return runs;
}
