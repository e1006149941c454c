import type { WaitStep, WaitStory } from '../analysis/wait-story.js';
import { RULES, type RuleId } from './rules.js';
import type { Passage } from './wait-folds.js';
import { passages } from './wait-passages.js';
import { waitSummary } from './wait-summary.js';
import { type Clock, stepWords, type ToldStep } from './wait-words.js';
import { duration, hanging, instant, plain, wrapped } from './words.js';

/** With less room than this the time since the exit has no column of its own. */
const NARROW = 80;
const GAP = '  ';

export interface WaitReportOptions {
  readonly width: number;
  readonly clock: Clock;
  readonly rows: 'all' | 'some';
}

/** The contract of `why -o json`. */
export interface ToldWait extends Omit<WaitStory, 'steps'> {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Why';
  readonly steps: readonly ToldStep[];
  /** What the rules that the steps name say. */
  readonly rules: Readonly<Partial<Record<RuleId, string>>>;
}

/** Puts a wait into words, step by step. */
export function toldWait(story: WaitStory, clock: Clock): ToldWait {
  const steps = worded(story, clock).map((step) => ({ ...step, text: plain(step.text) }));
  const rules = Object.fromEntries(rulesOf(steps).map((id) => [id, RULES[id]]));
  return { apiVersion: 'crashloop.dev/v1alpha1', kind: 'Why', ...story, steps, rules };
}

function worded(story: WaitStory, clock: Clock): readonly ToldStep[] {
  return story.steps.map((step) => ({ ...step, ...stepWords(step, story, clock) }));
}

/** Tells a wait to a person: how long and why, then every step with its time, and the rules as footnotes. */
export function waitReport(story: WaitStory, { width, clock, rows }: WaitReportOptions): string {
  const { scenario, kubeletVersion, fidelity, seed, pod, container } = story;
  const head = `${scenario} on kubelet ${kubeletVersion} (${fidelity}, seed ${seed}): pod ${pod}, container ${container}`;
  const shown = passages(worded(story, clock), rows);
  const lines = [...wrapped(head, width), ...wrapped(waitSummary(story), width), '', ...stepLines(shown, story, width)];
  const ids = rulesOf(shown.flatMap((passage) => (passage.kind === 'step' ? [passage.step] : [])));
  const idWidth = Math.max(...ids.map(({ length }) => length)) + GAP.length;
  const notes = ids.flatMap((id) => hanging(id.padEnd(idWidth), RULES[id], width));
  return `${[...lines, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')}\n`;
}

/** In the order in which they are first referred to. */
function rulesOf(steps: readonly ToldStep[]): readonly RuleId[] {
  return [...new Set(steps.flatMap(({ rules }) => rules))];
}

function stepLines(shown: readonly Passage[], story: WaitStory, width: number): readonly string[] {
  const since = story.finishedAtSeconds;
  const hasSince = width >= NARROW && since !== null;
  const show = story.steps.every(({ atSeconds }) => Number.isInteger(atSeconds)) ? duration : instant;
  const timesOf = ({ atSeconds }: WaitStep): readonly string[] => {
    const after = Math.round((atSeconds - (since ?? 0)) * 1000) / 1000;
    return [show(atSeconds), ...(hasSince ? [after < 0 ? '' : `+${show(after)}`] : [])];
  };
  const steps = shown.flatMap((passage) => (passage.kind === 'step' ? [passage] : []));
  const numberWidth = Math.max(...steps.map(({ number }) => String(number).length));
  const titles = ['AT', ...(hasSince ? ['SINCE EXIT'] : [])];
  const widths = titles.map((title, at) =>
    Math.max(title.length, ...steps.map(({ step }) => timesOf(step)[at]?.length ?? 0)),
  );
  const prefix = (number: string, times: readonly string[]): string =>
    [number.padStart(numberWidth), ...times.map((time, at) => time.padStart(widths[at] ?? 0))].join(GAP) + GAP;
  const lines = shown.flatMap((passage) => {
    if (passage.kind === 'gap')
      return hanging(
        prefix(
          '…',
          titles.map(() => ''),
        ),
        passage.text,
        width,
      );
    const { step, number } = passage;
    const notes = step.rules.length === 0 ? '' : ` [${step.rules.join(', ')}]`;
    return hanging(prefix(String(number), timesOf(step)), step.text + notes, width);
  });
  return [prefix('', titles).trimEnd(), ...lines];
}
