import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { VERBS } from '../../src/cli/verbs.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { crashloop } from '../support/cli.js';
import { commandLine } from '../support/command-line.js';

const GOOD = 'scenarios/needs-database.yaml';

describe('run', () => {
  it('prints the contract of DESIGN with no key absent', async () => {
    const { code, stdout } = await crashloop(['run', GOOD, '-o', 'json']);
    expect(code).toBe(0);
    const run = JSON.parse(stdout);
    expect(Object.keys(run)).toEqual([
      'apiVersion',
      'kind',
      'scenario',
      'seed',
      'fidelity',
      'kubeletVersion',
      'durationSeconds',
      'pods',
      'workloads',
      'events',
    ]);
    expect(Object.keys(run.pods[0])).toEqual([
      'namespace',
      'name',
      'uid',
      'owner',
      'node',
      'createdAtSeconds',
      'terminatingAtSeconds',
      'deletedAtSeconds',
      'phase',
      'endedAtSeconds',
      'status',
      'reason',
      'message',
      'ready',
      'conditions',
      'containers',
    ]);
    expect(Object.keys(run.pods[0].containers[0])).toEqual([
      'name',
      'type',
      'image',
      'restartCount',
      'state',
      'reason',
      'message',
      'ready',
      'waiting',
      'attempts',
    ]);
    for (const attempt of run.pods[0].containers[0].attempts) {
      expect(Object.keys(attempt)).toEqual([
        'attempt',
        'startedAtSeconds',
        'finishedAtSeconds',
        'exitCode',
        'reason',
        'delaySeconds',
        'backoffSeconds',
        'why',
        'failedStarts',
      ]);
    }
    expect(run.pods[0].containers[0].attempts[0]).toEqual({
      attempt: 0,
      startedAtSeconds: 0,
      finishedAtSeconds: 2,
      exitCode: 1,
      reason: 'Error',
      delaySeconds: 0,
      backoffSeconds: 0,
      why: 'first-restart-free',
      failedStarts: 0,
    });
    expect(run.pods[0].containers[0].attempts.at(-1)).toMatchObject({
      finishedAtSeconds: null,
      exitCode: null,
      why: null,
    });
  });

  it('reads standard input, and manifests from elsewhere', async () => {
    const stdin = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: piped}
spec: {processes: [{match: {pod: web}, attempts: [{run: 1s, exit: 1}]}]}`;
    const files = {
      'web.json':
        '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"c","image":"i"}]}}',
    };
    const { stdout, code } = await crashloop(['run', '-', '-f', 'web.json', '-o', 'json'], { stdin, files });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).pods[0].containers[0].name).toBe('c');
  });

  it('changes what its flags say: duration, seed, version, fidelity, policy', async () => {
    const { stdout } = await crashloop([
      'run',
      GOOD,
      '-o',
      'json',
      '--for',
      '1m',
      '--seed',
      'x',
      '--kubelet',
      '1.30',
      '--fidelity',
      'documented',
      '--policy',
      'initial=1s,max=4s',
    ]);
    const run = JSON.parse(stdout);
    expect(run).toMatchObject({ durationSeconds: 60, seed: 'x', kubeletVersion: '1.30', fidelity: 'documented' });
    const waits = run.pods[0].containers[0].attempts.map(
      ({ delaySeconds }: { delaySeconds: number | null }) => delaySeconds,
    );
    expect(waits.slice(0, 5)).toEqual([0, 1, 2, 4, 4]);
  });

  it('lists the pods at an instant', async () => {
    const { stdout } = await crashloop(['run', 'scenarios/restart-policies.yaml', '--at', '10s']);
    expect(stdout).toMatchInlineSnapshot(`
      "NAME               READY   STATUS             RESTARTS     AGE
      always-done        0/1     CrashLoopBackOff   1 (4s ago)   10s
      never-done         0/1     Completed          0            10s
      never-failed       0/1     Error              0            10s
      onfailure-done     0/1     Completed          0            10s
      onfailure-failed   0/1     CrashLoopBackOff   1 (4s ago)   10s
      "
    `);
  });

  it('prints every attempt as CSV, and one run a line as NDJSON', async () => {
    const csv = await crashloop(['run', 'scenarios/crash-after-28s.yaml', '-o', 'csv']);
    expect(csv.stdout.split('\n').slice(0, 3)).toMatchInlineSnapshot(`
      [
        "scenario,namespace,pod,container,attempt,startedAtSeconds,finishedAtSeconds,exitCode,reason,delaySeconds,backoffSeconds,why",
        "crash-after-28s,default,currencyservice,server,0,0,28,2,Error,0,0,first-restart-free",
        "crash-after-28s,default,currencyservice,server,1,28,56,2,Error,10,10,backoff",
      ]
    `);
    const ndjson = await crashloop(['run', GOOD, 'scenarios/sleep-loop.yaml', '-o', 'ndjson']);
    expect(
      ndjson.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).scenario),
    ).toEqual(['needs-database', 'sleep-loop']);
  });

  it('speaks YAML, the same as JSON', async () => {
    const yaml = await crashloop(['run', GOOD, '-o', 'yaml']);
    const json = await crashloop(['run', GOOD, '-o', 'json']);
    expect(parse(yaml.stdout)).toEqual(JSON.parse(json.stdout));
    const bands = await crashloop(['run', GOOD, '-o', 'yaml', '--runs', '2']);
    expect(parse(bands.stdout)).toMatchObject({ kind: 'Bands', runs: 2 });
  });

  it.each([
    [['--runs', '2', '-o', 'csv'], 'hint: -o text, '],
    [['--at', '1m', '-o', 'json'], 'hint: -o text, -o wide, or leave out --at\n'],
  ])('%j: names the formats that can tell it', async (flags, hint) => {
    const { code, stderr } = await crashloop(['run', GOOD, ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain(hint);
  });

  it.each([
    ['--policy', 'none'],
    ['--policy', 'front-loaded'],
  ])('refuses to judge a claim under %s %s, which no kubelet follows', async (...flags) => {
    const { code, stdout, stderr } = await crashloop(['check', '3 restarts in 25s', ...flags]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('claims are judged by the rules of a kubelet');
  });

  it.each([
    ['--fidelity', 'exact'],
    ['--seed', '7'],
  ])('judges claims by rule, whatever %s would say', async (...flags) => {
    const { code, stderr } = await crashloop(['check', '3 restarts in 25s', ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: unknown (argument|flag|option)/i)]);
    expect((await crashloop(['check', '--help'])).stdout).not.toContain(flags[0]);
  });

  it('judges a claim in pieces, and stops between them', async () => {
    const argv = ['check', '10000 restarts in 24h', '--policy', 'max=1s'];
    const { code, stdout, stderr } = await crashloop(argv, { interruptedAfter: 1 });
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toBe('interrupted: "10000 restarts in 24h" and what follows it were not judged\n');
  });

  it('runs on to an instant after the end, unless told how long to run', async () => {
    const { stdout } = await crashloop(['run', 'scenarios/crash-after-28s.yaml', '--at', '31m']);
    expect(stdout).toMatch(/currencyservice +0\/1 +CrashLoopBackOff +10 \(42s ago\) +31m\n/);
    expect((await crashloop(['run', GOOD, '--at', '31m', '--for', '30m'])).code).toBe(2);
  });

  it('takes the last of a flag given twice', async () => {
    const { stdout } = await crashloop(['run', GOOD, '--for', '1m', '--for', '2m', '-o', 'csv', '-o', 'json']);
    expect(JSON.parse(stdout).durationSeconds).toBe(120);
  });

  it('takes all of a flag that holds a list', async () => {
    const { stdout } = await crashloop(['detect', GOOD, '--rule', 'restarts', '--rule', 'pipeline', '-o', 'json']);
    expect(stdout).toContain('"pipeline"');
    expect((await crashloop(['detect', GOOD, '--rule-file', 'none', '--ruleFile', 'gone'])).stderr).toBe(
      'error: none: no such file\n',
    );
  });

  it('tells where an action stands that cannot be done by then', async () => {
    const text = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: gone}
spec:
  processes: [{match: {pod: web}, attempts: [{run: 0s, exit: 1}]}]
  actions: [{at: 1m, deletePod: web}, {at: 2m, deletePod: web}]
`;
    const { code, stderr } = await crashloop(['run', 'gone.yaml'], { files: { 'gone.yaml': text } });
    expect([code, stderr]).toEqual([
      2,
      'gone.yaml:6:39: error[action]: the action at 2m cannot be done: no pod is named "web" by then\n',
    ]);
  });

  it('says what it left unfinished when interrupted', async () => {
    const { code, stderr } = await crashloop(['run', 'scenarios/no-backoff.yaml', '--for', '3d'], {
      interruptedAfter: 1,
    });
    expect(code).toBe(130);
    expect(stderr).toContain('interrupted');
  });
});

