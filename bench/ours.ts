// Runs workload W once through the model and prints one JSON line, as the yardsticks beside it do.
import { parseArgs } from 'node:util';
import { runWorkload, type Workload } from './workload.js';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '110' },
    hours: { type: 'string', default: '24' },
    reps: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    'mean-ms': { type: 'string', default: '5000' },
    'warm-up': { type: 'boolean', default: false },
  },
});
const workload: Workload = {
  n: Number(values.n),
  hours: Number(values.hours),
  reps: Number(values.reps),
  seed: Number(values.seed),
  meanMs: Number(values['mean-ms']),
  housekeeping: 'off',
};

if (values['warm-up']) for (let time = 0; time < 3; time += 1) runWorkload(workload);
const before = process.cpuUsage();
const startedAtMs = performance.now();
const outcome = runWorkload(workload);
const seconds = (performance.now() - startedAtMs) / 1_000;
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ ...outcome, seconds, cpu: (user + system) / 1e6 })}\n`);
