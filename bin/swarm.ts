// Random scenarios against the invariants, each run twice: `npm run swarm -- --seeds 1000 --from 1` tries a thousand,
// `npm run swarm -- --seeds 1 --from SEED` replays one, and shrinks it to the smallest file that still fails.
import { parseArgs } from 'node:util';
import { problemsOf, textOf } from '../test/support/swarm/judge.js';
import { swarmDocuments } from '../test/support/swarm/scenario.js';
import { shrink } from '../test/support/swarm/shrink.js';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    shrink: { type: 'boolean', default: false },
    slow: { type: 'string', default: '500' },
    print: { type: 'boolean', default: false },
  },
});
const [seeds, from, slowMs] = [Number(values.seeds), Number(values.from), Number(values.slow)];

/** What a problem is called whatever its numbers are, so that shrinking keeps to one problem. */
const kindOf = (problem: string): string =>
  /^[^:]*?([A-Z]{2,}[-A-Z0-9]*):/.exec(problem)?.[1] ?? problem.replace(/[\d.]+/g, '#');

let failed = 0;
for (let seed = from; seed < from + seeds; seed += 1) {
  const documents = swarmDocuments(String(seed));
  if (values.print) process.stdout.write(`${textOf(documents)}\n`);
  const startMs = performance.now();
  const problems = problemsOf(documents);
  const tookMs = performance.now() - startMs;
  if (tookMs > slowMs) process.stdout.write(`seed ${seed}: took ${Math.round(tookMs)} ms\n`);
  const [first] = problems;
  if (first === undefined) continue;
  failed += 1;
  process.stdout.write(`seed ${seed}: ${problems.slice(0, 3).join('; ')}\n`);
  process.stdout.write(`replay: npm run swarm -- --seeds 1 --from ${seed}\n`);
  if (!values.shrink && seeds > 1) continue;
  const kind = kindOf(first);
  const smallest = shrink(documents, (each) => problemsOf(each).some((problem) => kindOf(problem) === kind));
  process.stdout.write(`${problemsOf(smallest).slice(0, 3).join('; ')}\n${textOf(smallest)}\n`);
}
process.stdout.write(`${seeds - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
