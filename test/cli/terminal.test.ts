import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { nodeIo } from '../../src/cli/node-io.js';
import { styleFor } from '../../src/cli/terminal-style.js';
import { VERBS } from '../../src/cli/verbs.js';
import { crashloop } from '../support/cli.js';

const ROOT = resolve(import.meta.dirname, '../..');
const BIN = resolve(ROOT, 'dist/crashloop.cjs');
const HEAD = 'head -n 1';

describe('on a terminal', () => {
  const colours = styleFor({ isTTY: true, env: {} });

  it('paints what people read, and changes nothing but colours', async () => {
    for (const columns of [60, 100]) {
      for (const argv of [
        ['run', 'scenarios/liveness-failing.yaml'],
        ['run', 'scenarios/shop.yaml'],
        ['run', 'scenarios/exits-immediately.yaml', '--fidelity', 'realistic', '--runs', '3'],
        ['restarts', '--within', '1h'],
      ]) {
        const painted = await crashloop(argv, { columns, style: colours });
        expect(painted.stdout).toContain('\u001b[');
        expect(stripVTControlCharacters(painted.stdout)).toBe((await crashloop(argv, { columns })).stdout);
      }
    }
  });

  it.each([
    ['output goes to a file', { isTTY: false, env: {} }],
    ['NO_COLOR is set', { isTTY: true, env: { NO_COLOR: '1' } }],
    ['the terminal is dumb', { isTTY: true, env: { TERM: 'dumb' } }],
  ])('stays plain when %s', (_, terminal) => {
    expect(styleFor(terminal)('Running', 'good')).toBe('Running');
  });

  it('minds an empty NO_COLOR as little as none', () => {
    expect(styleFor({ isTTY: true, env: { NO_COLOR: '' } })('Running', 'good')).not.toBe('Running');
  });
});

describe('a terminal that tells no width', () => {
  it('is taken for one of the usual', () => {
    const { stdout } = process;
    const told = Object.getOwnPropertyDescriptor(stdout, 'columns');
    try {
      Object.defineProperty(stdout, 'columns', { value: 0, configurable: true });
      expect(nodeIo().columns).toBeGreaterThanOrEqual(60);
    } finally {
      if (told === undefined) Reflect.deleteProperty(stdout, 'columns');
      else Object.defineProperty(stdout, 'columns', told);
    }
  });
});

describe('in a pipe', () => {
  it('every verb ends quietly when its reader has seen enough', () => {
    const lines = VERBS.map(({ verb }) => `"${process.execPath}" "${BIN}" ${verb} --help | ${HEAD}`);
    const all = [...lines, `"${process.execPath}" "${BIN}" run scenarios/no-backoff.yaml -o csv | ${HEAD}`];
    const output = execFileSync('sh', ['-c', `{ ${all.join('; ')}; } 2>&1`], { cwd: ROOT, encoding: 'utf8' });
    expect(output.trimEnd().split('\n')).toHaveLength(all.length);
  });

  it('is told its width by the shell, and paints nothing', () => {
    const run = (env: Record<string, string>): string =>
      execFileSync(process.execPath, [BIN, 'run', 'scenarios/shop.yaml'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      });
    const narrow = run({ COLUMNS: '60' });
    expect(narrow.split('\n').filter((line) => line.length > 60)).toEqual([]);
    expect(narrow + run({ COLUMNS: 'wide' })).not.toContain('\u001b');
  });
});
