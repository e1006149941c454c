import { describe, expect, it } from 'vitest';
import { buildRun } from '../../src/analysis/build-run.js';
import type { Run, RunPod } from '../../src/analysis/run.js';
import type { Plan } from '../../src/cluster/plan.js';
import { NoProgressError, simulatePlan } from '../../src/cluster/simulation.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Counts } from '../../src/trace/counts.js';
import { Trace } from '../../src/trace/trace.js';
import { containerOf, planOf, podOf, runs } from '../support/plan.js';

function runOf(spec: string): Run {
  const text = `apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec:\n${spec}`;
  const { plan } = compileScenario(parseScenario(text));
  const trace = new Trace();
  simulatePlan(plan, trace);
  return buildRun(plan, trace);
}

function only(run: Run): RunPod {
  const [pod] = run.pods;
  if (pod === undefined || run.pods.length !== 1) throw new Error('expected one pod');
  return pod;
}

describe('setImage', () => {
  it('B15: a new image is a new key, so a waiting container starts at once and climbs from the first step', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: 0s, exit: 1}]}]
  actions: [{at: 200s, setImage: {pod: web, image: "web:2"}}]`),
    );
    const attempts = pod.containers[0]?.attempts ?? [];
    expect(attempts.map(({ startedAtSeconds }) => startedAtSeconds)).toEqual([
      0, 0, 10, 30, 70, 150, 200, 210, 230, 270, 350, 510,
    ]);
    expect(attempts.map(({ why }) => why)).toEqual([
      'first-restart-free',
      'backoff',
      'backoff',
      'backoff',
      'backoff',
      'fresh-key',
      'backoff',
      'backoff',
      'backoff',
      'backoff',
      'backoff',
      null,
    ]);
  });

  it('A18: a running container is killed for its definition and started in the same sync', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: forever, onTerm: {exit: 0, after: 3s}}]}]
  actions: [{at: 60s, setImage: {pod: web, image: "web:2"}}]`),
    );
    expect(pod.containers[0]).toMatchObject({
      restartCount: 1,
      attempts: [
        { finishedAtSeconds: 63, exitCode: 0, reason: 'Completed', delaySeconds: 0, why: 'fresh-key' },
        { startedAtSeconds: 63, finishedAtSeconds: null },
      ],
    });
  });

  it('A18: a process that obeys SIGTERM at once has exited before its next attempt starts', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: forever}]}]
  actions: [{at: 60s, setImage: {pod: web, image: "web:2"}}]`),
    );
    expect(pod.containers[0]?.attempts).toMatchObject([
      { finishedAtSeconds: 60, exitCode: 143, delaySeconds: 0, why: 'fresh-key' },
      { startedAtSeconds: 60, finishedAtSeconds: null },
    ]);
  });

  it('D13: a sync that kills and starts books the admission by the exit before, so the next crash waits', () => {
    const starts = (attempts: string): unknown => {
      const pod = only(
        runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: ${attempts}}]
  actions: [{at: 60s, setImage: {pod: web, image: "web:2"}}]`),
      );
      return pod.containers[0]?.attempts.map(({ startedAtSeconds }) => startedAtSeconds);
    };
    // Killed as its first instance: nothing exited is in view, nothing is booked, and the crash at 65 s is free.
    expect(starts('[{run: forever}, {run: 5s, exit: 1}, {run: forever}]')).toEqual([0, 60, 65]);
    // Killed as its second: the exit at 1 s is judged under the new key and books ten seconds for the crash at 65 s.
    expect(starts('[{run: 1s, exit: 1}, {run: forever}, {run: 5s, exit: 1}, {run: forever}]')).toEqual([0, 1, 60, 75]);
  });

  it('A30: a deletion ends the sync under way, so nothing starts after it', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: forever, onTerm: ignore}]}]
  actions:
    - {at: 10s, setImage: {pod: web, image: "web:2"}}
    - {at: 20s, deletePod: web}`),
    );
    expect(pod.containers[0]?.attempts).toHaveLength(1);
    expect(pod.deletedAtSeconds).toBe(40);
  });

  it('A30: a pod that has ended can still be deleted', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: 1s, exit: 0}]}]
  actions: [{at: 50s, deletePod: web}]
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {restartPolicy: Never, containers: [{name: app, image: web}]}`),
    );
    expect([pod.phase, pod.deletedAtSeconds]).toEqual(['Succeeded', 50]);
  });

  it('PR14: a process that ignores SIGTERM is killed when its grace is over', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: forever, onTerm: ignore}]}]
  actions: [{at: 60s, setImage: {pod: web, image: "web:2"}}]`),
    );
    expect(pod.containers[0]?.attempts[0]).toMatchObject({ finishedAtSeconds: 90, exitCode: 137, reason: 'Error' });
  });

  it('B19: going back to an image within ten minutes finds its old entry', () => {
    const pod = only(
      runOf(`
  duration: 4m
  processes: [{match: {pod: web, image: "web:*"}, attempts: [{run: 0s, exit: 1}]}]
  actions:
    - {at: 100s, setImage: {pod: web, image: "web:2"}}
    - {at: 101s, setImage: {pod: web, image: "web:1"}}
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec: {containers: [{name: app, image: "web:1"}]}`),
    );
    const starts = pod.containers[0]?.attempts.map(({ startedAtSeconds }) => startedAtSeconds);
    // At 70 s the old key was admitted at step 80 s; the crash at 100 s waits those 80 s under it again.
    expect(starts).toEqual([0, 0, 10, 30, 70, 100, 180]);
  });
});

describe('deletePod', () => {
  it('A30: nothing starts any more, and a bare pod is gone', () => {
    const pod = only(
      runOf(`
  duration: 10m
  processes: [{match: {pod: web}, attempts: [{run: 0s, exit: 1}]}]
  actions: [{at: 100s, deletePod: web}]`),
    );
    expect(pod.deletedAtSeconds).toBe(100);
    expect(pod.containers[0]?.attempts).toHaveLength(5);
  });

  it('B18: a controller makes a new pod, with a new name and no backoff', () => {
    const text = `
  duration: 10m
  processes: [{match: {pod: "web-*"}, attempts: [{run: 0s, exit: 1}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: web}]}}`;
    const name = only(runOf(text)).name;
    const { pods } = runOf(text.replace('\n---', `\n  actions: [{at: 100s, deletePod: ${name}}]\n---`));
    expect(pods).toHaveLength(2);
    expect(pods[0]).toMatchObject({ name, deletedAtSeconds: 100 });
    expect(pods[1]?.name).not.toBe(name);
    expect(pods[1]?.uid).not.toBe(pods[0]?.uid);
    expect(pods[1]?.createdAtSeconds).toBe(100);
    expect(pods[1]?.containers[0]?.attempts.slice(0, 4).map(({ startedAtSeconds }) => startedAtSeconds)).toEqual([
      100, 100, 110, 130,
    ]);
  });
});

describe('dependencies', () => {
  it('end an attempt that needs them at the instant they go down', () => {
    const pod = only(
      runOf(`
  duration: 5m
  dependencies: [{name: db, down: [{from: 60s, until: 70s}]}]
  processes: [{match: {pod: web}, attempts: [{run: 0s, exit: 3, when: {down: db}}, {run: forever, needs: [db], exit: 4}]}]`),
    );
    // Killed at 60 s; free restart fails at once; after 10 s the dependency is just back.
    expect(pod.containers[0]?.attempts.map(({ startedAtSeconds, exitCode }) => [startedAtSeconds, exitCode])).toEqual([
      [0, 4],
      [60, 3],
      [70, null],
    ]);
  });

  it('can be taken down and up by an operator', () => {
    const pod = only(
      runOf(`
  duration: 5m
  dependencies: [{name: db}]
  processes: [{match: {pod: web}, attempts: [{run: forever, needs: [db], exit: 4}]}]
  actions:
    - {at: 100s, setDependency: {name: db, up: false}}
    - {at: 100.001s, setDependency: {name: db, up: true}}`),
    );
    expect(pod.containers[0]?.attempts.map(({ startedAtSeconds }) => startedAtSeconds)).toEqual([0, 100, 110]);
  });
});

describe('several containers in a pod', () => {
  it('A28: never share an entry', () => {
    const plan: Plan = planOf([podOf('pair', [containerOf(runs(0), 'a'), containerOf(runs(7_000), 'b')])], {
      durationMs: 300_000,
    });
    const trace = new Trace();
    simulatePlan(plan, trace);
    const [a, b] = buildRun(plan, trace).pods[0]?.containers ?? [];
    expect(a?.attempts.map(({ startedAtSeconds }) => startedAtSeconds)).toEqual([0, 0, 10, 30, 70, 150]);
    expect(b?.attempts.map(({ startedAtSeconds }) => startedAtSeconds)).toEqual([0, 7, 24, 51, 98, 185]);
  });
});

describe('a loop without time', () => {
  it('ends with an error that names the container', () => {
    const plan = planOf([podOf('web', [containerOf(runs(0))])], { policy: { delays: false } });
    expect(() => simulatePlan(plan, new Counts(1))).toThrow(NoProgressError);
    expect(() => simulatePlan(plan, new Counts(1))).toThrow(/pod web/);
  });
});
