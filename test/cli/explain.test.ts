import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crashloop } from '../support/cli.js';

const WEB = readFileSync('examples/web.json', 'utf8');
const PRINTED_MS = Date.UTC(2026, 10, 20, 14, 33, 14);
const ROWS = `NAME    READY   STATUS             RESTARTS        AGE
web-0   0/1     CrashLoopBackOff   16 (106s ago)   70m
web-1   1/1     Running            0               70m
web-2   0/1     Error              0               2m
web-3   0/1     ImagePullBackOff   0               2m
web-4   0/1     CrashLoopBackOff   9 (4m40s ago)   50m
web-5   0/1     Terminating        3 (2m ago)      9m
`;

describe('explain', () => {
  it('answers of one container with one object', async () => {
    const { code, stdout } = await crashloop(['explain', 'examples/web.json', '--kubelet', '1.34', '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      pod: 'web-6d4b75cb6d-hx9fz',
      container: 'app',
      state: 'Error',
      crash: 5,
      backoffSeconds: 80,
      nextStart: { from: '2026-11-20T14:34:32Z', likely: expect.any(String), until: '2026-11-20T14:34:47Z' },
      why: 'backoff of 1m20s, counted from the exit; the kubelet looks again every 10 to 15 s',
      unknown: ['kubelet configuration: assumed the default backoff of 10s, 20s … 5m', 'when the text was printed'],
    });
  });

  it('says where text goes that is pasted as a file', async () => {
    const { code, stderr } = await crashloop(['explain', 'web-0 0/1 CrashLoopBackOff 16 (106s ago) 70m']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: web-0 0/1 CrashLoopBackOff 16 (106s ago) 70m: no such file\n' +
        "hint: text goes to standard input: echo '…' | crashloop explain\n",
    );
  });

  it('reads standard input, and takes the clock for now when it was just printed', async () => {
    const argv = ['explain', '-o', 'json', '--kubelet', '1.36'];
    const soon = await crashloop(argv, { stdin: WEB, wallMs: PRINTED_MS });
    expect(JSON.parse(soon.stdout).nextStart.from).toBe('2026-11-20T14:34:32Z');
    expect((await crashloop(['explain', '-'], { stdin: WEB, wallMs: PRINTED_MS })).stdout).toContain('the time now');
    const later = await crashloop(['explain', '-'], { stdin: WEB, wallMs: PRINTED_MS + 86_400_000 });
    expect(later.stdout).toContain('the newest time in the text');
  });

  it('tells an age as the row does', async () => {
    const stdin = 'hello   0/1   CrashLoopBackOff   5 (2m ago)   5m2s\n';
    expect((await crashloop(['explain'], { stdin, wallMs: PRINTED_MS })).stdout).toContain('5 restarts in 5m2s, ');
  });

  it('says of a pending pod that it has not run', async () => {
    const stdin = 'web-0   0/1   Pending   0   5m\n';
    const { stdout } = await crashloop(['explain'], { stdin, wallMs: PRINTED_MS });
    expect(stdout).toContain('Pod web-0 is not running yet: Pending.');
    expect(stdout).toContain('It has not run yet: this is no restart, and no backoff holds it.');
  });

  it('takes the clock for now when all run, however long they have', async () => {
    const pod = JSON.parse(WEB);
    pod.status.containerStatuses[0].state = { running: { startedAt: '2026-11-20T14:33:09Z' } };
    const { stdout } = await crashloop(['explain'], { stdin: JSON.stringify(pod), wallMs: PRINTED_MS + 86_400_000 });
    expect(stdout).toContain('reset       done: it has run for more than 10m');
  });

  it('knows when it should have started long ago', async () => {
    const late = await crashloop(['explain', 'examples/web.json', '--now', '2026-11-20T15:00:00Z']);
    expect(late.stdout).toContain('by now that is over');
  });

  it.each([
    [
      'when its backoff, counted from the last exit, is over',
      { terminated: { exitCode: 1, finishedAt: '2026-01-10T11:59:10Z' } },
    ],
    ['every 10 to 15 s', {}],
  ])('knows that what cannot be started is tried %s (D9, D10)', async (when, lastState) => {
    const state = { waiting: { reason: 'CreateContainerConfigError' } };
    const containerStatuses = [{ name: 'app', restartCount: 'terminated' in lastState ? 6 : 0, state, lastState }];
    const pod = {
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'app' }] },
      status: { containerStatuses },
    };
    const { stdout } = await crashloop(['explain', '--now', '2026-01-10T12:00:00Z', '-o', 'json'], {
      stdin: JSON.stringify(pod),
    });
    expect(JSON.parse(stdout).why).toContain(`the kubelet tries again ${when}`);
  });

  it('follows the configuration of the node', async () => {
    const files = {
      'node.yaml': 'kind: KubeletConfiguration\ncrashLoopBackOff: {maxContainerRestartPeriod: 60s}\n',
      'web.json': WEB,
    };
    const { stdout } = await crashloop(['explain', 'web.json', '--kubelet-config', 'node.yaml', '-o', 'json'], {
      files,
    });
    expect(JSON.parse(stdout)).toMatchObject({ backoffSeconds: 60, nextStart: { from: '2026-11-20T14:34:12Z' } });
  });

  it('tells of many pods in one line each, the most urgent first', async () => {
    const { stdout } = await crashloop(['explain', '--now', '2026-11-20T15:00:00Z'], { stdin: ROWS });
    expect(stdout).toMatchInlineSnapshot(`
      "6 pods, 2 wait to start again; times in UTC

      POD     STATE              NEXT START                  IN   BACKOFF   CRASH
      web-4   CrashLoopBackOff   15:00:19 to 15:00:48       25s        5m      10
      web-0   CrashLoopBackOff   15:03:13 to 15:03:42     3m19s        5m      17
      web-3   ImagePullBackOff   once the cause is gone       -         ?       ?
      web-2   Error              ?                            -         ?       1
      web-1   Running            runs                         -      none       0
      web-5   Terminating        never                        -         ?       ?

      as of 2026-11-20 15:00:00 UTC; kubelet version: assumed 1.36; kubelet configuration: assumed the
      default backoff of 10s, 20s … 5m.
      "
    `);
    const narrow = await crashloop(['explain', '--now', '2026-11-20T15:00:00Z'], { stdin: ROWS, columns: 60 });
    expect(Math.max(...narrow.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('tells of the containers of one pod each', async () => {
    const pod = JSON.parse(WEB);
    pod.status.containerStatuses.push({ ...pod.status.containerStatuses[0], name: 'proxy', restartCount: 1 });
    const { stdout } = await crashloop(['explain', '-o', 'json'], { stdin: JSON.stringify(pod) });
    expect(JSON.parse(stdout).map(({ container }: { container: string }) => container)).toEqual(['proxy', 'app']);
  });

  it.each([
    [['explain', 'nope.txt'], ''],
    [['explain'], 'hello world'],
    [['explain'], ''],
    [['explain'], '\u0000\u0001\u0002'],
    [['explain', 'examples/web.json', '--kubelet-config', 'examples/describe.txt'], ''],
  ])('%j: one clear message, exit 2', async (argv, stdin) => {
    const { code, stdout, stderr } = await crashloop(argv, { stdin });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('error');
    if (stdin !== '') expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses a time that is none', async () => {
    const { code, stderr } = await crashloop(['explain', 'examples/web.json', '--now', 'noon']);
    expect([code, stderr]).toEqual([
      2,
      'error: --now noon is no time\nhint: write one as Kubernetes does: 2026-01-10T12:00:00Z\n',
    ]);
  });

  describe('of a line in which a kubelet refuses', () => {
    const line = 'back-off 5m0s restarting failed container=app pod=web-0_default(8a1c)';
    const logged = `E1121 12:00:00.500123     812 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"app\\" with CrashLoopBackOff: \\"${line}\\""\n`;

    it('says the step and how far off the start is at most, when nobody knows of which day the line is', async () => {
      const { stdout } = await crashloop(['explain'], { stdin: `${line}\n`, wallMs: PRINTED_MS });
      expect(stdout).toContain('Pod web-0, container app waits in CrashLoopBackOff.');
      expect(stdout).toMatch(/next start +within 5m2\ds of when the line was printed, which it does not tell/);
      expect(stdout).toContain('backoff     5m: the cap');
      const json = await crashloop(['explain', '-o', 'json'], { stdin: `${line}\n`, wallMs: PRINTED_MS });
      expect(JSON.parse(json.stdout)).toMatchObject({ backoffSeconds: 300, nextStart: null });
    });

    it.each([
      ['its own clock', logged, [], '2026-11-21'],
      ['--now', `${line}\n`, ['--now', '2026-11-21T12:00:00Z'], '2026-11-21'],
    ])('bounds the next start by %s', async (_, stdin, flags, day) => {
      const wallMs = Date.UTC(2026, 10, 21, 15);
      const { stdout } = await crashloop(['explain', '-o', 'json', ...flags], { stdin, wallMs });
      const { nextStart, backoffSeconds } = JSON.parse(stdout);
      expect(backoffSeconds).toBe(300);
      expect(nextStart.from).toBe(`${day}T12:00:00Z`);
      // The refusal may be the first of its wait: then the whole step is still to come, and a late look.
      expect(Date.parse(nextStart.until)).toBeGreaterThan(Date.UTC(2026, 10, 21, 12, 5, 15));
      expect(Date.parse(nextStart.until)).toBeLessThanOrEqual(Date.UTC(2026, 10, 21, 12, 5, 32));
    });

    it('knows when it ended where the log has the first line of the wait', async () => {
      const first = logged.replace('12:00:00', '11:54:00').replace('5m0s', '2m40s');
      const { stdout } = await crashloop(['explain'], { stdin: first + logged, wallMs: Date.UTC(2026, 10, 21, 15) });
      expect(stdout).toContain('It ended at 11:59:58 UTC');
      expect(stdout).not.toContain('when it ended');
    });

    it('says that a log does not tell its zone', async () => {
      const { stdout } = await crashloop(['explain'], { stdin: logged, wallMs: Date.UTC(2026, 10, 21, 15) });
      expect(stdout.replace(/\s+/g, ' ')).toContain('the time zone of its times: taken for UTC');
    });
  });

  describe('of a row that contradicts itself', () => {
    it.each([
      ['web-0 1/1 CrashLoopBackOff 3 (5m ago) 25m', 'READY 1/1 says that all containers run, CrashLoopBackOff that'],
      ['web-0 2/2 Init:0/1 0 25m', 'READY 2/2 says'],
      ['web-0 0/1 CrashLoopBackOff 0 (5m ago) 25m', 'kubectl says "(… ago)" only beside restarts, and there are none'],
      ['web-0 0/1 Error 3 (35m ago) 25m', 'its newest restart is longer ago than the pod is old'],
      ['web-0 2/1 Running 4 25m', '2 of 1 containers cannot be ready'],
      ['web-0 0/1 Init:1/1 0 25m', 'with 1 of 1 init containers done it is past them'],
    ])('%s: says so, and explains nothing', async (stdin, why) => {
      const { code, stdout } = await crashloop(['explain'], { stdin, wallMs: PRINTED_MS });
      expect([code, stdout]).toEqual([0, expect.stringContaining('The row of pod web-0 contradicts itself.\n\nwhy  ')]);
      expect(stdout).toContain(why);
      expect(stdout).not.toContain('next start');
      const json = await crashloop(['explain', '-o', 'json'], { stdin, wallMs: PRINTED_MS });
      expect(JSON.parse(json.stdout)).toMatchObject({ nextStart: null, crash: null, unknown: [] });
    });

    it('is said in the table of several', async () => {
      const { stdout } = await crashloop(['explain'], { stdin: ROWS.replace('1/1 ', '9/1 '), wallMs: PRINTED_MS });
      expect(stdout).toMatch(/web-1 .*contradicts itself/);
    });
  });

  it.each([
    [
      'Init:0/1   0   5m',
      'runs its init container 1 of 1, or is about to.',
      'the containers of the pod can start once',
    ],
    ['Init:1/3   4 (2m ago)   25m', 'runs its init container 2 of 3, or is about to, after', 'the next one can start'],
  ])('says of %s which init container the pod is at', async (rest, title, why) => {
    const { stdout } = await crashloop(['explain'], { stdin: `web-0   0/1   ${rest}\n`, wallMs: PRINTED_MS });
    expect(stdout).toContain(`Pod web-0 ${title}`);
    expect(stdout.replace(/\s+/g, ' ')).toContain(why);
    expect(stdout).toContain('It starts again only');
  });
});

describe('explain on a pod without container statuses', () => {
  const message = "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.";
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
  const nofit = { kind: 'Pod', metadata: { name: 'nofit' }, status: { phase: 'Pending', conditions } };

  it('says that it has no node, and why', async () => {
    const { code, stdout } = await crashloop(['explain'], { stdin: JSON.stringify(nofit), wallMs: PRINTED_MS });
    expect(code).toBe(0);
    expect(stdout).toContain('Pod nofit is not running yet: Pending.');
    expect(stdout.replace(/\s+/g, ' ')).toContain(`The scheduler says: ${message}`);
    expect(stdout).not.toContain('a row tells');
  });

  it('says so from the page of describe', async () => {
    const page = `Name:             nofit
Namespace:        default
Node:             <none>
Status:           Pending
Containers:
  c:
    Image:        web:1
Conditions:
  Type           Status
  PodScheduled   False 
Events:
  Type     Reason            Age                  From               Message
  Warning  FailedScheduling  4m30s (x2 over 10m)  default-scheduler  ${message}
`;
    const { stdout } = await crashloop(['explain', '-o', 'json'], { stdin: page, wallMs: PRINTED_MS });
    expect(JSON.parse(stdout)).toMatchObject({ pod: 'nofit', container: 'c', nextStart: null });
    expect(JSON.parse(stdout).why).toContain('The scheduler says: 0/3 nodes are available');
  });

  it('gives it a row among others', async () => {
    const stdin = JSON.stringify({ kind: 'List', items: [JSON.parse(WEB), nofit] });
    const { stdout } = await crashloop(['explain'], { stdin, wallMs: PRINTED_MS });
    expect(stdout).toMatch(/^nofit +Pending +no node yet +- /m);
  });

  it('says what is lacking when there is no status at all', async () => {
    const { stdout } = await crashloop(['explain'], { stdin: '{"kind":"Pod"}', wallMs: PRINTED_MS });
    expect(stdout).toContain('The text has no status of its containers.');
    expect(stdout).toContain('kubectl get pod -o json');
  });
});

describe('explain on what a backoff excludes', () => {
  const told = async (stdin: string): Promise<string> =>
    (await crashloop(['explain'], { stdin: `${stdin}\n`, wallMs: PRINTED_MS })).stdout.replace(/\s+/g, ' ');
  const backOff = (step: string): string => `back-off ${step} restarting failed container=app pod=web-0_default(8a)`;

  it('takes a step that nothing doubles to for the cap', async () => {
    const text = await told(backOff('45s'));
    expect(text).toContain('only a cap of 45s makes such a step, so the next crash waits 45s too');
    expect(text).not.toContain('assumed the default backoff');
  });

  it('knows the steps of the reduced decay', async () => {
    expect(await told(backOff('32s'))).toContain('the next crash waits 1m4s, or 32s if that is its cap');
  });

  it.each(['7m', '500ms'])('knows that no kubelet waits %s', async (step) => {
    expect(await told(backOff(step))).toContain(`No pod shows this: no kubelet waits ${step}`);
  });

  it('says what a wait without a restart needs', async () => {
    expect(await told('web-0 0/1 CrashLoopBackOff 0 10m')).toContain(
      'to wait with 0 restarts, starts must have failed',
    );
  });

  it('says what so many restarts need, and what else there may be', async () => {
    expect(await told('web-0 0/1 CrashLoopBackOff 500 (2m ago) 10m')).toMatch(
      /500 restarts in 10m: the default backoff of 10s, 20s … 5m leaves time for \d+ at most/,
    );
    expect(await told('web-0 0/1 CrashLoopBackOff 9999999 (2m ago) 400d')).toContain('so many take a lower cap');
    expect(await told('web-0 0/1 CrashLoopBackOff 16 (2m ago) 70m')).toContain('next start between');
  });
});
