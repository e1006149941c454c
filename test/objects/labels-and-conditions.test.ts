import { describe, expect, it } from 'vitest';
import { objectsAt } from '../../src/objects/cluster-objects.js';
import { podsOfOwner } from '../../src/objects/logged-pods.js';
import { ran, scenarioOf } from '../support/objects.js';

const JOB = `
apiVersion: batch/v1
kind: Job
metadata: {name: report}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: report}]}}}`;

const PLACED = `
apiVersion: v1
kind: Pod
metadata: {name: placed}
spec: {nodeName: node-1, containers: [{name: app, image: web}]}`;

describe('what the API server and kubelets add', () => {
  it('a Job’s own labels, by which its pods are found', () => {
    const { plan, trace } = ran(scenarioOf([JOB]));
    const { jobs, pods } = objectsAt(plan, trace, 1_000);
    const [job] = jobs;
    const uid = job?.metadata?.uid;
    const own = { 'batch.kubernetes.io/controller-uid': uid, 'controller-uid': uid };
    const named = { 'batch.kubernetes.io/job-name': 'report', 'job-name': 'report' };
    expect(pods.map(({ metadata }) => metadata?.labels)).toEqual([{ ...own, ...named }]);
    expect(job?.metadata?.labels).toEqual({ ...own, ...named });
    expect(podsOfOwner(job ?? {}, pods)).toEqual(pods);
  });

  it('that a pod is scheduled whose manifest names its node', () => {
    const { plan, trace } = ran(scenarioOf([PLACED], '{nodes: [{name: node-1}]}'));
    const [pod] = objectsAt(plan, trace, 1_000).pods;
    expect(pod?.status?.conditions?.map(({ type, status }) => `${type} ${status}`)).toContain('PodScheduled True');
  });
});
