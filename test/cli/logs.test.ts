import { describe, expect, it } from 'vitest';
import { limitedTo } from '../../src/cli/limit-bytes.js';
import { crashloop, type Outcome } from '../support/cli.js';

const SCENARIO = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: logs}
spec:
  duration: 10m
  processes:
    - match: {container: app}
      attempts: [{run: 4s, exit: 1, log: [starting, "panic: no rates"]}]
    - match: {container: setup}
      attempts: [{run: 1s, exit: 0, log: [migrated]}]
    - match: {container: side}
      attempts: [{run: forever, log: [listening]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers: [{name: setup, image: setup}]
      containers: [{name: app, image: web}, {name: side, image: side}]
---
apiVersion: v1
kind: Pod
metadata: {name: lone}
spec: {containers: [{name: app, image: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: stuck}
spec: {containers: [{name: app, image: web, env: [{name: A, valueFrom: {configMapKeyRef: {name: none, key: a}}}]}]}
`;
const FILES = { 'logs.yaml': SCENARIO.replace('  processes:', '  missing: [ConfigMap/none]\n  processes:') };

/** Runs `crashloop logs` with these words, at 3 s unless they say another time. */
function logs(words: string): Promise<Outcome> {
  const at = words.includes('--at') ? [] : ['--at', '3s'];
  return crashloop(['logs', ...words.split(' ').filter(Boolean), '-f', 'logs.yaml', ...at], { files: FILES });
}

const DEFAULTED = 'Defaulted container "app" out of: app, side, setup (init)\n';

describe('crashloop logs', () => {
  it('prints what a container has written by then', async () => {
    expect(await logs('lone')).toMatchObject({ code: 0, stdout: 'starting\n', stderr: '' });
    expect((await logs('pod/lone --at 9s')).stdout).toBe('starting\npanic: no rates\n');
    expect((await logs('lone --at 5s --previous')).stdout).toBe('starting\npanic: no rates\n');
  });

  it('says which container and which pod it has chosen', async () => {
    const { stdout, stderr } = await logs('deploy/web');
    expect(stdout).toBe('starting\n');
    expect(stderr).toMatch(/^Found 2 pods, using pod\/web-\w+-\w+\n/);
    expect(stderr.split('\n').slice(1).join('\n')).toBe(DEFAULTED);
  });

  it('takes the container it is told', async () => {
    expect((await logs('deploy/web -c side')).stdout).toBe('listening\n');
    expect((await logs('deploy/web setup')).stdout).toBe('migrated\n');
    const all = await logs('deploy/web --all-containers --prefix');
    expect(all.stdout.replaceAll(/web-\w+-\w+/g, 'web')).toBe(
      '[pod/web/setup] migrated\n[pod/web/app] starting\n[pod/web/side] listening\n',
    );
  });

  it('prints the logs of all pods that labels select, ten lines each', async () => {
    const { stdout, stderr } = await logs('-l app=web -c app');
    expect([stdout, stderr]).toEqual(['starting\nstarting\n', '']);
    expect((await logs('-l app=none')).stderr).toBe('No resources found in default namespace.\n');
  });

  it('says when each line was written', async () => {
    expect((await logs('lone --at 5s --previous --timestamps')).stdout).toBe(
      '2024-01-01T00:00:00.000000000Z starting\n2024-01-01T00:00:04.000000000Z panic: no rates\n',
    );
  });

  it('cuts the log', async () => {
    expect((await logs('lone --at 5s -p --tail 1')).stdout).toBe('panic: no rates\n');
    expect((await logs('lone --at 5s -p --since 2s')).stdout).toBe('panic: no rates\n');
    const [old, none] = ['2024-01-01T00:00:04Z', '2024-01-01T01:00:04.001+01:00'];
    expect((await logs(`lone --at 5s -p --since-time ${old}`)).stdout).toBe('panic: no rates\n');
    expect((await logs(`lone --at 5s -p --since-time ${none}`)).stdout).toBe('');
  });

  it('stops after so many bytes of each log, prefixes not counted', async () => {
    expect((await logs('lone --at 5s -p --limit-bytes 14')).stdout).toBe('starting\npanic');
    expect((await logs('lone --at 5s -p --limit-bytes 9')).stdout).toBe('starting\n');
    expect((await logs('lone --at 5s -p --limit-bytes 0')).stdout).toBe('starting\npanic: no rates\n');
    expect((await logs('lone --at 5s -p --timestamps --limit-bytes 34')).stdout).toBe(
      '2024-01-01T00:00:00.000000000Z sta',
    );
    expect((await logs('lone --at 5s -p --prefix --limit-bytes 2')).stdout).toBe('[pod/lone/app] st');
  });

  it('cuts no character in two', () => {
    const line = { atMs: 0, prefix: '', text: 'aé\u{1F600}b\n' };
    const texts = [1, 2, 3, 6, 7, 8, 9, 99].map((bytes) => limitedTo(bytes, [line]).map(({ text }) => text));
    const emoji = 'aé\u{1F600}';
    expect(texts).toEqual([['a'], ['a'], ['aé'], ['aé'], [emoji], [`${emoji}b`], [line.text], [line.text]]);
  });

  it('follows the log to the end of the run, several in the order of their lines', async () => {
    expect((await logs('lone --follow')).stdout).toBe('starting\npanic: no rates\n');
    const { stdout } = await logs('deploy/web --all-containers --follow --at 2s --timestamps');
    expect(stdout.replaceAll(/^\S+T00:00:0|\.0+Z/gm, '')).toBe(
      '1 migrated\n1 starting\n1 listening\n5 panic: no rates\n',
    );
  });

  it('refuses in the words of the API server', async () => {
    expect(await logs('stuck')).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'Error from server (BadRequest): container "app" in pod "stuck" is waiting to start: CreateContainerConfigError\n',
    });
    expect((await logs('lone -p')).stderr).toBe(
      'Error from server (BadRequest): previous terminated container "app" in pod "lone" not found\n',
    );
    expect(await logs('nobody')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'error: error from server (NotFound): pods "nobody" not found in namespace "default"\n',
    });
  });

  it.each([
    ['', 'POD or TYPE/NAME is a required argument for the logs command'],
    ['lone app more', 'POD or TYPE/NAME is a required argument for the logs command'],
    ['lone -l app=web', 'only a selector (-l) or a POD name is allowed'],
    ['lone app -c app', 'only one of -c or an inline [CONTAINER] arg is allowed'],
    ['lone -c app --all-containers', '--all-containers=true should not be specified with container name app'],
    ['lone -c side', 'container side is not valid for pod lone\nhint: its containers are app'],
    ['lone --tail -2', '--tail must be greater than or equal to -1'],
    ['lone --since soon', '--since soon'],
    ['lone --since-time noon', '--since-time noon is no time\nhint: as --timestamps shows them, such as 2024-01-01T'],
    ['lone --since 1s --since-time 2024-01-01T00:00:00Z', '--since and --since-time exclude each other'],
    ['lone --limit-bytes -1', '--limit-bytes must be a whole number'],
    ['node/node-1', 'cannot get the logs from *v1.Node: selector for *v1.Node not implemented'],
    ['gadget/a', `the server doesn't have a resource type "gadget"`],
  ])('refuses "%s"', async (words, message) => {
    const { code, stdout, stderr } = await logs(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
