import { describe, expect, it } from 'vitest';
import { buildBands } from '../../src/analysis/bands.js';
import { runMany } from '../../src/analysis/many-runs.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';

describe('many runs', () => {
  it('tell pods that controllers make during the run apart by name, whatever their numbers', () => {
    const { plan } = compileScenario(
      parseScenario(`apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: test}
spec:
  duration: 5m
  processes: [{attempts: [{run: {exponential: 20s}, exit: 1}]}]
  actions: [{at: 1m, deletePod: "web-*"}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec: {backoffLimit: 3, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 2, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}
`),
    );
    const runs = 6;
    const { pods } = buildBands(plan, runMany(plan, runs), runs);
    const web = pods.filter(({ name }) => name.startsWith('web-'));
    // Two from the start and the two that take their place; each is there in every run.
    expect(web).toHaveLength(4);
    const jobs = pods.filter(({ name }) => name.startsWith('import-'));
    expect(jobs.length).toBeGreaterThan(1);
    expect(jobs.length).toBeLessThanOrEqual(4);
    for (const { containers } of web) expect(containers[0]?.restarts[0]?.runs).toBeGreaterThan(runs / 2);
  });
});
