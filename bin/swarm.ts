// Random scenarios against the invariants, each run twice: `npm run swarm -- --seeds 1000 --from 1` tries a thousand,
// `npm run swarm -- --seeds 1 --from SEED` replays one, and shrinks it to the smallest file that still fails.
import yargs from 'yargs';
import { problemsOf, textOf } from '../test/support/swarm/judge.js';
import { swarmDocuments } from '../test/support/swarm/scenario.js';
import { shrink } from '../test/support/swarm/shrink.js';

const values = yargs(process.argv.slice(2))
  .scriptName('npm run swarm --')
  .usage('$0 [flags]\n\nRandom scenarios against what every run must satisfy.')
  .options({
    seeds: { type: 'number', default: 1000, describe: 'how many scenarios' },
    from: { type: 'number', default: 1, describe: 'the seed of the first' },
    shrink: {
      type: 'boolean',
      default: false,
      describe: 'make each that fails as small as it fails; one alone always is',
    },
    slow: { type: 'number', default: 500, describe: 'name those that take longer, in milliseconds' },
    print: { type: 'boolean', default: false, describe: 'print each scenario' },
  })
  .check(({ seeds, from }) => {
    if (Number.isSafeInteger(seeds) && seeds >= 1 && Number.isSafeInteger(from)) return true;
    throw new Error('--seeds and --from are whole numbers, --seeds at least 1');
  })
  .strict()
  .version(false)
  .parseSync();
const { seeds, from, slow: slowMs } = values;

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
