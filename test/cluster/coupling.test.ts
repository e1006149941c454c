import { expect, it } from 'vitest';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { ROOMY } from '../../src/cluster/template-plan.js';
import { plainContainer } from '../../src/kubelet/pod-spec.js';
import { Counts } from '../../src/trace/counts.js';
import {
  clusterPlan,
  deploymentOf,
  Notebook,
  nodeOf,
  podOf,
  process,
  run,
  templateOf,
} from '../support/cluster-plan.js';

it('replaces pods that their containers’ own policies let end, also when nobody reads statuses', () => {
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

it('counts pods whose manifest names a node before those the scheduler places', () => {
  const plan = clusterPlan({
    nodes: [nodeOf('node-1', { capacity: { ...ROOMY, pods: 2 } })],
    pods: [podOf('first'), podOf('second'), podOf('named', { nodeName: 'node-1' })],
    durationMs: 1_000,
  });
  const counts = new Counts(3);
  simulatePlan(plan, counts);
  expect([...counts.starts.slice(0, 3)]).toEqual([1, 0, 1]);
});
