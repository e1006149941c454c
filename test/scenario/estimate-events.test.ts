import { describe, expect, it } from 'vitest';
import { Simulation } from '../../src/cluster/simulation.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { estimateEvents } from '../../src/scenario/estimate-events.js';
import { ScenarioError } from '../../src/scenario/issue.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Counts } from '../../src/trace/counts.js';

const RULE = 'restartPolicyRules: [{action: RestartAllContainers, exitCodes: {operator: In, values: [1]}}]';

function scenario(duration: string, kubelet: string, rule: string, others: number): string {
  const idle = Array.from({ length: others }, (_, at) => `    - {name: other-${at}, image: b}\n`).join('');
  return `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: hectic}
spec:
  duration: ${duration}
  kubelet: {${kubelet}}
  processes:
    - {match: {container: app}, attempts: [{run: 5ms, exit: 1}]}
---
apiVersion: v1
kind: Pod
metadata: {name: hectic}
spec:
  containers:
    - name: app
      image: b
      restartPolicy: Always
      ${rule}
${idle}`;
}

const planOf = (text: string) => compileScenario(parseScenario(text)).plan;

/** Starts and exits that a run has. */
function simulated(text: string): number {
  let told = 0;
  class Told extends Counts {
    override started(...fact: Parameters<Counts['started']>): void {
      told += 1;
      super.started(...fact);
    }
    override exited(): void {
      told += 1;
    }
  }
  const simulation = new Simulation(planOf(text), new Told(100));
  while (!simulation.advance(100_000));
  return told;
}

describe('the estimate of how much there is to simulate', () => {
  it.each([
    ['restarts without backoff', 'policy: none', '', 0],
    ['restarts without backoff beside others', 'policy: none', '', 9],
    ['restarts of all containers', 'version: "1.36"', RULE, 0],
    ['restarts of all containers, of which there are ten', 'version: "1.36"', RULE, 9],
  ])('is neither short of the truth nor far beyond it: %s', (_, kubelet, rule, others) => {
    const text = scenario('10s', kubelet, rule, others);
    const told = simulated(text);
    const { events } = estimateEvents(planOf(text));
    expect(told).toBeGreaterThan(3_900);
    expect(events).toBeGreaterThanOrEqual(told);
    expect(events).toBeLessThan(3 * told);
  });

  it('counts every container that is restarted with the one whose exit it was', () => {
    const estimated = (others: number): number =>
      estimateEvents(planOf(scenario('1h', 'version: "1.36"', RULE, others))).events;
    expect(estimated(9) / estimated(0)).toBeCloseTo(10, 1);
  });

  it('so that a file which takes minutes is refused at once', () => {
    const compile = (): unknown => planOf(scenario('12h', 'version: "1.36"', RULE, 9));
    expect(compile).toThrow(ScenarioError);
    expect(compile).toThrow(/about 346 million events/);
  });
});
