import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/scenario/compile.js';
import { ScenarioError } from '../../src/scenario/issue.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import { FULL } from './full-scenario.js';

/** Compiles, or throws a ScenarioError that can be rendered; anything else is our bug. */
function survive(text: string): void {
  try {
    compileScenario(parseScenario(text));
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    expect(renderIssues(error.issues)).toContain('error[');
  }
}

const FRAGMENTS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ':',
    ': ',
    '- ',
    '? ',
    ',',
    '"',
    "'",
    '#',
    '&a ',
    '*a',
    '!x ',
    '|\n',
    '>\n',
    '---\n',
    '...\n',
  ],
  ...['\n', '\t', '  ', '\r\n', '\u0000', '\uFEFF', '%YAML 1.1\n', '<<: ', '__proto__', 'null', '~', 'true', '.nan'],
  ...['-1', '1e999', '0s', '5m', 'forever', 'web-*', 'kind: ', 'Pod', 'spec', 'run: ', '99999999999999999999'],
];

const edit = fc.record({
  at: fc.nat({ max: FULL.length }),
  cut: fc.oneof(fc.constant(0), fc.nat({ max: 40 }), fc.nat({ max: 800 })),
  insert: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 8 }), fc.constant('')),
});

const apply = (text: string, { at, cut, insert }: { at: number; cut: number; insert: string }): string =>
  text.slice(0, at) + insert + text.slice(at + cut);

/** The values of a scenario's keys, put in each other's places. */
const VALUES = [
  '5',
  '5s',
  '[]',
  '{}',
  '""',
  'null',
  '[1s]',
  '{a: b}',
  '[{}]',
  'true',
  '*x',
  '-1',
  '.inf',
  'web-0',
  '[[]]',
];

describe('whatever the text', () => {
  it('a damaged scenario compiles or is refused', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => survive(edits.reduce(apply, FULL))),
      { numRuns: 250 },
    );
  }, 120_000);

  it('a scenario with any value under any key compiles or is refused', () => {
    const places = [...FULL.matchAll(/(?<=[a-zA-Z]: )[^\n,}]+/g)].map(
      ({ index, 0: { length } }) => [index, length] as const,
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.constantFrom(...VALUES), ([at, cut], insert) =>
        survive(apply(FULL, { at, cut, insert })),
      ),
      { numRuns: 250 },
    );
  }, 120_000);

  it('any text is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => survive(text)),
      { numRuns: 200 },
    );
  });
});

describe('a pod more changes nobody else', () => {
  const pod = (name: string): string =>
    `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: app, image: app}]}\n`;
  const deployment = (name: string, replicas: number): string =>
    `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec: {replicas: ${replicas}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: app, image: app}]}}}\n`;
  const identities = (manifests: string): readonly string[] => {
    const head = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: x}\nspec: {}\n';
    return compileScenario(parseScenario(head + manifests)).plan.pods.map(({ name, uid }) => `${name} ${uid}`);
  };

  it('keeps names and uids', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), fc.nat({ max: 20 }), fc.nat({ max: 20 }), (place, replicas, more) => {
        const manifests = [pod('a'), deployment('web', replicas), deployment('api', 3)];
        const before = identities(manifests.join(''));
        const added = [...manifests.slice(0, place), pod('new'), ...manifests.slice(place)];
        expect(identities(added.join(''))).toEqual(expect.arrayContaining([...before]));
        const grown = [pod('a'), deployment('web', replicas + more), deployment('api', 3)];
        expect(identities(grown.join(''))).toEqual(expect.arrayContaining([...before]));
      }),
      { numRuns: 60 },
    );
  });
});
