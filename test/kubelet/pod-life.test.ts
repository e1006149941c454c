import { describe, expect, it } from 'vitest';
import type { Kubelet } from '../../src/kubelet/kubelet.js';
import { behaving, eventLines, probe, runPod, runtimeLines, startSeconds, statusLines } from '../support/node.js';

const exits = (runMs: number, exitCode: number) => behaving({ runMs, exitCode });
const config = { kind: 'ConfigMap', name: 'settings', key: undefined } as const;
const missing = 'configmap "settings" not found';

describe('init containers and sidecars', () => {
  it('A10, A12: init containers run one after the other, then the others', () => {
    const trace = runPod({
      first: { spec: { type: 'init' }, process: exits(3_000, 0) },
      second: { spec: { type: 'init' }, process: exits(4_000, 0) },
      app: {},
    });
    expect(runtimeLines(trace).filter((line) => line.includes('started'))).toEqual([
      'first 0 started 0',
      'second 0 started 3',
      'app 0 started 7',
    ]);
  });

  it('A11, D12: one that fails waits like any other, and nothing after it starts', () => {
    const trace = runPod({ init: { spec: { type: 'init' }, process: exits(0, 1) }, app: {} }, { untilMs: 610_000 });
    expect(startSeconds(trace, 0)).toEqual([0, 0, 10, 30, 70, 150, 310, 610]);
    expect(startSeconds(trace, 1)).toEqual([]);
    expect(statusLines(trace)).toContain('0 phase Pending');
  });

  it('A11, P1: under Never one failure ends the pod', () => {
    const trace = runPod(
      { init: { spec: { type: 'init' }, process: exits(5_000, 3) }, app: {} },
      { pod: { restartPolicy: 'Never' } },
    );
    expect(startSeconds(trace, 1)).toEqual([]);
    expect(statusLines(trace)).toContain('5 phase Failed');
  });

  it('A13: a sidecar is restarted whatever its exit code, also under Never, while the others run', () => {
    const trace = runPod(
      { side: { spec: { type: 'sidecar' }, process: exits(10_000, 0) }, app: { process: exits(100_000, 0) } },
      { pod: { restartPolicy: 'Never' } },
    );
    expect(startSeconds(trace, 0)).toEqual([0, 10, 30, 60]);
    expect(runtimeLines(trace).at(-1)).toBe('app 0 exited 100 0 Completed');
    expect(statusLines(trace)).toContain('100 phase Succeeded');
  });

  it('A13: the next container waits for a sidecar’s startup probe', () => {
    const process = behaving({ healthy: (_, sinceMs) => sinceMs >= 15_000 });
    const trace = runPod({ side: { spec: { type: 'sidecar', startup: probe() }, process }, app: {} });
    expect(startSeconds(trace, 1)).toEqual([20]);
  });

  it('H5: when the pod goes, sidecars go last and share the grace', () => {
    const stubborn = behaving({ onTerm: { exitCode: 0, afterMs: 12_000 } });
    const trace = runPod(
      { side: { spec: { type: 'sidecar' }, process: behaving({ onTerm: 'ignore' }) }, app: { process: stubborn } },
      { actions: [[100_000, (kubelet, pod, nowMs) => kubelet.deletePod(pod, nowMs)]] },
    );
    expect(runtimeLines(trace).slice(-2)).toEqual(['app 0 exited 112 0 Completed', 'side 0 exited 130 137 Error']);
    expect(statusLines(trace).at(-1)).toBe('130 deleted');
  });
});

