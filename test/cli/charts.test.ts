import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { crashloop } from '../support/cli.js';

const FILE = 'scenarios/needs-database.yaml';
const ONE_POD = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: one}
spec: {duration: 1m, processes: [{match: {pod: web}, attempts: [{run: 1s, exit: 1}]}]}`;

describe('run -o svg', () => {
  it('draws what kubectl shows, with the terms of the run', async () => {
    const { code, stdout, stderr } = await crashloop([
      'run',
      FILE,
      '-o',
      'svg',
      '--seed',
      'abc',
      '--fidelity',
      'realistic',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>.*<\/svg>\n$/s);
    expect(stdout).toContain('needs-database: what kubectl shows for 30m');
    expect(stdout).toContain('kubelet 1.36 · backoff 10s, 20s … 5m · realistic · seed abc');
  });

  it('puts several charts and scenarios below each other', async () => {
    const { stdout } = await crashloop([
      'run',
      FILE,
      'scenarios/sleep-loop.yaml',
      '-o',
      'svg',
      '--chart',
      'timeline,restarts',
    ]);
    expect(stdout.match(/what kubectl shows for|restarts? in/g)).toHaveLength(8);
    expect(stdout.match(/id="c0-/g)?.length).toBeGreaterThan(0);
    const ids = [...stdout.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives the same bytes every time', async () => {
    const argv = ['run', FILE, '-o', 'svg', '--chart', 'timeline,restarts,backoff,node'];
    expect((await crashloop(argv)).stdout).toBe((await crashloop(argv)).stdout);
  });

  it('draws scenarios in which nothing ever restarts, and such as have no pod', async () => {
    for (const file of ['scenarios/sleep-loop.yaml', 'scenarios/no-room.yaml']) {
      const { code } = await crashloop(['run', file, '-o', 'svg', '--chart', 'timeline,restarts,backoff,node']);
      expect(code).toBe(0);
    }
  });
});

describe('run -o png', () => {
  it('writes a picture of twice the width, the same each time', async () => {
    const argv = ['run', 'one.yaml', '-o', 'png', '--width', '480', '--theme', 'dark'];
    const { bytes, stdout } = await crashloop(argv, { files: { 'one.yaml': ONE_POD } });
    const png = Buffer.concat(bytes);
    expect([stdout, png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['', 'PNG', 960]);
    expect(Buffer.concat((await crashloop(argv, { files: { 'one.yaml': ONE_POD } })).bytes).equals(png)).toBe(true);
  });

  it('does not go to a terminal', async () => {
    const { code, bytes, stderr } = await crashloop(['run', FILE, '-o', 'png'], { terminal: true });
    expect([code, bytes.length]).toEqual([2, 0]);
    expect(stderr).toContain('> chart.png');
  });
});

describe('run --runs -o svg', () => {
  it('draws bands', async () => {
    const argv = ['run', 'scenarios/exits-immediately.yaml', '--fidelity', 'realistic', '--runs', '5', '-o', 'svg'];
    const { stdout } = await crashloop(argv);
    expect(stdout).toContain('exits-immediately: 5 runs of 30m');
    expect(stdout).toContain('seeds 1.0 to 1.4');
  });
});

describe('restarts -o svg', () => {
  it('tells at which run time a container restarts more often (B14)', async () => {
    const { code, stdout } = await crashloop(['restarts', '--within', '1d', '-o', 'svg', '--chart', 'days']);
    expect(code).toBe(0);
    expect(stdout).toContain('kubelet 1.36: runs of 5m10s (210) restart more often than runs of 5m (146).');
    expect(stdout).toContain('runs of 5m10s: 210 restarts');
  });

  it('draws the documented rule, a policy without backoff, and says so when it leaves the real clock', async () => {
    const documented = await crashloop(['restarts', '--within', '1d', '-o', 'svg', '--fidelity', 'documented']);
    expect(documented.stdout).toContain('A run of 10m resets the backoff.');
    const none = await crashloop(['restarts', '--within', '1h', '-o', 'svg', '--policy', 'none']);
    expect(none.stdout).toContain('restarts without end');
    const real = await crashloop(['restarts', '--within', '1h', '-o', 'svg', '--fidelity', 'realistic']);
    expect(real.stderr).toBe('note: the chart is drawn on the ideal clock, exact instead of realistic\n');
  });
});

describe('what is built', () => {
  const built = (argv: readonly string[], timeZone: string): Buffer =>
    execFileSync(process.execPath, ['dist/crashloop.cjs', ...argv], { env: { ...process.env, TZ: timeZone } });

  it('draws the same bytes in any time zone as in this process', async () => {
    const argv = ['run', FILE, '-o', 'svg', '--chart', 'timeline,restarts,backoff'];
    const { stdout } = await crashloop(argv);
    expect(built(argv, 'Pacific/Kiritimati').toString()).toBe(stdout);
    const png = [...argv.slice(0, 3), 'png'];
    expect(built(png, 'America/St_Johns').equals(Buffer.concat((await crashloop(png)).bytes))).toBe(true);
  });

  it('keeps what draws out of the bundle that every command loads', () => {
    expect(readFileSync('dist/charts.cjs', 'utf8')).toContain('createElementNS');
    expect(readFileSync('dist/main.cjs', 'utf8')).not.toContain('createElementNS');
  });

  it('is a library that draws in whatever document it is given', async () => {
    const library = (await import(resolve('dist/index.js'))) as typeof import('../../src/index.js');
    const charts = (await import(resolve('dist/charts.js'))) as typeof import('../../src/charts.js');
    const run = library.simulate(library.parseScenario(readFileSync(FILE, 'utf8'), { file: FILE }));
    const terms = {
      scenario: run.scenario,
      durationMs: 1_800_000,
      kubeletVersion: '1.36',
      policy: '',
      fidelity: '',
      seed: '',
    };
    const document = parseHTML('<html></html>').document as unknown as import('../../src/charts.js').ChartDocument;
    const look = { document, width: 500, theme: 'auto', hover: 'titles', id: 'c' } as const;
    expect(charts.drawChart(charts.restartsChart(run, terms), look).outerHTML).toContain(
      'needs-database: 14 restarts in 30m',
    );
  });
});

describe('charts refuse', () => {
  it.each([
    [['run', FILE, '--chart', 'timeline'], '--chart is for -o svg, -o html, -o png'],
    [['run', FILE, '-o', 'json', '--theme', 'dark'], '--theme is for -o svg, -o html, -o png'],
    [['run', FILE, '-o', 'svg', '--chart', 'pie'], 'no chart is called that'],
    [['run', FILE, '-o', 'svg', '--chart', 'bands'], 'add --runs'],
    [['run', FILE, '-o', 'svg', '--chart', 'timeline', '--runs', '5'], 'leave out --runs'],
    [['run', FILE, FILE, '-o', 'svg', '--runs', '5'], 'one after the other'],
    [['run', FILE, '-o', 'svg', '--width', '10'], 'from 320 to 2400'],
    [['run', FILE, '-o', 'svg', '--width', '500.5'], 'from 320 to 2400'],
    [['run', FILE, '-o', 'svg', '--at', '5m'], '--at cannot be told as svg'],
    [['restarts', '--count', '5', '-o', 'svg'], 'takes --within'],
    [['restarts', '--within', '1d', '--run', '5s', '-o', 'svg'], 'takes --within'],
    [['restarts', '--within', '1d', '--chart', 'days'], '--chart is for -o svg, -o html, -o png'],
    [['restarts', '--within', '1d', '--width', '500'], '--width is for -o svg, -o html, -o png'],
  ])('%j', async (argv, message) => {
    const { code, stdout, stderr } = await crashloop(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
