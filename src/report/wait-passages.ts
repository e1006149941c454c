import { foldedPassages, type Passage } from './wait-folds.js';
import type { ToldStep } from './wait-words.js';
import { counted } from './words.js';

/** Looks at the pod that are told in full at the begin and at the end of a long wait. */
const FIRST_LOOKS = 2;
const LAST_LOOKS = 2;

/** The steps of a wait, of which many looks in the middle are told in one line. */
export function passages(steps: readonly ToldStep[], rows: 'all' | 'some'): readonly Passage[] {
  const numbered = steps.map((step, at) => ({ kind: 'step', number: at + 1, step }) as const);
  const starts = numbered.flatMap(({ step }, at) => (step.step === 'sync' ? [at] : []));
  if (rows === 'some' && starts.length === 0) return foldedPassages(steps);
  const from = starts[FIRST_LOOKS];
  const until = starts[starts.length - LAST_LOOKS];
  if (rows === 'all' || from === undefined || until === undefined || starts.length <= FIRST_LOOKS + LAST_LOOKS + 1) {
    return numbered;
  }
  const left = numbered.slice(from, until).map(({ step }) => step);
  return [...numbered.slice(0, from), { kind: 'gap', text: gapText(left) }, ...numbered.slice(until)];
}

function gapText(left: readonly ToldStep[]): string {
  const count = (kind: ToldStep['step']): number => left.filter(({ step }) => step === kind).length;
  const refused = count('refused');
  const failed = count('start-failed');
  const outcomes = [
    ...(refused === 0 ? [] : [`${refused} refused`]),
    ...(failed === 0 ? [] : [counted(failed, 'failed start')]),
  ].join(', ');
  return `${counted(count('sync'), 'more look')} like these${outcomes === '' ? '' : `: ${outcomes}`} (-o wide tells each)`;
}
