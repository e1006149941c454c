// Random scenarios against the invariants, each run twice: `npm run swarm -- 1000` tries a thousand seeds,
// `npm run swarm -- 1 SEED` replays one and prints its scenario.
import { swarmProblem } from '../test/support/swarm.js';
import { swarmScenario } from '../test/support/swarm-scenario.js';

const [count = '1000', only] = process.argv.slice(2);
const seeds = only === undefined ? Array.from({ length: Number(count) }, (_, at) => String(at + 1)) : [only];
let failed = 0;
for (const seed of seeds) {
  const problem = swarmProblem(seed);
  if (only !== undefined) process.stdout.write(`${swarmScenario(seed)}\n`);
  if (problem === undefined) continue;
  failed += 1;
  process.stdout.write(`seed ${seed}: ${problem}\nreplay: npm run swarm -- 1 ${seed}\n`);
}
process.stdout.write(`${seeds.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
