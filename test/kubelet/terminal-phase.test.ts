import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/analysis/simulate.js';
import { parseScenario } from '../../src/scenario/parse.js';

const SCENARIO = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: terminal-phase}
spec:
  duration: 1m
  processes:
    - match: {pod: web, container: app}
      attempts: [{run: 44s, postStart: {exit: 1}}]
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  restartPolicy: Never
  initContainers:
    - name: proxy
      image: proxy:1
      restartPolicy: Always
      lifecycle: {preStop: {sleep: {seconds: 2}}}
  containers:
    - name: app
      image: app:1
      lifecycle: {postStart: {exec: {command: [warm-up]}}}
`;

describe('P5: a terminal phase is withheld while containers might still run', () => {
  it('also when the pod fails in the very sync that started it, and a sidecar takes its time to stop', () => {
    const [pod] = simulate(parseScenario(SCENARIO)).pods;
    const proxy = pod?.containers.find(({ name }) => name === 'proxy');
    expect(pod?.phase).toBe('Failed');
    expect(proxy?.attempts[0]?.finishedAtSeconds).toBe(2);
    expect(pod?.endedAtSeconds).toBe(2);
  });
});