it.each(['1d', '24h', '86400s'])('restarts --within %s: says the time as it was asked', async (within) => {
  const { stdout } = await crashloop(['restarts', '--within', within, '--count', '293']);
  expect(stdout).toContain(`293 crashes within ${within} on`);
  expect(stdout).toContain(`CRASHES IN ${within} `);
  expect(stdout).toContain(`; ${within} hold 293 crashes`);
  const plain = await crashloop(['restarts', '--within', within]);
  expect(plain.stdout).toMatch(new RegExp(`^${within} on kubelet`));
});

describe('a run that is too long', () => {
  const ENDLESS = 'scenarios/no-backoff.yaml';

  it.each([
    [['run', ENDLESS, '--for', '300d'], '--for 300d\n      ^^^^\n'],
    [['run', ENDLESS, '--for', '90000d'], '--for 90000d\n      ^^^^^^\n'],
    [['run', ENDLESS, '--at', '300d'], '--at 300d\n     ^^^^\n'],
    [['why', ENDLESS, '--for', '300d'], '--for 300d\n'],
    [['compare', ENDLESS, '--for', '300d'], '--for 300d\n'],
    [['detect', ENDLESS, '--for', '300d'], '--for 300d\n'],
    [['get', 'pods', '-f', ENDLESS, '--at', '300d'], '--at 300d\n'],
    [['get', 'pods', '-f', ENDLESS, '-w', '--until', '300d'], '--until 300d\n'],
  ])('%j: blames the flag', async (argv, shown) => {
    const { code, stderr } = await crashloop(argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^<flags>:1:\d: error/);
    expect(stderr).toContain(shown);
  });

  it('blames the file for a duration of its own', async () => {
    const text = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: long}
spec:
  duration: 90000d
`;
    const { stderr } = await crashloop(['run', 'long.yaml'], { files: { 'long.yaml': text } });
    expect(stderr).toMatch(/^long\.yaml:5:13: error\[out-of-range\]/);
  });
});

describe('run --runs', () => {
  it('tells between what bounds each restart came', async () => {
    const argv = ['run', 'scenarios/exits-immediately.yaml', '--fidelity', 'realistic', '--runs', '30'];
    const { code, stdout } = await crashloop([...argv, '-o', 'json']);
    expect(code).toBe(0);
    const bands = JSON.parse(stdout);
    expect(bands).toMatchObject({ kind: 'Bands', runs: 30, seed: '1', fidelity: 'realistic' });
    const [restart] = bands.pods[0].containers[0].restarts.slice(6);
    expect(restart).toMatchObject({ restart: 7, runs: 30, backoffSeconds: { min: 300, max: 300 } });
    expect(restart.delaySeconds.min).toBeGreaterThan(300);
    expect(restart.delaySeconds.max).toBeLessThan(332);
    expect((await crashloop(argv)).stdout).toContain('5 % TO 95 %');
  });

  it.each([['0'], ['1.5'], ['many'], ['1000000']])('refuses --runs %s', async (runs) => {
    const { code, stderr } = await crashloop(['run', GOOD, '--runs', runs]);
    expect(code).toBe(2);
    expect(stderr).toContain('--runs');
  });
});

describe('verify', () => {
  it('finds every scenario of the library as it says it is', async () => {
    const { code, stdout } = await crashloop(['verify', 'scenarios']);
    expect(stdout).toMatch(/\n\d+ passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  const FAILING = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: failing}
spec:
  processes: [{match: {pod: web}, attempts: [{run: 0s, exit: 1}]}]
  expect:
    - {pod: web, restart: 2, backoff: 10s}
    - {pod: web, restart: 3, backoff: 10s, delay: {min: 1s, max: 20s}}
    - {pod: "nobody-*", at: 1m, status: Running}
    - {pod: web, at: 1m, status: Running, restarts: {max: 1}}
`;
  const files = { 'failing.yaml': FAILING };

  it('exits 1 and shows expected and got, no match included', async () => {
    const { code, stdout } = await crashloop(['verify', 'failing.yaml'], { files });
    expect(code).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "✗ failing.yaml  1 of 4 expectations met
        failing.yaml:8: pod web restart 3
          expected backoff 10s, delay 1s to 20s
          got      backoff 20s
        failing.yaml:9: pod nobody-* at 1m
          expected status Running
          got      nothing matches
        failing.yaml:10: pod web at 1m
          expected restarts at most 1, status Running
          got      restarts 3, status CrashLoopBackOff

      1 passed, 3 failed
      "
    `);
  });

  it('does not call nothing verified a success', async () => {
    const empty = FAILING.slice(0, FAILING.indexOf('  expect:'));
    const { code, stderr } = await crashloop(['verify', 'empty.yaml'], { files: { 'empty.yaml': empty } });
    expect([code, stderr]).toEqual([2, 'error: empty.yaml: nothing is expected there, so nothing was verified\n']);
  });

  it('speaks JSON, TAP and JUnit', async () => {
    const json = await crashloop(['verify', 'failing.yaml', '-o', 'json'], { files });
    expect(JSON.parse(json.stdout)[1]).toEqual({
      file: 'failing.yaml',
      line: 8,
      subject: 'pod web restart 3',
      expected: 'backoff 10s, delay 1s to 20s',
      actual: 'backoff 20s',
      ok: false,
    });
    const tap = await crashloop(['verify', 'failing.yaml', '-o', 'tap'], { files });
    expect(tap.stdout).toMatch(/^TAP version 13\n1\.\.4\nok 1 - .*\nnot ok 2 - /);
    const junit = await crashloop(['verify', 'failing.yaml', '-o', 'junit'], { files });
    expect(junit.stdout).toContain('<testsuite name="failing.yaml" tests="4" failures="3">');
  });
});

describe('restarts', () => {
  it('judges the claim of 5941 crashes in 20 days with its reasoning', async () => {
    const { code, stdout } = await crashloop(['restarts', '--count', '5941', '--within', '20d']);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "5 941 crashes within 20d on kubelet 1.36: only if the age was cut

      - when the process exits at once, crash 5 941 comes at 20d14h35m10s (1 780 510 s); 20d hold 5 765
        crashes and 5 764 restarts
      - kubectl cuts ages instead of rounding them: it shows 20d until 21d, which hold 6 053 crashes
      - runs of 1s move it to 20d16h14m11s, runs of 10s move it to 21d7h5m20s; run time and overhead of at
        most 5.704 s per crash still bring 5 941 before 21d
      - 5 941 × 300 s = 1 782 300 s = 20d15h5m: the count times the cap; the first waits are shorter,
        hence the difference
      - without backoff, runs of 1s crash 1 728 000 times in 20d and reach crash 5 941 after 1h39m1s;
        1 782 300 crashes, one a second, would take 20d15h5m

      POLICY                        RULE                    CRASHES IN 20d    RESTARTS   CRASH 5 941 AT
      kubelet 1.36                  backoff 10s, 20s … 5m            5 765       5 764     20d14h35m10s
      as documented                 backoff 10s, 20s … 5m            5 765       5 764     20d14h35m10s
      kubelet 1.36, max 60s         backoff 10s, 20s … 1m           28 803      28 802       4d2h57m10s
      kubelet 1.34, reduced decay   backoff 1s, 2s … 1m             28 806      28 805        4d2h54m3s
      kubelet 1.36, reduced decay   backoff 1s, 2s … 5m              5 769       5 768     20d14h18m31s
      none, runs of 1s              no backoff                   1 728 000   1 728 000          1h39m1s
      "
    `);
  });

  it('prints its contract', async () => {
    const { stdout } = await crashloop(['restarts', '--within', '20d', '--run', '1s', '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      policy: 'kubelet 1.36',
      runSeconds: 1,
      withinSeconds: 1_728_000,
      crashes: 5_746,
      restarts: 5_745,
      count: null,
      atSeconds: null,
      verdict: null,
      reasons: [],
    });
  });

  it.each([
    [['--count', '5941', '--max', '60s'], 356_230],
    [['--count', '5941', '--run', '28s'], 1_946_858],
    [['--count', '3600', '--run', '1s', '--policy', 'none'], 3_600],
    [['--count', '7', '--reduced-decay', '--kubelet', '1.34'], 31],
    [['--count', '7', '--fidelity', 'documented'], 310],
  ])('%j: the crash is at %i s', async (flags, atSeconds) => {
    const { stdout } = await crashloop(['restarts', ...flags, '-o', 'json']);
    expect(JSON.parse(stdout).atSeconds).toBe(atSeconds);
  });

  it('answers with medians and their spread where chance plays a part', async () => {
    const { stdout } = await crashloop(['restarts', '--within', '2d', '--fidelity', 'realistic', '-o', 'json']);
    const { crashes, reasons } = JSON.parse(stdout);
    expect(crashes).toBeGreaterThan(555);
    expect(crashes).toBeLessThan(575);
    expect(reasons[0]).toMatch(/^medians over 20 seeds: crashes \d+ on average, \d+ to \d+ in nine runs of ten/);
  });

  it('counts drawn runs by simulating them', async () => {
    const { stdout } = await crashloop(['restarts', '--within', '1d', '--run', '{exponential: 5s}', '-o', 'json']);
    expect(JSON.parse(stdout).restarts).toBeGreaterThan(280);
    expect(JSON.parse(stdout).restarts).toBeLessThan(295);
  });
});

