import { expect, it } from 'vitest';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { plainContainer } from '../../src/kubelet/pod-spec.js';
import { Counts } from '../../src/trace/counts.js';
import { clusterPlan, deploymentOf, Notebook, podOf, process, run, templateOf } from '../support/cluster-plan.js';

it('replaces pods that their containers own policies let end, also when nobody reads statuses', () => {
  const container = { ...plainContainer('app', 'app:1'), restartPolicy: 'Never' } as const;
  const template = templateOf({ containers: [container] });
  const plan = clusterPlan({
    workload: deploymentOf('web', { template }),
    processes: [process('*', run(60_000))],
    durationMs: 200_000,
  });
  const notebook = new Notebook();
  simulatePlan(plan, notebook);
  const made = notebook.pods.map(({ identity }) => ({
    ...podOf(identity.name, { owner: identity.owner ?? '' }),
    template,
  }));
  const counts = new Counts(1);
  simulatePlan({ ...plan, pods: made.slice(0, 1) }, counts);
  expect([...counts.starts].reduce((sum, starts) => sum + starts, 0)).toBe(4);
});
