// What whole processes of the built command line cost, against an empty one: `npm run bench -- --commands`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Spread, spread } from './rounds.js';

const ROOT = join(import.meta.dirname, '..');
const HOOK = join(import.meta.dirname, 'cpu-at-exit.cjs');
const BIN = 'dist/crashloop.cjs';

const EMPTY = ['-e', '0'];
const COMMANDS: readonly (readonly string[])[] = [
  ['--version'],
  ['run', 'scenarios/exits-immediately.yaml'],
  ['run', 'scenarios/crashes-5941.yaml'],
  ['run', 'scenarios/crashes-5941.yaml', '-o', 'json'],
  ['run', 'scenarios/crashes-5941.yaml', '--fidelity', 'realistic'],
  ['run', 'scenarios/shop.yaml'],
  ['restarts', '--count', '5941', '--within', '20d'],
];

/** CPU seconds of one process, its compiler and garbage collector included. */
function cpuOf(args: readonly string[]): number {
  const { output, status } = spawnSync(process.execPath, ['--require', HOOK, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ends with ${status}`);
  return Number(output[3]);
}

/** CPU of each command as a multiple of `node -e 0` run just before, as a table. */
export function commandTable(rounds: number, onRun: (command: string) => void): string {
  const ratios = new Map<readonly string[], number[]>(COMMANDS.map((args) => [args, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [args, own] of ratios) {
      onRun(`crashloop ${args.join(' ')}, round ${round + 1} of ${rounds}`);
      const emptySeconds = cpuOf(EMPTY);
      own.push(cpuOf([BIN, ...args]) / emptySeconds);
    }
  }
  const rows = [...ratios].map(([args, own]) => `  ${`crashloop ${args.join(' ')}`.padEnd(66)}${told(spread(own))}`);
  return `Whole processes: CPU of each, times that of node -e 0 (median of ${rounds}, least to most)\n${rows.join('\n')}\n`;
}

function told({ median, min, max }: Spread): string {
  return `${median.toFixed(2)} (${min.toFixed(2)}-${max.toFixed(2)})`;
}
