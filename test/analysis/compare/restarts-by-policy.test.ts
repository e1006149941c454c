import { expect, it } from 'vitest';
import { compareScenario } from '../../../src/analysis/compare/compare.js';
import { parseScenario } from '../../../src/scenario/parse.js';

const crashing = (run: string) =>
  parseScenario(`apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: crashing}
spec: {processes: [{match: {pod: a}, attempts: [{run: ${run}, exit: 1}]}]}
`);

/** Restarts by policy, first restart free, no overshoot: in the first 5 minutes, 30 minutes and day; for runs of 0, 1 and 10 s. */
const TABLE = `
kubelet                  | 5 / 10 / 292          | 5 / 10 / 291      | 5 / 10 / 283
kep-4603                 | 10 / 35 / 1445        | 10 / 35 / 1422    | 9 / 30 / 1239
reduced                  | 9 / 14 / 296          | 9 / 14 / 295      | 8 / 13 / 286
initial=250ms,max=300s   | 11 / 16 / 298         | 11 / 16 / 297     | 10 / 15 / 288
initial=25ms,max=300s    | 14 / 19 / 301         | 14 / 19 / 300     | 13 / 19 / 291
max=60s                  | 7 / 32 / 1442         | 7 / 32 / 1419     | 6 / 28 / 1236
max=30s                  | 12 / 62 / 2882        | 11 / 60 / 2789    | 9 / 46 / 2161
initial=1s,max=30s       | 14 / 64 / 2884        | 14 / 62 / 2791    | 11 / 48 / 2163
max=1s                   | 301 / 1801 / 86401    | 150 / 900 / 43200 | 27 / 163 / 7854
max=4s                   | 76 / 451 / 21601      | 60 / 360 / 17280  | 21 / 128 / 6171
max=10s                  | 31 / 181 / 8641       | 28 / 164 / 7855   | 15 / 90 / 4320
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('counts the restarts that reviewers of KEP-4603 and KEP-5593 counted', () => {
  const policies = TABLE.map(([policy = '']) => policy);
  const columns = ['0s', '1s', '10s'].map((run) => {
    const { subjects } = compareScenario(crashing(run), { policies });
    return (subjects[0]?.figures ?? []).map((figures) => figures?.restarts.join(' / '));
  });
  expect(policies.map((policy, at) => [policy, ...columns.map((column) => column[at])])).toEqual(TABLE);
});
