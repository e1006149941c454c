import { describe, expect, it } from 'vitest';
import { violations } from '../../src/analysis/invariants.js';
import { containerOf, crashing, type PlanOptions, planOf, podOf, runs, type ScriptedPod } from '../support/plan.js';
import { Told, type ToldContainer } from '../support/told.js';

const HOUR_MS = 3_600_000;
const FOREVER = { guarded: [], listed: [crashing(undefined)] };
const INIT: readonly ToldContainer[] = [{ name: 'init', type: 'init' }, { name: 'app' }];

/** A crash and its free restart, told without a fault. */
const crashed = (): Told => {
  const told = new Told('web').start(0, 0, 0).run(0, 0).exit(0, 0, 1_000);
  told.trace.admitted(0, 1_000, 0, 'first-restart-free');
  return told.start(0, 1, 1_000).run(0, 1_000, 1, { lastAttempt: 0 });
};

function found(told: Told, pod: ScriptedPod = podOf('web', [containerOf(FOREVER)]), options: PlanOptions = {}): string {
  return violations(planOf([pod], { durationMs: HOUR_MS, ...options }), told.trace).join('\n');
}

const twoContainers = podOf('web', [containerOf(runs(0), 'init', { type: 'init' }), containerOf(FOREVER)]);

describe('what every run must satisfy', () => {
  it('finds nothing wrong with a run that is right', () => {
    expect(found(crashed())).toBe('');
  });

  const wrong: readonly (readonly [law: string, told: () => Told, says: RegExp, pod?: ScriptedPod])[] = [
    [
      'attempts do not overlap',
      () => new Told('web').start(0, 0, 0).start(0, 1, 5),
      /starts while the one before runs/,
    ],
    ['every start is admitted', () => new Told('web').start(0, 0, 0).exit(0, 0, 1).start(0, 1, 1), /never admitted/],
    [
      'a step is on the ladder of its policy',
      () => {
        const told = new Told('web').start(0, 0, 0).exit(0, 0, 1).refuse(0, 1, 15_000, 15_001);
        told.trace.admitted(0, 15_001, 15_000, 'backoff');
        return told.start(0, 1, 15_001);
      },
      /there is no step 15000/,
    ],
    [
      'a wait is sat out',
      () => {
        const told = new Told('web').start(0, 0, 0).exit(0, 0, 1).refuse(0, 1, 10_000, 10_001);
        told.trace.admitted(0, 9_000, 10_000, 'backoff');
        return told.start(0, 1, 9_000);
      },
      /waited 8999 of 10000/,
    ],
    [
      'the step doubles from wait to wait',
      () => {
        const told = new Told('web').start(0, 0, 0).exit(0, 0, 1);
        told.trace.admitted(0, 10_001, 10_000, 'backoff');
        told.start(0, 1, 10_001).exit(0, 1, 10_002);
        told.trace.admitted(0, 50_002, 40_000, 'backoff');
        return told.start(0, 2, 50_002);
      },
      /step 40000 after a wait of 10000/,
    ],
    [
      'Never means never',
      crashed,
      /followed by another under Never/,
      podOf('web', [containerOf(FOREVER)], { restartPolicy: 'Never' }),
    ],
    ['a crash is answered', () => new Told('web').start(0, 0, 0).exit(0, 0, 1), /never followed by another/],
    ['a pod with a node is started', () => new Told('web'), /never tried/],
    [
      'nothing starts once it is to go',
      () => {
        const told = new Told('web');
        told.trace.podTerminating(0, 5);
        told.trace.podDeleted(0, 20);
        return told.start(0, 0, 10).exit(0, 0, 15);
      },
      /starts after the deletion/,
    ],
    [
      'what is to go goes',
      () => {
        const told = new Told('web').start(0, 0, 0).run(0, 0);
        told.trace.podTerminating(0, 5);
        return told;
      },
      /was deleted and is still there/,
    ],
    [
      'init containers come first',
      () => new Told('web', INIT).start(1, 0, 5),
      /app starts before init has let it/,
      twoContainers,
    ],
    ['ready means running', () => crashed().show(0, 2_000, { ready: true, restartCount: 1 }), /is ready and waiting/],
    [
      'started means running',
      () => crashed().show(0, 2_000, { started: true, restartCount: 1 }),
      /has started and is waiting/,
    ],
    ['the restart count never falls', () => crashed().run(0, 2_000, 0), /fewer restarts than before/],
    ['what is shown has happened', () => crashed().run(0, 2_000, 2), /attempt 2 has not started/],
    [
      'the last state tells of an end',
      () => crashed().show(0, 2_000, { reason: 'CrashLoopBackOff', restartCount: 1, lastAttempt: 1 }),
      /tells the end of attempt 1, which has not ended/,
    ],
    [
      'a pod that has ended stays so',
      () => {
        const told = new Told('web').start(0, 0, 0).exit(0, 0, 1, 0);
        told.trace.phasePublished(0, 2, 'Succeeded', null, null);
        told.trace.phasePublished(0, 3, 'Running', null, null);
        return told;
      },
      /leaves Succeeded/,
    ],
    [
      'a pod does not end before its containers',
      () => {
        const told = crashed();
        told.trace.phasePublished(0, 2_000, 'Failed', null, null);
        return told;
      },
      /is Failed while a container runs/,
    ],
    [
      'Ready means that all containers are',
      () => {
        const told = crashed().show(0, 2_000, { restartCount: 1 });
        told.trace.conditionPublished(0, 2_000, { type: 'Ready', status: true, reason: null, message: null });
        return told;
      },
      /is Ready, and app is not/,
    ],
    [
      'a start that failed is shown as a wait',
      () => {
        const told = new Told('web');
        told.trace.startFailed(0, 5, 'CreateContainerConfigError');
        return told;
      },
      /failed to start and is not waiting/,
    ],
    [
      'pulls keep their distance',
      () => {
        const pulling = 'Pulling image "busybox:1.36"';
        const told = new Told('web').say(0, 'Pulling', 0, 'Normal', pulling);
        told.trace.startFailed(0, 5, 'ErrImagePull');
        return told.show(0, 5, { reason: 'ErrImagePull' }).say(0, 'Pulling', 9_000, 'Normal', pulling);
      },
      /pulls busybox:1.36 at 9000 ms, before its backoff is over/,
    ],
    ['every run is one event', () => crashed().say(0, 'Started', 2_000), /3 events Started for 2 times/],
    ['every refusal is one event', () => crashed().say(0, 'BackOff', 2_000, 'Warning'), /1 events BackOff for 0 times/],
  ];
  it.each(wrong.map(([law, told, says, pod]) => ({ law, told, says, pod })))('$law', ({ told, says, pod }) => {
    expect(found(told(), pod)).toMatch(says);
  });

  it('waits on the ideal clock are exact, and only there', () => {
    const told = new Told('web').start(0, 0, 0).exit(0, 0, 1).refuse(0, 1, 10_000, 10_001);
    told.trace.admitted(0, 12_000, 10_000, 'backoff');
    told.start(0, 1, 12_000);
    expect(found(told)).toMatch(/waited 11999 instead of 10000/);
    expect(found(told, undefined, { more: { fidelity: 'realistic' } })).toBe('');
  });
});