describe('compare', () => {
  const argv = ['compare', GOOD, '--policy', 'kubelet,1.34+reduced,initial=1s,max=30s,none'];

  it('fits the terminal, and stacks what does not', async () => {
    for (const columns of [60, 80, 100, 140]) {
      const { code, stdout } = await crashloop([...argv, '-o', 'wide'], { columns });
      expect(code).toBe(0);
      expect(Math.max(...stdout.split('\n').map((line) => line.length)), `${columns}`).toBeLessThanOrEqual(columns);
    }
  });

  it('tells programs the same in JSON, YAML and CSV', async () => {
    const [json, yaml, csv] = await Promise.all(
      ['json', 'yaml', 'csv'].map((format) => crashloop([...argv, '-o', format])),
    );
    const answer = JSON.parse(json?.stdout ?? '');
    expect(parse(yaml?.stdout ?? '')).toEqual(answer);
    expect(answer).toMatchObject({ kind: 'Comparison', durationSeconds: 1_800, simulatedSeconds: 86_400, runs: 1 });
    expect(answer.policies[2]).toEqual({
      policy: 'initial=1s,max=30s',
      rule: {
        delays: true,
        initialSeconds: 1,
        maxSeconds: 30,
        factor: 2,
        stepsSeconds: null,
        afterSuccessSeconds: null,
        firstRestart: 'free',
      },
      problem: null,
    });
    expect(answer.containers[0].figures[0]).toEqual({
      policy: 'kubelet',
      restartsIn5m: 5,
      restartsIn30m: 7,
      restartsIn1d: 7,
      steadyPerHour: 3_600 / 302,
      steadyBasis: 'cycle',
      cycleRestarts: 1,
      cycleSeconds: 302,
      steadyWithout: 'database',
      waitingRatio: 610 / 1_800,
      returns: [{ dependency: 'database', atSeconds: 600, backAfterSeconds: 24, meanSeconds: 151, worstSeconds: 302 }],
      apiRequestsPerSecond: expect.closeTo((110 * 5) / 302, 9),
    });
    const [head = '', , , custom = ''] = csv?.stdout.split('\n') ?? [];
    expect(head.split(',').slice(0, 6)).toEqual([
      'scenario',
      'namespace',
      'workload',
      'container',
      'policy',
      'restartsIn5m',
    ]);
    expect(custom).toMatch(/^needs-database,default,Deployment\/web,app,"initial=1s,max=30s",14,24,24,/);
  });

  it('draws several policies in one picture', async () => {
    const { code, stdout } = await crashloop([...argv, '-o', 'svg']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<svg /);
    for (const words of ['needs-database: 7 to 300 restarts in 30m, by policy', 'initial=1s,max=30s: 24', 'none: 300'])
      expect(stdout).toContain(words);
  });

  it('lets flags change the assumptions', async () => {
    const { stdout } = await crashloop([
      ...argv,
      '--pods-per-node',
      '50',
      '--requests-per-restart',
      '2',
      '--for',
      '9m',
      '-o',
      'json',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ podsPerNode: 50, requestsPerRestart: 2, durationSeconds: 540 });
  });

  it('says what it left unfinished when interrupted', async () => {
    const { code, stdout, stderr } = await crashloop(['compare', 'scenarios/crashes-5941.yaml'], {
      interruptedAfter: 1,
    });
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('interrupted: scenarios/crashes-5941.yaml is left out');
  });
});

