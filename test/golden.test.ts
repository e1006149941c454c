import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crashloop } from './support/cli.js';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = resolve(ROOT, 'dist/crashloop.cjs');
const scenarios = readdirSync(resolve(ROOT, 'scenarios')).filter((name) => name.endsWith('.yaml'));

/** Runs the built command line as a process of its own. */
function built(argv: readonly string[], timeZone: string): string {
  const env = { ...process.env, TZ: timeZone, LANG: 'de_DE.UTF-8' };
  return execFileSync(process.execPath, [BIN, ...argv], { cwd: ROOT, encoding: 'utf8', env });
}

describe('every scenario, as a person reads it', () => {
  it.each(scenarios)('%s', async (name) => {
    const { stdout } = await crashloop(['run', `scenarios/${name}`], { columns: 100 });
    await expect(stdout).toMatchFileSnapshot(`golden/${basename(name, '.yaml')}.txt`);
  });
});

describe('the built command line', () => {
  it('gives the same bytes in two time zones, and the same as in this process', async () => {
    for (const fidelity of ['exact', 'realistic', 'documented']) {
      const argv = [
        'run',
        'scenarios/needs-database.yaml',
        'scenarios/sawtooth-330s.yaml',
        '-o',
        'json',
        '--fidelity',
        fidelity,
      ];
      const east = built(argv, 'Pacific/Kiritimati');
      expect(built(argv, 'America/St_Johns')).toBe(east);
      expect((await crashloop(argv)).stdout).toBe(east);
    }
  });

  it('does not mind a reader that has seen enough', () => {
    const command = `"${process.execPath}" "${BIN}" run scenarios/no-backoff.yaml --for 2d -o csv | head -n 1`;
    const env = { ...process.env };
    expect(execFileSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8', env })).toMatch(
      /^scenario,namespace,pod/,
    );
  });

  it('is a library too', async () => {
    const library = (await import(resolve(ROOT, 'dist/index.js'))) as typeof import('../src/index.js');
    expect(library.restarts({ count: 5941, within: '20d' }).verdict).toBe('possible-if-age-is-rounded-down');
  });
});
