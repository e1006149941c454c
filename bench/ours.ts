// Runs workload W once through the model and prints one JSON line, as the yardsticks beside it do.
import { parseArgs } from 'node:util';
import { runWorkload, type Workload } from './workload.js';

const WARM_UPS = 3;

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '110' },
    hours: { type: 'string', default: '24' },
    reps: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    'mean-ms': { type: 'string', default: '5000' },
    'warm-up': { type: 'boolean', default: false },
    alone: { type: 'boolean', default: false },
  },
});
const workload: Workload = {
  n: Number(values.n),
  hours: Number(values.hours),
  reps: Number(values.reps),
  seed: Number(values.seed),
  meanMs: Number(values['mean-ms']),
  housekeeping: 'off',
  path: values.alone ? 'alone' : 'agenda',
};

// What the process weighs before the first container: base.
runWorkload({ ...workload, n: 1, reps: 1 });
const baseRssKb = process.resourceUsage().maxRSS;
if (values['warm-up']) for (let time = 0; time < WARM_UPS; time += 1) runWorkload(workload);

const before = process.cpuUsage();
const outcome = runWorkload(workload);
const { user, system } = process.cpuUsage(before);
const rssKb = process.resourceUsage().maxRSS;
process.stdout.write(`${JSON.stringify({ ...outcome, cpu: (user + system) / 1e6, rssKb, baseRssKb })}\n`);
