import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const BUILT = join(import.meta.dirname, '../node_modules/.cache/bench');

/** A program that runs workload W and prints one JSON line, or why there is none on this machine. */
export type Runner =
  | { readonly name: string; readonly command: readonly string[] }
  | { readonly name: string; readonly missing: string };

/** The model, bundled: neither a TypeScript loader nor module look-up is in the figures. */
export function ours(name: string, ...options: readonly string[]): Runner {
  const outfile = join(BUILT, 'ours.mjs');
  const entryPoints = [join(import.meta.dirname, 'ours.ts')];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', target: 'node20', format: 'esm' });
  return { name, command: [process.execPath, outfile, ...options] };
}

/** The reference in C++: `queue` is one global std::priority_queue, `pod` each container alone without any queue. */
export function cpp(mode: 'queue' | 'pod', ...options: readonly string[]): Runner {
  const name = options.length === 0 ? `C++ ${mode}` : `C++ ${mode} ${options.join(' ')}`;
  const source = join(import.meta.dirname, 'wref.cpp');
  const program = join(BUILT, 'wref');
  if (!works('g++', '--version')) return { name, missing: 'no g++ on this machine' };
  if (!existsSync(program) || statSync(program).mtimeMs < statSync(source).mtimeMs) {
    mkdirSync(dirname(program), { recursive: true });
    execFileSync('g++', ['-O2', '-std=c++17', '-o', program, source]);
  }
  return { name, command: [program, '--mode', mode, ...options] };
}

/** The reference in Python: SimPy, or a bare heapq loop with the same streams. */
export function python(engine: 'simpy' | 'heapq'): Runner {
  const name = engine === 'simpy' ? 'SimPy' : 'Python heapq';
  if (!works('python3', '--version')) return { name, missing: 'no python3 on this machine' };
  if (engine === 'simpy' && !works('python3', '-c', 'import simpy')) {
    return { name, missing: 'python3 here has no module simpy (pip install simpy)' };
  }
  const program = join(import.meta.dirname, 'wref_simpy.py');
  return { name, command: ['python3', program, '--engine', engine, '--rng', 'xo'] };
}

function works(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
