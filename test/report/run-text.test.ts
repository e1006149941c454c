import { describe, expect, it } from 'vitest';
import { crashloop } from '../support/cli.js';

const HEAD = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\n';

async function told(spec: string, manifests: readonly string[], columns = 80): Promise<string> {
  const stdin = [`${HEAD}spec: ${spec}\n`, ...manifests].join('---\n');
  const { stdout, stderr, code } = await crashloop(['run', '-'], { stdin, columns });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return stdout;
}

const pod = (name: string, spec: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;

const INIT = pod(
  'web',
  'initContainers: [{name: migrate, image: i}, {name: proxy, image: i, restartPolicy: Always}], containers: [{name: app, image: i}]',
);
const STUCK = {
  pull: pod('pull', 'containers: [{name: app, image: "typo:1"}]'),
  config: pod('config', 'containers: [{name: app, image: i, envFrom: [{configMapRef: {name: app}}]}]'),
  big: pod('big', 'containers: [{name: app, image: i, resources: {requests: {cpu: "8"}}}]'),
  volume: pod('volume', 'volumes: [{name: tls, secret: {secretName: tls}}], containers: [{name: app, image: i}]'),
};
const SURROUNDINGS =
  '{duration: 10m, nodes: [{name: n, capacity: {cpu: "2"}}], images: [{match: "typo:*", error: NotFound}], missing: [{object: ConfigMap/app}, {object: Secret/tls}]}';

describe('run for people', () => {
  it('tells init containers and sidecars in order, each by what it is', async () => {
    const attempts = 'processes: [{match: {container: migrate}, attempts: [{run: 2s, exit: 1}, {run: 2s, exit: 0}]}]';
    expect(await told(`{duration: 5m, ${attempts}}`, [INIT])).toMatchInlineSnapshot(`
      "test: 5m on kubelet 1.36, backoff 10s, 20s … 5m (exact, seed 1)

      pod web, init container migrate
      It succeeds at 4s after 1 restart, and the next container may start.

      RESTART   STARTED   RAN   EXIT          BACKOFF   DELAY
        start        0s    2s   1 Error             -      0s
            the first restart is free: no entry yet
            1        2s    2s   0 Completed         -       -
            has succeeded

      ██
      0s              1m              2m              3m              4m            5m

      pod web, sidecar proxy
      It starts at 4s and runs to the end without a restart.

      pod web, container app
      It starts at 4s and runs to the end without a restart.

      █ running   ▏ ran briefly   · waiting
      "
    `);
  });

  it('says of a container behind a failing init container what it waits for', async () => {
    const attempts = 'processes: [{match: {container: migrate}, attempts: [{run: 2s, exit: 1}]}]';
    expect(await told(`{duration: 5m, ${attempts}}`, [INIT])).toMatch(
      /container app\nIt never started\. It waits for init container migrate\.\n/,
    );
  });

  it('explains pods that never start: since when, in whose words, and the next try', async () => {
    expect(await told(SURROUNDINGS, Object.values(STUCK))).toMatchInlineSnapshot(`
      "test: 10m on kubelet 1.36, backoff 10s, 20s … 5m (exact, seed 1)

      pod pull, container app
      It never started. 6 starts failed since 0s, the last at 5m10s; the next try is
      due at 10m10s.
      ImagePullBackOff: Back-off pulling image "typo:1": ErrImagePull: rpc error: code
      = NotFound desc = failed to pull and unpack image "docker.io/library/typo:1":
      failed to resolve image: docker.io/library/typo:1: not found

      events of pod pull
        Failed, 5 times, 0s to 2m30s
          Failed to pull image "typo:1": rpc error: code = NotFound desc = failed to
          pull and unpack image "docker.io/library/typo:1": failed to resolve image:
          docker.io/library/typo:1: not found
        Failed, 5 times, 0s to 2m30s
          Error: ErrImagePull
        Failed, 55 times, 20s to 10m
          Error: ImagePullBackOff

      pod config, container app
      It never started. 61 starts failed since 0s, the last at 10m; the next try is
      due at 10m10s.
      CreateContainerConfigError: configmap "app" not found

      events of pod config
        Failed, 61 times, 0s to 10m
          Error: configmap "app" not found

      pod big, container app
      It never started. The scheduler has found no node since 0s: 0/1 nodes are
      available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1
      nodes are available: 1 Preemption is not helpful for scheduling. It tries again
      when something changes, and after five minutes at the latest.

      events of pod big
        FailedScheduling, 2 times, 0s to 5m30s
          0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate,
          preemption: 0/1 nodes are available: 1 Preemption is not helpful for
          scheduling.

      pod volume, container app
      It never started. Its volumes are not mounted, last said at 8m19s; the kubelet
      goes on trying.

      events of pod volume
        FailedMount, 12 times, 0s to 8m19s
          MountVolume.SetUp failed for volume "tls" : secret "tls" not found
      "
    `);
  });

  it('explains them in a line where there are many pods', async () => {
    const more = ['a', 'b', 'c'].map((name) => pod(name, `containers: [{name: app, image: ${name}}]`));
    const text = await told(SURROUNDINGS, [...Object.values(STUCK), ...more]);
    expect(text).toMatchInlineSnapshot(`
      "test: 10m on kubelet 1.36, backoff 10s, 20s … 5m (exact, seed 1)

      POD      STATUS                       RESTARTS    IN      UP   WAITING
      pull     ImagePullBackOff                    0   10m     0 %       0 %
            6 starts failed since 0s, the last at 5m10s; the next try is due at
            10m10s.
      config   CreateContainerConfigError          0   10m     0 %       0 %
            61 starts failed since 0s, the last at 10m; the next try is due at 10m10s.
      big      Pending                             0   10m     0 %       0 %
            The scheduler has found no node since 0s: 0/1 nodes are available: 1
            Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are
            available: 1 Preemption is not helpful for scheduling. It tries again when
            something changes, and after five minutes at the latest.
      volume   ContainerCreating                   0   10m     0 %       0 %
            Its volumes are not mounted, last said at 8m19s; the kubelet goes on
            trying.
      a        Running                             0   10m   100 %       0 %
      b        Running                             0   10m   100 %       0 %
      c        Running                             0   10m   100 %       0 %
      "
    `);
  });

  it('keeps within a narrow terminal', async () => {
    const probe = 'livenessProbe: {httpGet: {path: /, port: 80}}';
    const hangs = pod('hangs', `containers: [{name: app, image: i, ${probe}}]`);
    const attempts = 'processes: [{match: {pod: hangs}, attempts: [{run: forever, healthy: false}]}]';
    const narrow = [
      await told(`{duration: 10m, ${attempts}}`, [hangs], 60),
      await told(SURROUNDINGS, Object.values(STUCK), 60),
    ].join('\n');
    expect(narrow).toContain('Killing');
    const isUrl = (line: string): boolean => !line.trim().includes(' ');
    const wide = narrow.split('\n').filter((line) => line.length > 60 && !isUrl(line));
    expect(wide).toEqual([]);
  });

  it('tells controllers first', async () => {
    const job = `apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec: {backoffLimit: 1, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
`;
    const attempts = 'processes: [{attempts: [{run: 2s, exit: 1}]}]';
    expect(await told(`{duration: 5m, ${attempts}}`, [job], 100)).toMatch(
      /\nJob import: Failed at 14s \(BackoffLimitExceeded\); 0 pods succeeded, 2 failed, 0 active\n/,
    );
  });
});
