import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { explainText, NoClockError } from '../../src/analysis/explain/explain.js';
import { EvidenceError } from '../../src/evidence/evidence.js';
import { explainAnswer } from '../../src/report/explain-answer.js';
import { explainReport } from '../../src/report/explain-text.js';

const example = (name: string): string => readFileSync(`examples/${name}`, 'utf8');
const pod: unknown = JSON.parse(example('web.json'));
const TEXTS = [
  example('three-lines.txt'),
  example('describe.txt'),
  example('web.json'),
  JSON.stringify({ kind: 'List', items: [pod, pod] }),
  stringify(pod),
  `${stringify(pod)}---\n${stringify(pod)}`,
  `LAST SEEN   TYPE      REASON    OBJECT      MESSAGE
2s          Warning   BackOff   pod/web-0   Back-off restarting failed container app in pod web-0_shop(5b0b9a1e)
81s         Normal    Started   pod/web-0   Started container app`,
];

type Mutilate = (text: string) => string;

/** A place in a text as a share of its length, so that cases shrink well. */
const place = fc.double({ min: 0, max: 1, noNaN: true });
const at = (text: string, share: number): number => Math.floor(share * text.length);
const lines = (text: string, change: (lines: string[]) => readonly string[]): string =>
  change(text.split('\n')).join('\n');
const ZEROS = [0x660, 0x6f0, 0x966, 0xff10, 0x1d7ce];

const mutilation: fc.Arbitrary<Mutilate> = fc.oneof(
  place.map(
    (share): Mutilate =>
      (text) =>
        text.slice(0, at(text, share)),
  ),
  place.map(
    (share): Mutilate =>
      (text) =>
        text.slice(at(text, share)),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Mutilate =>
      (text) => {
        return text.slice(0, at(text, Math.min(a, b))) + text.slice(at(text, Math.max(a, b)));
      },
  ),
  fc.infiniteStream(place).map(
    (order): Mutilate =>
      (text) => {
        const ranks = new Map(
          text.split('\n').map((line, number) => [`${number}`, [order.next().value, line] as const]),
        );
        return [...ranks.values()]
          .sort(([a], [b]) => a - b)
          .map(([, line]) => line)
          .join('\n');
      },
  ),
  place.map(
    (share): Mutilate =>
      (text) =>
        lines(text, (all) => all.filter((_, number) => number !== at(text, share) % all.length)),
  ),
  place.map(
    (share): Mutilate =>
      (text) =>
        lines(text, (all) =>
          all.flatMap((line, number) => (number === at(text, share) % all.length ? [line, line] : [line])),
        ),
  ),
  fc.constantFrom(...ZEROS).map(
    (zero): Mutilate =>
      (text) =>
        text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit))),
  ),
  fc.constant<Mutilate>((text) => text.replaceAll('\n', '\r\n')),
  fc.constant<Mutilate>((text) => text.replace(/[A-Z]\w+/g, (word) => `\u001b[31m${word}\u001b[0m`)),
  fc.constant<Mutilate>((text) => text.replaceAll(/^/gm, '    ')),
  fc.constant<Mutilate>((text) => text.replaceAll(/^ +/gm, '')),
  fc.constant<Mutilate>((text) => text.toUpperCase()),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 20 })).map(
    ([share, noise]): Mutilate =>
      (text) => {
        return text.slice(0, at(text, share)) + noise + text.slice(at(text, share) + noise.length);
      },
  ),
  place.map(
    (share): Mutilate =>
      (text) =>
        `${text}\n${TEXTS[Math.floor(share * (TEXTS.length - 1))]}`,
  ),
);

const mutilated = fc
  .tuple(fc.constantFrom(...TEXTS), fc.array(mutilation, { minLength: 1, maxLength: 3 }))
  .map(([text, changes]) => changes.reduce((changed, change) => change(changed), text));

describe('a mutilated text', () => {
  it('is answered, or refused in one clear line', () => {
    let answers = 0;
    fc.assert(
      fc.property(mutilated, (text) => {
        try {
          const explanation = explainText(text, { wallMs: Date.UTC(2026, 10, 20, 15), isLive: true, draws: 20 });
          const answer = JSON.stringify(explainAnswer(explanation));
          expect(answer).not.toMatch(/NaN|Infinity|undefined/);
          expect(answer).not.toMatch(/"(?:from|likely|until)":"(?!-?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\dZ")/);
          expect(explainReport(explanation, 60)).not.toMatch(/NaN|Infinity|undefined/);
          answers += 1;
        } catch (error) {
          if (!(error instanceof EvidenceError || error instanceof NoClockError)) throw error;
          expect(error.message).toMatch(/^[^\n]{20,400}$/);
        }
      }),
      { numRuns: 1000 },
    );
    expect(answers).toBeGreaterThan(600);
  });
});
