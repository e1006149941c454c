import { describe, expect, it } from 'vitest';
import type { Detection } from '../../src/analysis/detect/detection.js';
import { crashloop } from '../support/cli.js';

const CRASHES = 'scenarios/exits-immediately.yaml';

const RULES = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: mine}
spec:
  groups:
    - name: pods
      rules:
        - alert: Waits
          expr: max by (pod) (kube_pod_container_status_waiting) > 0
          for: 1m30s
          keep_firing_for: 10m
          labels: {severity: page}
        - record: pod:restarts
          expr: sum by (pod) (kube_pod_container_status_restarts_total)
        - alert: Busy
          expr: node_load1 > 5
        - alert: Yesterday
          expr: |
            kube_pod_info
              offset 1d > 0
        - alert: Waits
          expr: kube_pod_container_status_waiting == 1
          for: soon
        - alert: Waits
          expr: kube_pod_container_status_terminated == 1
`;

async function asked(...argv: readonly string[]): Promise<Detection> {
  const { stdout } = await crashloop(['detect', ...argv, '-o', 'json']);
  return JSON.parse(stdout) as Detection;
}

describe('detect', () => {
  it('fits a narrow terminal', async () => {
    for (const name of ['exits-immediately', 'needs-database', 'script-as-job', 'shop']) {
      const { code, stdout } = await crashloop(['detect', `scenarios/${name}.yaml`], { columns: 60 });
      expect(code).toBe(0);
      expect(stdout.split('\n').filter((line) => line.length > 60)).toEqual([]);
    }
    const { stdout } = await crashloop(['detect', CRASHES, 'scenarios/sleep-loop.yaml'], { columns: 60 });
    expect(stdout.split('\n').filter((line) => line.length > 60)).toEqual([]);
    expect(stdout).toContain('sleep-loop\n  nobody notices\n');
  });

  it('reads the alerts of a rule file, and names what it leaves out', async () => {
    const { code, stdout, stderr } = await crashloop(['detect', CRASHES, '--rule-file', 'mine.yaml'], {
      files: { 'mine.yaml': RULES },
    });
    expect(code).toBe(0);
    expect(stderr).toMatchInlineSnapshot(`
      "mine.yaml:14:17: note: this rule is left out; it records and does not alert
      mine.yaml:16:17: note: this rule is left out; Busy: node_load1 is not simulated
      mine.yaml:18:17: note: this rule is left out; Yesterday: offset is not evaluated here: kube_pod_info offset 1d
      mine.yaml:22:17: note: this rule is left out; Waits: for is not a duration such as 15m
      "
    `);
    expect(stdout).toMatch(/^Waits: Waits, for 1m30s$/m);
    expect(stdout).toMatch(/^Waits-2: Waits, at once$/m);
  });

  it('evaluates an alert of the user’s', async () => {
    const expr = 'kube_pod_container_status_waiting == 1 for 2m keep_firing_for 1h';
    const { alerts, pipeline } = await asked(CRASHES, '--expr', expr);
    expect(pipeline).toBeNull();
    expect(alerts).toMatchObject([{ rule: 'own', forSeconds: 120, keepFiringForSeconds: 3600, firesSeconds: 120 }]);
  });

  it('scrapes and evaluates when it is told', async () => {
    const { prometheus, alerts } = await asked(
      ...[CRASHES, '--rule', 'crash-looping', '--scrape', '15s', '--scrape-phase', '7s'],
      ...['--evaluate', '1m', '--evaluate-phase', '20s', '--prometheus', '2'],
    );
    expect(prometheus).toEqual({
      version: '2',
      scrapeSeconds: 15,
      scrapePhaseSeconds: 7,
      evaluateSeconds: 60,
      evaluatePhaseSeconds: 20,
    });
    expect(alerts).toMatchObject([{ rule: 'crash-looping', firesSeconds: 920 }]);
  });

  it('leaves no key of its contract out', async () => {
    const walk = (value: unknown): readonly string[] => {
      if (Array.isArray(value)) return value.flatMap(walk);
      if (typeof value !== 'object' || value === null) return value === undefined ? ['undefined'] : [];
      return Object.values(value).flatMap(walk);
    };
    const detection = await asked('scenarios/script-as-job.yaml');
    expect(walk(detection)).toEqual([]);
    expect(Object.keys(detection)).toEqual([
      ...['apiVersion', 'kind', 'scenario', 'seed', 'fidelity', 'kubeletVersion', 'durationSeconds', 'prometheus'],
      ...['pods', 'pipeline', 'alerts'],
    ]);
  });

  it.each([
    [['--rule', 'crash-loop']],
    [['--expr', 'rate(kube_pod_container_status_restart_total[5m]) > 0']],
    [['--expr', 'kube_pod_info offset 5m > 0']],
    [['--expr', 'kube_pod_info > for 5m']],
    [['--expr', 'kube_pod_info > 0 for ever']],
    [['--rule-file', 'empty.yaml']],
    [['--rule-file', 'broken.yaml']],
    [['--rule-file', 'useless.yaml']],
    [['--scrape', '10ms']],
    [['--window', 'long']],
    [['--restarts', 'many']],
    [['--scrape', '1s', '--for', '9000d']],
    [['--expr', 'kube_pod_status_phase * on (pod) kube_pod_status_phase']],
  ])('refuses %j in one clear message', async (argv) => {
    const files = {
      'empty.yaml': '{}\n',
      'broken.yaml': 'groups: [\n',
      'useless.yaml': 'groups: [{rules: [{alert: A, expr: node_load1 > 1}]}]\n',
    };
    const { code, stdout, stderr } = await crashloop(['detect', CRASHES, ...argv], { files });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).toMatchSnapshot();
  });
});

describe('run -o openmetrics', () => {
  it('groups by metric, in order of time, and ends as it should', async () => {
    const { stdout } = await crashloop(['run', CRASHES, '-o', 'openmetrics', '--scrape', '10m']);
    expect(
      stdout
        .replaceAll(/uid="[^"]*"/g, 'uid=""')
        .split('\n')
        .slice(0, 24)
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "# TYPE kube_pod_container_status_last_terminated_exitcode gauge
      # HELP kube_pod_container_status_last_terminated_exitcode Describes the exit code for the last container in terminated state.
      kube_pod_container_status_last_terminated_exitcode{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704067200
      kube_pod_container_status_last_terminated_exitcode{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704067800
      kube_pod_container_status_last_terminated_exitcode{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704068400
      kube_pod_container_status_last_terminated_exitcode{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704069000
      # TYPE kube_pod_container_status_last_terminated_reason gauge
      # HELP kube_pod_container_status_last_terminated_reason Describes the last reason the container was in terminated state.
      kube_pod_container_status_last_terminated_reason{container="app",job="kube-state-metrics",namespace="default",pod="hello",reason="Completed",uid=""} 1 1704067200
      kube_pod_container_status_last_terminated_reason{container="app",job="kube-state-metrics",namespace="default",pod="hello",reason="Completed",uid=""} 1 1704067800
      kube_pod_container_status_last_terminated_reason{container="app",job="kube-state-metrics",namespace="default",pod="hello",reason="Completed",uid=""} 1 1704068400
      kube_pod_container_status_last_terminated_reason{container="app",job="kube-state-metrics",namespace="default",pod="hello",reason="Completed",uid=""} 1 1704069000
      # TYPE kube_pod_container_status_ready gauge
      # HELP kube_pod_container_status_ready Describes whether the containers readiness check succeeded.
      kube_pod_container_status_ready{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704067200
      kube_pod_container_status_ready{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704067800
      kube_pod_container_status_ready{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704068400
      kube_pod_container_status_ready{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 0 1704069000
      # TYPE kube_pod_container_status_restarts counter
      # HELP kube_pod_container_status_restarts The number of container restarts per container.
      kube_pod_container_status_restarts_total{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 1 1704067200
      kube_pod_container_status_restarts_total{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 6 1704067800
      kube_pod_container_status_restarts_total{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 8 1704068400
      kube_pod_container_status_restarts_total{container="app",job="kube-state-metrics",namespace="default",pod="hello",uid=""} 10 1704069000"
    `);
    expect(stdout.endsWith('\n# EOF\n')).toBe(true);
  });

  it.each([
    [[CRASHES, CRASHES], 'tells one scenario, not 2'],
    [[CRASHES, '--scrape', '0s'], 'at least 1s apart'],
    [[CRASHES, '--runs', '3'], '--runs cannot be told as openmetrics'],
    [[CRASHES, '--at', '3m'], '--at cannot be told as openmetrics'],
  ])('refuses %j', async (argv, words) => {
    const { code, stdout, stderr } = await crashloop(['run', ...argv, '-o', 'openmetrics']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});
