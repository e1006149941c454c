import { expect, it } from 'vitest';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { plainContainer } from '../../src/kubelet/pod-spec.js';
import { Trace } from '../../src/trace/trace.js';
import { clusterPlan, podOf, process, run } from '../support/cluster-plan.js';

it('A27: restarting all containers without time passing ends with an error that names the container', () => {
  const rule = { action: 'RestartAllContainers', operator: 'In', exitCodes: [42] } as const;
  const container = { ...plainContainer('app', 'app:1'), restartPolicy: 'Never', restartRules: [rule] } as const;
  const plan = clusterPlan({
    pods: [podOf('loop', { containers: [container] })],
    processes: [process('loop', run(0, 42))],
  });
  expect(() => simulatePlan(plan, new Trace())).toThrow('container app of pod loop restarts over and over');
});
