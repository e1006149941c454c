import { describe, expect, it } from 'vitest';
import { judgeExpectations } from '../../src/analysis/expectations.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { toVerifyResult, type VerifyResult } from '../../src/report/verify-report.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Trace } from '../../src/trace/trace.js';

const MANIFESTS = `---
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec: {backoffLimit: 2, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 2, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: pair}
spec: {initContainers: [{name: first, image: i}], containers: [{name: a, image: i}, {name: b, image: i}]}
---
apiVersion: v1
kind: Pod
metadata: {name: big}
spec: {containers: [{name: c, image: i, resources: {requests: {cpu: "8"}}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: late}
spec: {activeDeadlineSeconds: 60, containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {selector: {a: b}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: nobody}
spec: {ports: [{port: 80}]}
`;

/** What one expectation of a busy little cluster comes to. */
function judged(expectation: string): VerifyResult {
  const text = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: test}
spec:
  duration: 10m
  nodes: [{name: node-1, capacity: {cpu: "2"}}]
  processes:
    - {match: {pod: "import-*"}, attempts: [{run: 2s, exit: 1}]}
    - {match: {container: first}, attempts: [{run: 1s}]}
    - {match: {container: b}, attempts: [{run: 1s, exit: 1}]}
  expect: [${expectation}]
${MANIFESTS}`;
  const { plan, expectations } = compileScenario(parseScenario(text));
  const trace = new Trace();
  simulatePlan(plan, trace);
  const [judgement] = judgeExpectations(plan, trace, expectations);
  if (judgement === undefined) throw new RangeError('no expectation');
  return toVerifyResult(judgement);
}

describe('an expectation', () => {
  it.each([
    '{job: import, at: 5m, status: Failed, failed: 3, active: 0, succeeded: 0}',
    '{job: import, at: 5m, condition: {type: Failed, status: true, reason: BackoffLimitExceeded}}',
    '{job: import, at: 1s, status: Running, active: 1}',
    '{deployment: web, at: 5m, replicas: 2, ready: 2, available: {min: 2}, updated: 2}',
    '{deployment: web, at: 5m, condition: {type: Available, status: true}}',
    '{event: BackOff, object: pod/pair, at: 5m, count: {min: 3}}',
    '{event: BackOff, object: pod/web-*, at: 5m, count: 0}',
    '{event: BackoffLimitExceeded, object: job/import, at: 5m}',
    '{event: FailedScheduling, type: Warning, message: "*Insufficient cpu*", at: 5m, count: {min: 1}}',
    '{service: front, at: 5m, ready: 2}',
    '{service: nobody, at: 5m, ready: {max: 0}}',
    '{pod: "import-*", at: 5m, count: 3}',
    '{pod: "nothing-*", at: 5m, count: 0}',
    '{pod: big, at: 5m, phase: Pending, condition: {type: PodScheduled, status: false, reason: Unschedulable}}',
    '{pod: pair, container: a, at: 5m, ready: true}',
    '{pod: pair, at: 5m, ready: false}',
    '{pod: pair, container: first, at: 5m, ready: true, reason: Completed}',
    '{pod: late, at: 5m, reason: DeadlineExceeded, phase: Failed}',
  ])('%s is met', (expectation) => {
    expect(judged(expectation)).toMatchObject({ ok: true });
  });

  it.each([
    ['{job: import, at: 5m, status: Complete}', 'status Failed'],
    ['{job: import, at: 5m, condition: {type: Complete, status: true}}', 'no condition Complete'],
    [
      '{job: import, at: 5m, condition: {type: Failed, status: true, reason: DeadlineExceeded}}',
      'condition Failed True (BackoffLimitExceeded)',
    ],
    ['{deployment: web, at: 5m, ready: {max: 1}}', 'ready 2'],
    ['{event: BackOff, object: pod/web-*, at: 5m}', /^web-\S+: count 0, web-\S+: count 0$/],
    ['{service: "*", at: 5m, ready: 2}', 'nobody: ready 0'],
    ['{service: "web-*", at: 5m, ready: 0}', 'nothing matches'],
    ['{pod: "import-*", at: 5m, count: 4}', 'count 3'],
    ['{pod: "nothing-*", at: 5m, count: 0, ready: true}', 'nothing matches'],
    ['{pod: big, at: 5m, condition: {type: Ready, status: true}}', 'no condition Ready'],
    ['{pod: pair, at: 5m, ready: true}', 'ready false'],
  ])('%s is not: %s', (expectation, actual) => {
    const result = judged(expectation);
    expect(result.ok).toBe(false);
    expect(result.actual).toMatch(actual);
  });
});