describe('validate and schema', () => {
  it('says ok, or every problem at once', async () => {
    expect((await crashloop(['validate', GOOD])).stdout).toBe(`${GOOD}: ok (2 pods, 6 expectations)\n`);
    const files = {
      'bad.yaml': 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {nam: x}\nspec: {duration: 5}\n',
    };
    const { code, stdout, stderr } = await crashloop(['validate', 'bad.yaml'], { files });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatchInlineSnapshot(`
      "bad.yaml:3:12: error[unknown-key]: unknown key "nam" in metadata
      metadata: {nam: x}
                 ^^^
      hint: did you mean name?
      bad.yaml:4:18: error[duration-without-unit]: spec.duration is a duration and needs a unit, not 5
      spec: {duration: 5}
                       ^
      hint: write 5s
      "
    `);
  });

  const BAD =
    'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: x}\nspec: {duration: 5, sed: 1, nodes: []}\n';

  it('goes on after a file that is wrong', async () => {
    const { code, stdout, stderr } = await crashloop(['validate', 'bad.yaml', GOOD], { files: { 'bad.yaml': BAD } });
    expect([code, stdout]).toEqual([2, `${GOOD}: ok (2 pods, 6 expectations)\n`]);
    expect(stderr).toContain('bad.yaml:4:18: error[duration-without-unit]');
  });

  it('goes on after a file that cannot be read', async () => {
    const { code, stdout, stderr } = await crashloop(['validate', 'missing.yaml', GOOD]);
    expect([code, stdout]).toEqual([2, `${GOOD}: ok (2 pods, 6 expectations)\n`]);
    expect(stderr).toBe('error: missing.yaml: no such file\n');
    const json = await crashloop(['validate', 'missing.yaml', GOOD, '-o', 'json']);
    expect([json.code, json.stderr]).toEqual([2, '']);
    expect(JSON.parse(json.stdout).files).toMatchObject([
      { file: 'missing.yaml', ok: false, problems: [{ code: 'cannot-read', message: 'missing.yaml: no such file' }] },
      { file: GOOD, ok: true },
    ]);
  });

  it('goes on after a file of a folder that cannot be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'crashloop-'));
    try {
      symlinkSync('nowhere', join(folder, 'a.yaml'));
      copyFileSync(GOOD, join(folder, 'b.yaml'));
      const { code, stdout, stderr } = await crashloop(['validate', folder], { columns: 200 });
      expect([code, stdout]).toEqual([2, `${join(folder, 'b.yaml')}: ok (2 pods, 6 expectations)\n`]);
      expect(stderr).toBe(`error: ${join(folder, 'a.yaml')}: no such file\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says once that a manifest for all cannot be read', async () => {
    const { code, stdout, stderr } = await crashloop(['validate', GOOD, 'bad.yaml', '-f', 'missing.yaml']);
    expect([code, stdout, stderr]).toEqual([2, '', 'error: missing.yaml: no such file\n']);
  });

  it('tells every problem with its place as JSON', async () => {
    const { code, stdout, stderr } = await crashloop(['validate', 'bad.yaml', GOOD, '-o', 'json'], {
      files: { 'bad.yaml': BAD },
    });
    expect([code, stderr]).toEqual([2, '']);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({
      apiVersion: 'crashloop.dev/v1alpha1',
      kind: 'Validation',
      files: [
        { file: 'bad.yaml', ok: false, pods: null, expectations: null },
        { file: GOOD, ok: true, pods: 2, expectations: 6, problems: [] },
      ],
    });
    const { problems } = answer.files[0];
    expect(problems).toContainEqual({
      severity: 'error',
      code: 'duration-without-unit',
      message: 'spec.duration is a duration and needs a unit, not 5',
      hint: 'write 5s',
      file: 'bad.yaml',
      line: 4,
      column: 18,
      start: BAD.indexOf('5, sed'),
      end: BAD.indexOf('5, sed') + 1,
    });
    expect(problems).toContainEqual(expect.objectContaining({ code: 'unknown-key', line: 4, column: 21 }));
  });

  it('tells what has no effect as JSON too', async () => {
    const files = {
      'note.yaml': `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: x}
spec:
  processes:
    - {match: {pod: "*"}, attempts: [{run: 1s, exit: 1}]}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: q}
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: app, image: app}]}
`,
    };
    const { code, stdout, stderr } = await crashloop(['validate', 'note.yaml', '-o', 'json'], { files });
    expect([code, stderr]).toEqual([0, '']);
    const [problem] = JSON.parse(stdout).files[0].problems;
    expect(problem).toMatchObject({ severity: 'note', code: null, file: 'note.yaml', hint: null, start: null });
  });

  it('prints the schema the scenarios folder publishes', async () => {
    const { stdout } = await crashloop(['schema']);
    expect(JSON.parse(stdout)).toEqual(scenarioJsonSchema());
  });
});

describe('bad command lines', () => {
  it.each([
    [[]],
    [['runn']],
    [['run']],
    [['run', 'nope.yaml']],
    [['run', GOOD, '--foo']],
    [['run', GOOD, '--kubelet', '1.20']],
    [['run', GOOD, '--for', '5']],
    [['run', GOOD, '--policy', 'initial=1s']],
    [['run', GOOD, '--policy', 'fast']],
    [['compare']],
    [['compare', 'nope.yaml']],
    [['compare', GOOD, '--runs', '0']],
    [['compare', GOOD, '--width', '500']],
    [['compare', GOOD, '-o', 'svg', '--width', '5']],
    [['compare', GOOD, '-o', 'markdown']],
    [['compare', GOOD, '--pods-per-node', 'many']],
    [['compare', GOOD, '--policy', 'kubelet,nome']],
    [['check', '5 restarts in 0s']],
    [['check', '1e9 restarts in 1m']],
    [['check', '1.5 restarts in 1m']],
    [['check', 'about -5 restarts in 1m']],
    [['detect', GOOD, '--restarts', 'many']],
    [['run', 'scenarios/exits-immediately.yaml', '--policy', 'none']],
    [['run', 'scenarios/no-backoff.yaml', '--for', '9999d']],
    [['restarts']],
    [['restarts', '--count', '0']],
    [['restarts', '--count', 'many']],
    [['restarts', '--count', '1e12']],
    [['restarts', '--count', '1e12', '--within', '20d']],
    [['restarts', '--within', '0s']],
    [['restarts', '--within', 'soon']],
    [['restarts', '--within', '1h', '--run', 'forever']],
    [['restarts', '--within', '1h', '--run', '0s', '--policy', 'none']],
    [['restarts', '--count', '10', '--max', '2h']],
    [['restarts', '--count', '10', '--reduced-decay', '--kubelet', '1.30']],
  ])('%j: one clear message, exit 2, nothing on stdout', async (argv) => {
    const { code, stdout, stderr } = await crashloop(argv);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error');
    expect(stderr).not.toMatch(/\n\s+at |NaN/);
  });

  it('suggests flags that are declared several at once', async () => {
    const { code, stderr } = await crashloop(['restarts', '--within', '1h', '--widht', '300']);
    expect([code, stderr]).toEqual([2, 'error: unknown flag --widht\nhint: did you mean --width?\n']);
  });

  it('names an unknown flag of several words once', async () => {
    const { stderr } = await crashloop(['restarts', '--within', '1h', '--kubelet-confg', 'x']);
    expect(stderr).toBe('error: unknown flag --kubelet-confg\nhint: did you mean --kubelet-config?\n');
  });

  it('tells them apart', async () => {
    const messages: string[] = [];
    const argvs = [
      ['runn'],
      ['run'],
      ['run', GOOD, '--fidelty', 'exact'],
      ['run', GOOD, '--nonsense'],
      ['run', GOOD, '--fidelity', 'exat'],
      ['run', GOOD, '--for'],
      ['run', GOOD, '--for', '5'],
      ['--foo'],
    ];
    for (const argv of argvs) messages.push((await crashloop(argv)).stderr);
    expect(messages.join('')).toMatchInlineSnapshot(`
      "error: unknown command "runn"
      hint: did you mean run?
      error: <files..> is missing
      hint: crashloop run --help shows what is possible
      error: unknown flag --fidelty
      hint: did you mean --fidelity?
      error: unknown flag --nonsense
      hint: crashloop run --help shows what is possible
      error: --fidelity exat is none of its choices
      hint: did you mean exact? There are documented, exact, realistic
      error: --for needs a value
      hint: crashloop run --help shows what is possible
      error: --for 5: "5" has no unit
      hint: write a duration such as 90s, 30m or 20d
      error: unknown flag --foo
      hint: a command comes first; crashloop --help names them all
      "
    `);
  });
});

describe('messages', () => {
  it('of a run of no length point at the flag, not at the file', async () => {
    const { code, stderr } = await crashloop(['run', GOOD, '--for', '0']);
    expect([code, stderr]).toEqual([
      2,
      'error: --for 0: nothing happens in no time\nhint: write a duration such as 90s, 30m or 20d\n',
    ]);
  });

  it('of a flag of one letter show its dash', async () => {
    const { code, stderr } = await crashloop(['events', '-f', GOOD, '-z', 'json']);
    expect([code, stderr]).toEqual([
      2,
      'error: unknown flag -z\nhint: crashloop events --help shows what is possible\n',
    ]);
  });
});

describe('help', () => {
  it('of the whole names every verb with what it answers, and the exit codes', async () => {
    const { code, stdout } = await crashloop(['--help']);
    expect(code).toBe(0);
    for (const { verb, summary } of VERBS) {
      expect(stdout).toMatch(new RegExp(`^  ${verb} .*   ${summary.split(' ', 3).join(' ')}`, 'm'));
    }
    expect(stdout).toContain('\nExit codes: 0 good, 1 ');
    for (const code of [2, 70, 74]) expect(stdout.slice(stdout.indexOf('Exit codes'))).toContain(` ${code} `);
    expect((await crashloop(['help', 'run'])).stdout).toBe((await crashloop(['run', '--help'])).stdout);
  });

  it.each(VERBS.map(({ verb }) => verb))('of %s has examples that work, also in sixty columns', async (verb) => {
    // So wide that no example is continued on a second line.
    const { code, stdout } = await crashloop([verb, '--help'], { columns: 1_000 });
    expect(code).toBe(0);
    const examples = [...stdout.matchAll(/^ {2}((?:cat \S+ \| )?crashloop .+?)(?: {2,}|$)/gm)].map(
      ([, line = '']) => line,
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const { argv, stdin } = commandLine(example);
      const outcome = await crashloop(argv, { columns: NARROW, ...(stdin === undefined ? {} : { stdin }) });
      expect(outcome, example).toMatchObject({ code: 0, stderr: '' });
      if (isForPrograms(argv) || isKubectls(argv)) continue;
      const lines = outcome.stdout.split('\n');
      expect(
        lines.filter((line) => line.length > NARROW && isBreakable(line)),
        example,
      ).toEqual([]);
      expect(
        lines.filter((line) => line.includes('\u001b') || / $/.test(line)),
        example,
      ).toEqual([]);
    }
  });

  it.each(['--help', ...VERBS.map(({ verb }) => `${verb} --help`)])('%s fits into sixty columns', async (line) => {
    const { stdout } = await crashloop(line.split(' '), { columns: NARROW });
    expect(stdout.split('\n').filter((text) => text.length > NARROW)).toEqual([]);
  });
});

const NARROW = 60;

/** Formats with rules of their own. */
function isForPrograms(argv: readonly string[]): boolean {
  const format = argv[argv.findIndex((word) => word === '-o' || word === '--output') + 1];
  return argv[0] === 'schema' || argv.includes('--scenario') || (argv.includes('-o') && format !== 'wide');
}

/** kubectl's own tables and pages are as wide as what they tell; so it prints them, and so do we. */
function isKubectls(argv: readonly string[]): boolean {
  return ['get', 'describe', 'events', 'logs'].includes(argv[0] ?? '') || (argv[0] === 'run' && argv.includes('--at'));
}

/** A line of one word is a URL, a path, an expression: to be copied whole. */
function isBreakable(line: string): boolean {
  return line.trim().includes(' ');
}
