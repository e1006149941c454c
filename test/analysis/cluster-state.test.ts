import { describe, expect, it } from 'vitest';
import { clusterAt, type PodAt } from '../../src/analysis/cluster-state.js';
import { containerOf, planOf, podOf, runs } from '../support/plan.js';
import { Told } from '../support/told.js';

const PLAN = planOf([podOf('web', [containerOf(runs(0))])]);

function at({ trace }: Told, atMs: number): PodAt {
  const [pod] = clusterAt(PLAN, trace, atMs);
  if (pod === undefined) throw new RangeError('no pod');
  return pod;
}

describe('a pod as the API shows it', () => {
  it('is Pending before anybody has said anything of it, without a node and without container statuses', () => {
    const pod = at(new Told('web', [{ name: 'init', type: 'init' }, { name: 'app' }], null), 0);
    expect(pod).toMatchObject({
      node: null,
      phase: 'Pending',
      ready: false,
      row: { status: 'Pending', ready: 0, total: 1 },
    });
    expect(pod.containers.map(({ reported }) => reported)).toEqual([false, false]);
  });

  it('does not exist before it is created, and is told as last shown once it is gone', () => {
    const told = new Told('web').run(0, 10);
    told.trace.podTerminating(0, 20);
    told.trace.podDeleted(0, 30);
    expect(clusterAt(PLAN, told.trace, -1)).toEqual([undefined]);
    expect(at(told, 25)).toMatchObject({ terminatingAtMs: 20, deletedAtMs: undefined, row: { status: 'Terminating' } });
    expect(at(told, 40)).toMatchObject({ deletedAtMs: 30, node: 'node-1' });
  });

  it('keeps the instant of a condition while only its reason changes (P24)', () => {
    const told = new Told('web');
    told.trace.conditionPublished(0, 10, { type: 'Ready', status: false, reason: 'A', message: null });
    told.trace.conditionPublished(0, 20, { type: 'Ready', status: false, reason: 'B', message: 'b' });
    told.trace.conditionPublished(0, 30, { type: 'Ready', status: true, reason: null, message: null });
    expect(at(told, 20).conditions).toEqual([{ type: 'Ready', status: false, reason: 'B', message: 'b', sinceMs: 10 }]);
    expect(at(told, 30)).toMatchObject({ ready: true, conditions: [{ status: true, sinceMs: 30 }] });
  });

  it('joins states with the attempts they tell of (P8, P13)', () => {
    const told = new Told('web').start(0, 0, 100).exit(0, 0, 200, 3).start(0, 1, 250).exit(0, 1, 400, 4);
    told.run(0, 260, 1, { lastAttempt: 0 });
    told.show(0, 410, { state: 'terminated', reason: 'Error', restartCount: 1, lastAttempt: 0 });
    told.show(0, 500, { reason: 'CrashLoopBackOff', restartCount: 1, lastAttempt: 1 });
    const first = { startedAtMs: 100, finishedAtMs: 200, exitCode: 3, reason: 'Error' };
    const second = { startedAtMs: 250, finishedAtMs: 400, exitCode: 4, reason: 'Error' };
    expect(at(told, 300).containers[0]).toMatchObject({
      current: { startedAtMs: 250, finishedAtMs: null, exitCode: null },
      last: first,
    });
    expect(at(told, 450).containers[0]).toMatchObject({ current: second, last: first });
    expect(at(told, 450).row.lastEndMs).toBe(200);
    expect(at(told, 500).containers[0]).toMatchObject({ current: null, last: second });
    expect(at(told, 500).row).toMatchObject({ status: 'CrashLoopBackOff', restarts: 1, lastEndMs: 400 });
  });

  it('tells of removed and lost records what the kubelet writes in their place (A26, P11)', () => {
    const told = new Told('web').start(0, 0, 100).exit(0, 0, 200, 42).start(0, 1, 250).exit(0, 1, 300);
    told.show(0, 210, { reason: 'RestartingAllContainers', restartCount: 1, lastRemoved: true });
    told.show(0, 310, { state: 'terminated', reason: 'ContainerStatusUnknown', restartCount: 1, lastAttempt: 1 });
    const unknown = { startedAtMs: null, finishedAtMs: null, exitCode: 137 };
    expect(at(told, 210).containers[0]?.last).toEqual({ ...unknown, reason: 'RestartingAllContainers' });
    expect(at(told, 210).row.lastEndMs).toBeUndefined();
    expect(at(told, 310).containers[0]?.current).toEqual({ ...unknown, reason: 'ContainerStatusUnknown' });
  });

  it('knows when it ended', () => {
    const told = new Told('web');
    told.trace.phasePublished(0, 10, 'Running', null, null);
    told.trace.phasePublished(0, 90, 'Failed', 'DeadlineExceeded', 'Pod was active too long');
    expect(at(told, 50).endedAtMs).toBeUndefined();
    expect(at(told, 100)).toMatchObject({ endedAtMs: 90, reason: 'DeadlineExceeded' });
  });
});
