import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/analysis/run.js';
import type { ToldWait } from '../../src/report/wait-report.js';
import { crashloop } from '../support/cli.js';

const EXITS = 'scenarios/exits-immediately.yaml';

async function why(...argv: readonly string[]): Promise<ToldWait> {
  const { stdout, stderr, code } = await crashloop(['why', ...argv, '-o', 'json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as ToldWait;
}

const kinds = ({ steps }: ToldWait): readonly string[] => steps.map(({ step }) => step);

describe('why', () => {
  it('tells the rule on the ideal clock', async () => {
    const { stdout } = await crashloop(['why', EXITS, '--restart', '4'], { columns: 80 });
    expect(stdout).toMatchInlineSnapshot(`
      "exits-immediately on kubelet 1.36 (exact, seed 1): pod hello, container app
      Restart 4 came at 1m10s, 40s after the exit: backoff of 40s from the exit.

            AT  SINCE EXIT
      1    30s         +0s  The process exits with 0 (Completed). It was restart 3 and
                            lasted 0s; the wait counts from here. [D6]
      2    30s         +0s  The start is refused. Finished 30 s + 40 s = 70 s, which
                            is 40s away. [B6]
      3    30s         +0s  It is looked at again at 1m10s, the first instant at which
                            the answer can change.
      4  1m10s        +40s  The start is admitted. Finished 30 s + 40 s = 70 s, which
                            is exactly now. The next step is 1m20s. [B6, B5]
      5  1m10s        +40s  The process starts: restart 4.

      D6  The wait counts from the exit, not from when it was noticed: slow looking
          eats into it and adds nothing.
      B6  A start is refused while less than the step has passed since the exit; at
          exactly the step it is admitted.
      B5  Each admitted restart takes the step further (a kubelet doubles it, up to
          the cap) and stamps the entry with the instant of the decision.
      "
    `);
  });

  it('tells everything a real kubelet does meanwhile, in sixty columns', async () => {
    const argv = ['why', 'scenarios/sawtooth-330s.yaml', '-r', '7', '--fidelity', 'realistic'];
    const { stdout } = await crashloop(argv, { columns: 60 });
    expect(stdout).toMatchInlineSnapshot(`
      "sawtooth-330s on kubelet 1.36 (realistic, seed 1): pod
      batch, container app
      Restart 7 came at 49m11.585s, 4m49.039s after the exit:
      housekeeping removed the entry before 5m were over; the
      steps begin anew.

                  AT
       1  44m22.546s  The process exits with 1 (Error). It was
                      restart 6 and lasted 5m30s; the wait counts
                      from here. [D6]
       2  44m23.408s  A relist of the runtime finds that something
                      changed. [T1]
       3  44m23.408s  A sync of the pod begins, since the relist
                      found something. [T9]
       4  44m23.415s  From here on the API shows the container
                      terminated: Error. [T20]
       5  44m23.415s  The start is refused. Finished 2 662.546 s +
                      300 s = 2 962.546 s, which is 4m59.131s
                      away. [B6, D7]
       6  44m23.415s  The pod goes into the work queue for what is
                      left of the wait, at most 60 s: 60 s +
                      5.23 s of jitter = 65.23 s; due at
                      45m28.645s, and taken up by the tick at
                      45m29.473s. [T14, T10]
       7  45m29.473s  The tick of the work queue hands the pod
                      out, and a sync begins. [T10]
       8  45m29.478s  From here on the API shows the container
                      waiting: CrashLoopBackOff. [T20]
       9  45m29.478s  The start is refused. Finished 2 662.546 s +
                      300 s = 2 962.546 s, which is 3m53.068s
                      away. [B6, D7]
      10  45m29.478s  The pod goes into the work queue for what is
                      left of the wait, at most 60 s: 60 s +
                      11.983 s of jitter = 71.983 s; due at
                      46m41.461s, and taken up by the tick at
                      46m41.473s. [T14, T10]
      11  46m41.473s  The tick of the work queue hands the pod
                      out, and a sync begins. [T10]
      12  46m41.475s  The start is refused. Finished 2 662.546 s +
                      300 s = 2 962.546 s, which is 2m41.071s
                      away. [B6, D7]
      13  46m41.475s  The pod goes into the work queue for what is
                      left of the wait, at most 60 s: 60 s +
                      11.549 s of jitter = 71.549 s; due at
                      47m53.024s, and taken up by the tick at
                      47m53.473s. [T14, T10]
      14  47m53.473s  The tick of the work queue hands the pod
                      out, and a sync begins. [T10]
      15  47m53.480s  The start is refused. Finished 2 662.546 s +
                      300 s = 2 962.546 s, which is 1m29.066s
                      away. [B6, D7]
      16  47m53.480s  The pod goes into the work queue for what is
                      left of the wait, at most 60 s: 60 s +
                      17.545 s of jitter = 77.545 s; due at
                      49m11.025s, and taken up by the tick at
                      49m11.473s. [T14, T10]
      17  48m54.176s  Housekeeping deletes the backoff entry: it
                      was written at 38m52.477s, when the start
                      before was admitted, and is now too old.
                      [B10, B14]
      18  49m11.473s  The tick of the work queue hands the pod
                      out, and a sync begins. [T10]
      19  49m11.477s  The start is admitted. There is no backoff
                      entry any more, so nothing is waited for.
                      The next step is 10s. [B14, B5]
      20  49m11.585s  The process starts: restart 7.

      D6   The wait counts from the exit, not from when it was
           noticed: slow looking eats into it and adds nothing.
      T1   The kubelet lists the runtime a second after it last
           did; an exit is not known before.
      T9   A relist that found something new, a probe, a changed
           spec or the work queue asks for a sync.
      T20  A sync first tells the API how it found the pod; what
           comes of its own starts is shown by the next one.
      B6   A start is refused while less than the step has passed
           since the exit; at exactly the step it is admitted.
      D7   Each look that refuses writes a BackOff event; its text
           names the whole step, not what is left of it.
      T14  Since 1.35 a pod in backoff is looked at after what is
           left of its wait, at most 60 s, plus up to half of that
           as jitter; so always late.
      T10  The work queue is looked at once a second, and has one
           place per pod; a later request replaces an earlier one.
      B10  Housekeeping, every 2 s, deletes every entry that was
           written more than the reset time ago, also in the
           middle of a wait.
      B14  So a wait that would outlast the reset time since the
           last admission is cut short, and the steps begin anew.
      B5   Each admitted restart takes the step further (a kubelet
           doubles it, up to the cap) and stamps the entry with
           the instant of the decision.
      "
    `);
  });

  it('says whose exit a probe kill was judged by', async () => {
    const free = await why('scenarios/liveness-failing.yaml', '--pod', 'hangs', '-r', '3', '--fidelity', 'realistic');
    expect(free).toMatchObject({ why: 'probe-kill-free', restart: 3 });
    expect(free.steps.find(({ step }) => step === 'admitted')).toMatchObject({ judgedAttempt: 1, standing: 'served' });
    const waited = await why('scenarios/liveness-failing.yaml', '--pod', 'hangs', '-r', '6');
    expect(waited.steps.flatMap((step) => (step.step === 'refused' ? [step.judgedAttempt] : []))).toEqual([4, 5]);
    expect(waited.rules).toHaveProperty('D13');
  });

  it('looks every 10 to 15 s up to 1.34, and tells of many looks in one line', async () => {
    const argv = ['why', EXITS, '-r', '7', '--fidelity', 'realistic', '--kubelet', '1.34'];
    const { stdout } = await crashloop(argv);
    expect(stdout).toMatch(/ … +\d+ more looks like these: \d+ refused \(-o wide tells each\)\n/);
    expect((await crashloop([...argv, '-o', 'wide'])).stdout).not.toContain('…');
    expect(Object.keys((await why(...argv.slice(1))).rules)).toContain('T13');
  });

  it('tells of pulls, of a kubelet that restarts, and of a wait that is open at the end', async () => {
    const pulls = await why('scenarios/image-not-found.yaml');
    expect(pulls).toMatchObject({ restart: 0, startedAtSeconds: null, finishedAtSeconds: null });
    expect(pulls.steps.filter(({ step }) => step === 'start-failed').slice(0, 2)).toMatchObject([
      { atSeconds: 0, reason: 'ErrImagePull', notBeforeSeconds: 10 },
      { atSeconds: 10, reason: 'ErrImagePull', notBeforeSeconds: 30 },
    ]);
    expect(kinds(await why('scenarios/kubelet-restart.yaml', '-r', '7'))).toContain('kubelet-restarted');
    const open = await why(EXITS);
    expect(open).toMatchObject({ restart: 11, startedAtSeconds: null, delaySeconds: null, looksAgainAtSeconds: 1810 });
  });

  it.each([
    ['exact', 0],
    ['realistic', 1],
    ['documented', 2],
  ])('agrees with run about the newest wait (%s, every third scenario)', async (fidelity, first) => {
    const scenarios = readdirSync('scenarios').filter((file) => file.endsWith('.yaml'));
    for (const name of scenarios.filter((_, at) => at % 3 === first)) {
      const file = `scenarios/${name}`;
      const run = JSON.parse((await crashloop(['run', file, '-o', 'json', '--fidelity', fidelity])).stdout) as Run;
      const pod = run.pods.at(-1);
      const container = pod?.containers.at(-1);
      if (pod === undefined || container === undefined || container.attempts.length === 0) continue;
      const restart = container.attempts.length - 1;
      const of = ['--pod', pod.name, '-c', container.name, '--fidelity', fidelity];
      const told = await why(file, ...of, '-r', String(restart));
      const [before, start] = [container.attempts[restart - 1], container.attempts[restart]];
      expect(told.startedAtSeconds, name).toBe(start?.startedAtSeconds);
      expect(told.why, name).toBe(before?.why ?? null);
      expect(told.steps.at(-1), name).toMatchObject({ step: 'started', atSeconds: start?.startedAtSeconds });
      const times = told.steps.map(({ atSeconds }) => atSeconds);
      expect(times, name).toEqual(times.toSorted((a, b) => a - b));
      for (const { rules, text } of told.steps) {
        expect(text).toMatch(/^[A-Z].*[^ ]$/);
        for (const rule of rules) expect(told.rules[rule], rule).toMatch(/\.$/);
      }
    }
  });

  it('takes the first of the replicas of one controller, and says so', async () => {
    const { code, stdout, stderr } = await crashloop(['why', 'scenarios/needs-database.yaml', '--restart', '2']);
    expect(code).toBe(0);
    const [, first = '', other = ''] =
      /^note: (\S+) is told, the first of 2 pods of ReplicaSet\/web-\w+; --pod (\S+) tells another\n$/.exec(stderr) ??
      [];
    expect(stdout).toContain(`pod ${first}, container`);
    const named = await crashloop(['why', 'scenarios/needs-database.yaml', '--restart', '2', '--pod', other]);
    expect([named.stderr, named.stdout]).toEqual(['', expect.stringContaining(`pod ${other}, container`)]);
  });

  it.each([
    [['scenarios/liveness-failing.yaml'], 'error: 2 pods could be meant\nhint: --pod hangs\n      --pod exits\n'],
    [[EXITS, '--pod', 'nobody'], 'error: no pod is named nobody\nhint: --pod hello\n'],
    [[EXITS, '-c', 'web'], 'error: no pod has a container web\nhint: --container app\n'],
    [
      [EXITS, '-r', '99'],
      'error: container app of pod hello has no restart 99\nhint: --restart 0 (the first start) to 11, which has not come by the end\n',
    ],
    [
      [EXITS, '-r', '-1'],
      'error: --restart -1: it must be a whole number or last\nhint: --restart 7, or --restart last\n',
    ],
  ])('%j: says what there is to choose from', async (argv, message) => {
    const { code, stderr } = await crashloop(['why', ...argv]);
    expect([code, stderr]).toEqual([2, message]);
  });
});

describe('why of what is held up or fails', () => {
  const scenario = (spec: string, pods: string): string =>
    `apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: s}\nspec: ${spec}\n${pods}`;
  const told = async (stdin: string, ...argv: readonly string[]): Promise<string> =>
    (await crashloop(['why', '-', ...argv], { stdin, columns: 200 })).stdout;

  const HELD = scenario(
    '{duration: 20m, missing: [{object: ConfigMap/cfg, until: 10m}]}',
    `---
apiVersion: v1
kind: Pod
metadata: {name: key}
spec:
  initContainers: [{name: i, image: "a:1", envFrom: [{configMapRef: {name: cfg}}]}]
  containers: [{name: c, image: "a:1"}]
`,
  );

  it('sends to the init container that comes first, and does not look into the past', async () => {
    const text = await told(HELD, '-c', 'c');
    expect(text).toContain('never started: init container i has to succeed first, and has not. -c i tells');
    expect(text).not.toContain('again at');
    const answer = JSON.parse(await told(HELD, '-c', 'c', '-o', 'json'));
    expect(answer).toMatchObject({ looksAgainAtSeconds: null, heldUpBy: { container: 'i', type: 'init' } });
  });

  it('folds looks that find the same', async () => {
    const text = await told(HELD, '-c', 'i');
    expect(text.split('\n').length).toBeLessThan(20);
    expect(text).toContain('59 more looks that find the same (CreateContainerConfigError), from 10s to 9m50s');
    expect(text).toContain('10m  The process starts for the first time.');
    expect((await told(HELD, '-c', 'i', '-o', 'wide')).split('\n').length).toBeGreaterThan(120);
  });

  it('tells each pull, and folds the looks between', async () => {
    const text = await told(
      scenario(
        '{duration: 20m, images: [{match: "a:*", error: NotFound}]}',
        '---\napiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "a:1"}]}\n',
      ),
    );
    expect(text.match(/The pull fails/g)).toHaveLength(8);
    expect(text.match(/No pull is tried/g)).toHaveLength(1);
    expect(text).toContain('15 more looks that find the same (ImagePullBackOff), from 2m40s to 5m');
  });

  it('tells the exit of a hook before the start that fails by it', async () => {
    const argv = ['--restart', '1', '-o', 'json'];
    const pod = `---
apiVersion: v1
kind: Pod
metadata: {name: hook}
spec: {containers: [{name: c, image: "a:1", lifecycle: {postStart: {exec: {command: [x]}}}}]}
`;
    const text = await told(
      scenario(
        '{duration: 2m, processes: [{match: {pod: hook}, attempts: [{run: forever, postStart: {run: 5s, exit: 1}}]}]}',
        pod,
      ),
      ...argv,
    );
    expect(JSON.parse(text).steps.slice(0, 2)).toMatchObject([{ step: 'exited' }, { step: 'start-failed' }]);
  });

  it('takes a pattern for the pod', async () => {
    const [file, ...flags] = ['scenarios/shop.yaml', '-r', 'last', '-o', 'json'];
    expect(JSON.parse((await crashloop(['why', file, '--pod', 'adserv*', ...flags])).stdout).pod).toMatch(
      /^adservice-/,
    );
    const many = await crashloop(['why', file, '--pod', '*', ...flags]);
    expect(many).toMatchObject({ code: 2, stderr: expect.stringContaining('hint: --pod ') });
    const none = await crashloop(['why', file, '--pod', 'nope-*', ...flags]);
    expect(none.stderr).toContain('no pod is named nope-*');
  });
});
