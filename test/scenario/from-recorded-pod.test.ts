import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { scenarioFromRecordedPod } from '../../src/scenario/from-recorded-pod.js';
import { type KubeletAndPod, recordedPods } from '../support/recorded-pods.js';

const pods = recordedPods();

function find(run: string, name: string): KubeletAndPod {
  const found = pods.find(({ kubelet, pod }) => kubelet.run === run && pod.name === name);
  if (found === undefined) throw new RangeError(`run ${run} has no pod ${name}`);
  return found;
}

interface Told {
  readonly spec: {
    readonly processes: readonly { readonly match: object; readonly attempts: readonly Record<string, unknown>[] }[];
    readonly actions?: readonly object[];
    readonly images?: readonly object[];
    readonly missing?: readonly string[];
  };
}

/** The scenario of a recorded pod, and the manifest that follows it. */
function told(run: string, name: string): { readonly scenario: Told; readonly manifest: { readonly spec: unknown } } {
  const { kubelet, pod } = find(run, name);
  const [scenario, manifest] = parseAllDocuments(scenarioFromRecordedPod(kubelet, pod)).map((each) => each.toJS());
  return { scenario, manifest };
}

const attempts = (run: string, name: string, process = 0) =>
  told(run, name).scenario.spec.processes[process]?.attempts ?? [];

/** How an instance ended that the kubelet ended; the milliseconds are the recording's. */
const killed = { run: 'forever', onTerm: { exit: 143, after: expect.stringMatching(/^\d+ms$/) } };

describe('a recorded pod as a scenario', () => {
  it('keeps the manifest as it was applied', () => {
    const { pod } = find('E', 'liveness-prestop');
    expect(told('E', 'liveness-prestop').manifest.spec).toEqual(pod.spec);
  });

  it.each<[string, string, object]>([
    ['A', 'liveness', { ...killed, healthy: false }],
    ['A', 'startup', { ...killed, started: false }],
    ['E', 'liveness45', { ...killed, healthy: [{ from: '0s', until: '45s' }] }],
    ['E', 'liveness-prestop', { ...killed, healthy: false, preStop: { run: '7s', exit: 0 } }],
    ['A', 'poststart', { ...killed, postStart: { run: expect.stringMatching(/^\d+ms$/), exit: 1 } }],
    ['A', 'badcmd', { startError: expect.stringMatching(/^failed to create containerd task: .*no such file/) }],
    ['A', 'oom', { run: expect.stringMatching(/^20\d\dms$/), oom: true }],
    ['A', 'rules', { run: expect.stringMatching(/^\dms$/), exit: 42 }],
  ])('run %s, %s: every start goes alike', (run, name, entry) => {
    const [first, ...others] = attempts(run, name);
    expect(first).toEqual(entry);
    expect(others.length).toBeGreaterThan(10);
    for (const other of others.slice(0, -1)) expect(Object.keys(other)).toEqual(Object.keys(first ?? {}));
  });

  it('runs on where the recording was cut, and where nobody knows what came next', () => {
    expect(attempts('A', 'exit1').at(-1)).toEqual({ run: 'forever' });
    expect(attempts('A', 'fail3').slice(-2)).toEqual([expect.objectContaining({ exit: 1 }), { run: 'forever' }]);
    expect(attempts('B', 'liveness').at(-1)).toEqual({ run: 'forever', healthy: false });
  });

  it('does not take a kill of all containers for an exit of their own', () => {
    const [app, ok] = [attempts('A', 'restartall', 0), attempts('A', 'restartall', 1)];
    expect(app[0]).toEqual({ run: '10007ms', exit: 42 });
    expect(ok[0]).toEqual(killed);
  });

  it('tells init containers first', () => {
    const { processes } = told('A', 'init-ok').scenario.spec;
    expect(processes.map(({ match }) => match)).toEqual([
      { pod: 'init-ok', container: 'init' },
      { pod: 'init-ok', container: 'app' },
    ]);
  });

  it('says what was missing', () => {
    expect(told('A', 'badimage').scenario.spec.images).toEqual([{ match: 'no-such-image:1.0', error: 'NotFound' }]);
    expect(told('A', 'badconfig').scenario.spec.missing).toEqual(['ConfigMap/no-such-config']);
  });

  it('says what was done, and what the process did with the new image', () => {
    const { spec } = told('B', 'jitter-0').scenario;
    expect(spec.actions).toEqual([
      { at: '1304539ms', restartKubelet: 'node-1' },
      { at: '1531669ms', setImage: { pod: 'jitter-0', container: 'app', image: 'busybox:1.37' } },
    ]);
    expect(spec.processes.map(({ match }) => match)).toEqual([
      { pod: 'jitter-0', container: 'app', image: 'busybox:1.37' },
      { pod: 'jitter-0', container: 'app' },
    ]);
    expect(spec.processes[0]?.attempts).toHaveLength(6);
  });

  it('says that answers alternate', () => {
    expect(attempts('E', 'readyflap-0', 1)).toEqual([{ run: 'forever', ready: 'alternating' }]);
  });
});