describe('a container’s own restart policy and rules', () => {
  const rule = { action: 'Restart', operator: 'In', exitCodes: [42] } as const;

  it('A22, A23: a matching exit code restarts it against its policy, with the usual backoff', () => {
    const process = behaving(...Array.from({ length: 3 }, () => ({ runMs: 0, exitCode: 42 })), {
      runMs: 0,
      exitCode: 1,
    });
    const trace = runPod({ app: { spec: { restartPolicy: 'Never', restartRules: [rule] }, process } });
    expect(startSeconds(trace)).toEqual([0, 0, 10, 30]);
    expect(statusLines(trace)).toContain('30 phase Failed');
  });

  it('A24 to A27: all containers begin again at once, without any backoff', () => {
    const restartRules = [{ ...rule, action: 'RestartAllContainers' as const }];
    const app = { spec: { restartPolicy: 'Never' as const, restartRules }, process: exits(10_000, 42) };
    const trace = runPod({ app, ok: {} }, { untilMs: 100_000 });
    expect(startSeconds(trace, 0)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(startSeconds(trace, 1)).toEqual(startSeconds(trace, 0));
    expect(statusLines(trace)).toContain('20 ok waiting RestartingAllContainers 2 unready');
    expect(statusLines(trace)).toContain('20 ok running - 2 ready started');
    expect(statusLines(trace).filter((line) => line.includes('phase'))).toEqual(['0 phase Running']);
  });

  it('A26: an init container that was removed for it does not make the pod Pending until it runs again', () => {
    const restartRules = [{ ...rule, action: 'RestartAllContainers' as const }];
    const app = { spec: { restartPolicy: 'Never' as const, restartRules }, process: exits(10_000, 42) };
    const init = { spec: { type: 'init' as const, configs: [config] }, process: exits(3_000, 0) };
    const configError = (_: unknown, __: unknown, nowMs: number) => (nowMs > 0 && nowMs < 30_000 ? missing : undefined);
    const trace = runPod({ init, app }, { untilMs: 40_000, world: { configError } });
    const phases = statusLines(trace).filter((line) => line.includes('phase'));
    expect(phases).toEqual(['0 phase Pending', '3 phase Running', '33 phase Pending', '36 phase Running']);
  });
});

describe('a deadline', () => {
  it('P5: that passes during the kill of one container leaves the pod Running until the others have stopped', () => {
    const trace = runPod(
      {
        sick: { spec: { liveness: probe() }, process: behaving({ healthy: () => false, onTerm: 'ignore' }) },
        slow: { process: behaving({ onTerm: { exitCode: 143, afterMs: 10_000 } }) },
      },
      { pod: { activeDeadlineMs: 50_000 } },
    );
    expect(runtimeLines(trace).slice(-2)).toEqual(['sick 0 exited 60 137 Error', 'slow 0 exited 70 143 Error']);
    const phases = statusLines(trace).filter((line) => line.includes('phase'));
    expect(phases).toEqual(['0 phase Running', '70 phase Failed DeadlineExceeded']);
  });
});

describe('starts that fail', () => {
  it('X13, D9: a container that crashed once and cannot be created climbs to the cap without crashing again', () => {
    let looks = 0;
    const trace = runPod(
      { app: { spec: { configs: [config] }, process: exits(0, 1) } },
      { untilMs: 320_000, world: { configError: () => (looks++ === 0 ? undefined : missing) } },
    );
    const failures = runtimeLines(trace).filter((line) => line.includes('failed'));
    expect(failures.map((line) => Number(line.split(' ')[2]))).toEqual([0, 10, 20, 40, 80, 160, 300, 310, 320]);
  });

  it('D10, P6: one that never ran is no crash loop: it is tried every 10 s and the pod is Pending', () => {
    const trace = runPod(
      { app: { spec: { configs: [config] } } },
      { world: { configError: (_, __, nowMs) => (nowMs < 45_000 ? missing : undefined) } },
    );
    expect(startSeconds(trace)).toEqual([50]);
    expect(statusLines(trace)[0]).toBe('0 app waiting CreateContainerConfigError 0 unready');
    expect(eventLines(trace).filter((line) => line.includes(missing))).toHaveLength(5);
  });

  it('P10: one that must not run as root, but is told to, is never made', () => {
    const trace = runPod({ app: { spec: { isRootDenied: true } } }, { untilMs: 60_000 });
    expect(startSeconds(trace)).toEqual([]);
    expect(statusLines(trace)[0]).toBe('0 app waiting CreateContainerConfigError 0 unready');
    const refusals = eventLines(trace).filter((line) => line.includes('Failed'));
    expect(refusals).toHaveLength(7);
    expect(refusals[0]).toMatch(
      /^0 Failed Error: container's runAsUser breaks non-root policy \(pod: "[^"]+_[^"]+\([^"]+\)", container: app\)$/,
    );
  });

  it('X14, B24: failed pulls are tried again after 10, 20, 40 … s, with no free first retry', () => {
    const error = { reason: 'ErrImagePull', message: 'not found' } as const;
    const pull = () => ({ takesMs: 0, sizeBytes: 0, error });
    const trace = runPod({ app: {} }, { untilMs: 1_210_000, world: { hasImage: () => false, pull } });
    const pulls = eventLines(trace).filter((line) => line.includes('Pulling'));
    expect(pulls.map((line) => Number(line.split(' ')[0]))).toEqual([0, 10, 30, 70, 150, 310, 610, 910, 1210]);
  });

  it('S4, B27: Always pulls at every start, and can fail although the image is there', () => {
    let pulls = 0;
    const error = { reason: 'ErrImagePull', message: 'unauthorized' } as const;
    const pull = () => ({ takesMs: 2_000, sizeBytes: 1, error: pulls++ === 0 ? undefined : error });
    const spec = { imagePullPolicy: 'Always' as const };
    const trace = runPod({ app: { spec, process: exits(1_000, 1) } }, { untilMs: 6_000, world: { pull } });
    expect(runtimeLines(trace)).toEqual(['app 0 started 2', 'app 0 exited 3 1 Error', 'app failed 5 ErrImagePull']);
  });

  it('E7, P10: a name that is none is not asked for: no backoff, a look every 10 s', () => {
    const words = 'Failed to apply default image tag "A": invalid reference format';
    const trace = runPod({ app: {} }, { untilMs: 30_000, world: { nameError: () => words } });
    const failed = ['InspectFailed', 'Failed'].map((reason) => {
      return eventLines(trace).filter((line) => line.split(' ')[1] === reason);
    });
    expect(failed[0]).toEqual([0, 10, 20, 30].map((at) => `${at} InspectFailed ${words}`));
    expect(failed[1]?.[0]).toBe('0 Failed Error: InvalidImageName');
    expect(statusLines(trace)[0]).toBe('0 app waiting InvalidImageName 0 unready');
  });

  it('S4, E7: Never does not pull', () => {
    const spec = { imagePullPolicy: 'Never' as const };
    const trace = runPod({ app: { spec } }, { untilMs: 30_000, world: { hasImage: () => false } });
    expect(eventLines(trace).filter((line) => line.includes('ErrImageNeverPull'))).toHaveLength(8);
    expect(startSeconds(trace)).toEqual([]);
  });

  it('S6: pulls of one node queue up', () => {
    const pull = () => ({ takesMs: 30_000, sizeBytes: 1, error: undefined });
    const trace = runPod({ a: {}, b: {} }, { untilMs: 100_000, world: { hasImage: () => false, pull } });
    expect([startSeconds(trace, 0), startSeconds(trace, 1)]).toEqual([[30], [60]]);
  });

  it('P10: what the runtime cannot start exits 128 and is judged like a crash', () => {
    const trace = runPod({ app: { process: behaving({ startError: 'no such file' }) } }, { untilMs: 70_000 });
    expect(startSeconds(trace)).toEqual([0, 0, 10, 30, 70]);
    expect(runtimeLines(trace)[1]).toBe('app 0 exited 0 128 StartError');
    expect(eventLines(trace)).toContain('10 Failed Error: no such file');
  });

  it('A2: a volume that does not mount holds everything back, and is tried in ever longer steps', () => {
    const trace = runPod(
      { app: {} },
      {
        untilMs: 400_000,
        pod: { volumes: [{ name: 'data', source: 'Secret', object: 's' }] },
        world: { mountError: (_, __, nowMs) => (nowMs < 20_000 ? 'secret "s" not found' : undefined) },
      },
    );
    expect(startSeconds(trace)).toEqual([31.5]);
    expect(statusLines(trace)[0]).toBe('0 app waiting ContainerCreating 0 unready');
  });

  it('A2: no event tells of a sync that gave up waiting for it', () => {
    const trace = runPod(
      { app: {} },
      {
        untilMs: 400_000,
        pod: { volumes: [{ name: 'data', source: 'Secret', object: 's' }] },
        world: { mountError: () => 'secret "s" not found' },
      },
    );
    const told = trace.eventKinds.filter(({ reason }) => reason === 'FailedMount').map(({ message }) => message);
    expect(told).toEqual(['MountVolume.SetUp failed for volume "data" : secret "s" not found']);
  });
});

describe('hooks', () => {
  const exec = { handler: 'exec', command: ['x'], sleepMs: undefined } as const;

  it('H2: a failed postStart kills the container, which is judged like a crash', () => {
    const process = behaving({ postStart: { takesMs: 1_000, exitCode: 1 } });
    const trace = runPod({ app: { spec: { postStart: exec }, process } }, { untilMs: 40_000 });
    expect(startSeconds(trace)).toEqual([0, 1, 12, 33]);
    expect(statusLines(trace)).toContain('1 app waiting PostStartHookError 0 unready last 0');
    expect(eventLines(trace)).toContain('1 Killing FailedPostStartHook');
  });

  it('H1, T8: a slow postStart holds up the other containers', () => {
    const process = behaving({ postStart: { takesMs: 20_000, exitCode: 0 } });
    const trace = runPod({ a: { spec: { postStart: exec }, process }, b: {} });
    expect(startSeconds(trace, 1)).toEqual([20]);
  });

  it.each([
    { name: 'its time is part of the grace', takesMs: 7_000, graceMs: 10_000, goneAt: 70 },
    { name: 'beyond the grace it is abandoned, 2 s are left', takesMs: 60_000, graceMs: 10_000, goneAt: 72 },
    { name: 'there is none without grace', takesMs: 7_000, graceMs: 0, goneAt: 62 },
  ])('H3: preStop: $name', ({ takesMs, graceMs, goneAt }) => {
    const process = behaving({ preStop: { takesMs, exitCode: 0 }, onTerm: 'ignore' });
    const trace = runPod(
      { app: { spec: { preStop: exec }, process } },
      {
        pod: { terminationGraceMs: graceMs },
        actions: [[60_000, (kubelet, pod, nowMs) => kubelet.deletePod(pod, nowMs)]],
      },
    );
    expect(runtimeLines(trace).at(-1)).toBe(`app 0 exited ${goneAt} 137 Error`);
  });

  it('H4: preStop does not run when the process exits by itself', () => {
    const process = behaving({ runMs: 1_000, preStop: { takesMs: 9_000, exitCode: 0 } });
    const trace = runPod({ app: { spec: { preStop: exec }, process } }, { untilMs: 2_000 });
    expect(startSeconds(trace)).toEqual([0, 1]);
  });
});

describe('a reboot of the node', () => {
  const reboot = [100_000, (kubelet: Kubelet, _: unknown, nowMs: number) => kubelet.reboot(nowMs)] as const;

  it('A8, B21: begins again with the first init container, in a new sandbox, without delay', () => {
    const trace = runPod(
      { init: { spec: { type: 'init' }, process: exits(5_000, 0) }, app: {} },
      { actions: [reboot], untilMs: 200_000 },
    );
    expect(runtimeLines(trace).slice(3)).toEqual([
      'app 0 exited 100 255 Unknown',
      'init 1 started 100',
      'init 1 exited 105 0 Completed',
      'app 1 started 105',
    ]);
    expect(eventLines(trace)).toContain('100 SandboxChanged Pod sandbox changed, it will be killed and re-created.');
    expect(statusLines(trace).filter((line) => / Initialized /.test(line))).toEqual([
      '0 Initialized false',
      '5 Initialized true',
    ]);
  });

  it('A6: under Never there is no new sandbox, and the pod fails', () => {
    const trace = runPod({ app: {} }, { actions: [reboot], pod: { restartPolicy: 'Never' }, untilMs: 200_000 });
    expect(startSeconds(trace)).toEqual([0]);
    expect(statusLines(trace)).toContain('100 phase Failed');
  });
});

describe('the end of a pod', () => {
  it('E11: activeDeadlineSeconds ends a crash loop', () => {
    const trace = runPod({ app: { process: exits(0, 1) } }, { pod: { activeDeadlineMs: 60_000 } });
    expect(startSeconds(trace)).toEqual([0, 0, 10, 30]);
    expect(statusLines(trace)).toContain('60 phase Failed DeadlineExceeded');
  });

  it('C11: an evicted pod is Failed, without grace', () => {
    const trace = runPod(
      { app: { process: behaving({ onTerm: 'ignore' }) } },
      {
        actions: [
          [20_000, (kubelet, pod, nowMs) => kubelet.evictPod(pod, 'The node was low on resource: memory.', nowMs)],
        ],
      },
    );
    expect(runtimeLines(trace).at(-1)).toBe('app 0 exited 22 137 Error');
    const told = statusLines(trace);
    expect(told).toContain('22 phase Failed Evicted');
    expect(told.indexOf('22 DisruptionTarget true')).toBe(told.indexOf('22 phase Failed Evicted') - 1);
  });

  it('A30: a deletion cuts a long pull or mount short', () => {
    const pull = () => ({ takesMs: 600_000, sizeBytes: 1, error: undefined });
    const trace = runPod(
      { app: {} },
      {
        world: { hasImage: () => false, pull },
        actions: [[20_000, (kubelet, pod, nowMs) => kubelet.deletePod(pod, nowMs)]],
      },
    );
    expect(statusLines(trace).at(-1)).toBe('20 deleted');
    expect(startSeconds(trace)).toEqual([]);
  });

  it('P20: a restarted kubelet keeps a ready container ready since 1.35, and forgot it before', () => {
    const at = (version: '1.34' | '1.36') => {
      const process = behaving({ healthy: () => true });
      const trace = runPod(
        { app: { spec: { readiness: probe() }, process } },
        {
          version,
          timing: 'realistic',
          untilMs: 200_000,
          actions: [[100_000, (kubelet, _, nowMs) => kubelet.restart(nowMs)]],
        },
      );
      return statusLines(trace).filter((line) => / Ready false/.test(line) && Number.parseFloat(line) > 90).length;
    };
    expect([at('1.34'), at('1.36')]).toEqual([1, 0]);
  });
});

describe('what the API is told while a sync takes its time, and at the end of a pod', () => {
  it('T20, H1: a container is not told running before its hook is over, nor a restart before the sync is', () => {
    const hook = { handler: 'exec', command: ['warm'], sleepMs: undefined } as const;
    const process = behaving({ runMs: 60_000, exitCode: 1, postStart: { takesMs: 20_000, exitCode: 0 } });
    const trace = runPod({ app: { spec: { postStart: hook }, process } }, { untilMs: 100_000 });
    expect(statusLines(trace).filter((line) => line.includes(' app '))).toEqual([
      '0 app waiting ContainerCreating 0 unready',
      '20 app running - 0 ready started',
      '60 app terminated Error 0 unready',
      '80 app running - 1 ready started last 0',
    ]);
  });

  it('recorded (D/exit1): one deleted in CrashLoopBackOff is terminated, then Failed, then gone', () => {
    const trace = runPod(
      { app: { process: exits(0, 1) }, other: { process: behaving({ onTerm: { exitCode: 0, afterMs: 5_000 } }) } },
      { actions: [[100_000, (kubelet, pod, nowMs) => kubelet.deletePod(pod, nowMs)]] },
    );
    expect(statusLines(trace).slice(-8)).toEqual([
      '70 app waiting CrashLoopBackOff 4 unready last 4',
      '100 app terminated Error 4 unready last 3',
      '105 other terminated Completed 0 unready',
      '105 phase Failed',
      '105 PodReadyToStartContainers false',
      '105 Ready false',
      '105 ContainersReady false',
      '105 deleted',
    ]);
  });

  it('one whose containers all exit with 0 when it is deleted has Succeeded', () => {
    const process = behaving({ onTerm: { exitCode: 0, afterMs: 1_000 } });
    const trace = runPod(
      { app: { process } },
      { actions: [[50_000, (kubelet, pod, nowMs) => kubelet.deletePod(pod, nowMs)]], timing: 'realistic' },
    );
    expect(
      statusLines(trace)
        .filter((line) => line.includes('phase'))
        .at(-1),
    ).toMatch(/^51\.\d+ phase Succeeded$/);
    expect(statusLines(trace).at(-1)).toMatch(/^51\.\d+ deleted$/);
  });

  it('recorded (B/badimage): one deleted before it ran ends as unknown, and Failed', () => {
    const trace = runPod(
      { app: { spec: { configs: [config] } } },
      {
        world: { configError: () => missing },
        actions: [[15_000, (kubelet, pod, nowMs) => kubelet.deletePod(pod, nowMs)]],
      },
    );
    expect(statusLines(trace).slice(-6)).toEqual([
      '15 app terminated ContainerStatusUnknown 0 unready',
      '15 phase Failed',
      '15 PodReadyToStartContainers false',
      '15 Ready false',
      '15 ContainersReady false',
      '15 deleted',
    ]);
  });
});
