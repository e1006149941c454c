import type { Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { objectsAt } from '../../src/objects/cluster-objects.js';
import { MINUTE_MS } from '../../src/time/units.js';
import { ran, ranFile, scenarioOf } from '../support/objects.js';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {team: a}, annotations: {note: hello}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}, annotations: {scrape: "true"}}
    spec: {containers: [{name: app, image: "app:1"}]}
`;

describe('what a Deployment makes', () => {
  const { plan, trace } = ran(
    scenarioOf([DEPLOYMENT], '{actions: [{at: 5m, setImage: {deployment: web, image: "app:2"}}]}'),
  );
  const before = objectsAt(plan, trace, MINUTE_MS);
  const after = objectsAt(plan, trace, 10 * MINUTE_MS);

  it('keeps what the manifest said, with the API’s defaults', () => {
    const [deployment] = before.deployments;
    expect(deployment?.metadata).toMatchObject({
      namespace: 'shop',
      labels: { team: 'a' },
      annotations: { note: 'hello', 'deployment.kubernetes.io/revision': '1' },
    });
    expect(deployment?.spec).toMatchObject({
      replicas: 2,
      revisionHistoryLimit: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { metadata: { annotations: { scrape: 'true' } } },
    });
    expect(deployment?.status).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      updatedReplicas: 2,
    });
    expect(deployment?.status).not.toHaveProperty('unavailableReplicas');
  });

  it('refers to its owners by their uids, and selects its own by their hash', () => {
    const [set] = before.replicaSets;
    const hash = set?.metadata?.labels?.['pod-template-hash'] ?? '';
    expect(set?.metadata?.name).toBe(`web-${hash}`);
    expect(set?.metadata?.ownerReferences).toMatchObject([
      { kind: 'Deployment', name: 'web', uid: before.deployments[0]?.metadata?.uid, controller: true },
    ]);
    expect(set?.spec?.selector).toEqual({ matchLabels: { app: 'web', 'pod-template-hash': hash } });
    for (const { metadata } of before.pods) {
      expect(metadata?.ownerReferences?.[0]?.uid).toBe(set?.metadata?.uid);
      expect(metadata?.labels).toEqual({ app: 'web', 'pod-template-hash': hash });
      expect(metadata?.annotations).toEqual({ scrape: 'true' });
      expect(metadata?.generateName).toBe(`web-${hash}-`);
    }
  });

  it('moves on to a second revision when the image changes', () => {
    const images = ({ spec }: (typeof after.replicaSets)[number]) => spec?.template?.spec?.containers[0]?.image;
    const sets = after.replicaSets.toSorted((a, b) => (images(a) ?? '').localeCompare(images(b) ?? ''));
    const revision = 'deployment.kubernetes.io/revision';
    expect(sets.map((set) => [images(set), set.spec?.replicas, set.metadata?.annotations?.[revision]])).toEqual([
      ['app:1', 0, '1'],
      ['app:2', 2, '2'],
    ]);
    expect(after.deployments[0]?.metadata?.annotations?.[revision]).toBe('2');
    expect(after.deployments[0]?.spec?.template.spec?.containers[0]?.image).toBe('app:2');
    expect(before.deployments[0]?.spec?.template.spec?.containers[0]?.image).toBe('app:1');
  });
});

describe('other objects', () => {
  it('a Job tells how many pods did what, and how it ended', () => {
    const { plan, trace } = ranFile('scenarios/script-as-job.yaml');
    const [job] = objectsAt(plan, trace, plan.durationMs).jobs;
    expect(job?.status).toMatchObject({
      succeeded: 1,
      conditions: [{ type: 'SuccessCriteriaMet' }, { type: 'Complete' }],
    });
    expect(job?.status?.completionTime).toBeDefined();
    expect(job?.spec).toMatchObject({ completions: 1, parallelism: 1, backoffLimit: 6 });
  });

  it('an Indexed Job tells which indexes are done, and its pods which they are', () => {
    const { plan, trace } = ranFile('scenarios/indexed-job.yaml');
    const { jobs, pods } = objectsAt(plan, trace, plan.durationMs);
    expect(jobs.map(({ status }) => [status?.completedIndexes, status?.failedIndexes])).toEqual([
      ['0,1,3-5', '2'],
      ['0,1', undefined],
    ]);
    const lives = pods.filter(({ metadata }) => metadata?.generateName === 'apart-2-');
    const failuresOf = ({ metadata }: Pod) => metadata?.annotations?.['batch.kubernetes.io/job-index-failure-count'];
    expect(lives.map(failuresOf).toSorted()).toEqual(['0', '1', '2']);
    const retried = lives.find((pod) => failuresOf(pod) === '2');
    expect(retried?.metadata?.name).toMatch(/^apart-2-[a-z0-9]{5}$/);
    expect(retried?.metadata?.labels).toMatchObject({ 'batch.kubernetes.io/job-completion-index': '2' });
    expect(retried?.metadata?.annotations).toEqual({
      'batch.kubernetes.io/job-completion-index': '2',
      'batch.kubernetes.io/job-index-failure-count': '2',
    });
    expect(retried?.spec?.hostname).toBe('apart-2');
    expect(retried?.spec?.containers[0]?.env).toEqual([
      {
        name: 'JOB_COMPLETION_INDEX',
        valueFrom: {
          fieldRef: { apiVersion: 'v1', fieldPath: "metadata.labels['batch.kubernetes.io/job-completion-index']" },
        },
      },
    ]);
  });

  it('a node that was cordoned says so, and one that is lost is unreachable', () => {
    const cordoned = ran(
      scenarioOf(
        [],
        '{processes: [{match: {pod: a}, attempts: [{run: forever}]}], actions: [{at: 1m, cordon: node-1}]}',
      ),
    );
    const node = objectsAt(cordoned.plan, cordoned.trace, 2 * MINUTE_MS).nodes[0];
    expect(node?.spec).toEqual({
      unschedulable: true,
      taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }],
    });
    const lost = ran(
      scenarioOf(
        [],
        '{processes: [{match: {pod: a}, attempts: [{run: forever}]}], actions: [{at: 1m, loseNode: node-1}]}',
      ),
    );
    const silent = objectsAt(lost.plan, lost.trace, 3 * MINUTE_MS).nodes[0];
    expect(silent?.status?.conditions?.map(({ type, status }) => `${type} ${status}`)).toEqual([
      'MemoryPressure Unknown',
      'DiskPressure Unknown',
      'PIDPressure Unknown',
      'Ready Unknown',
    ]);
  });

  it('events have names of their own, and refer to their objects', () => {
    const { plan, trace } = ranFile('scenarios/needs-database.yaml');
    const { events, pods } = objectsAt(plan, trace, 10 * MINUTE_MS);
    const names = events.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    const uids = new Set(pods.map(({ metadata }) => metadata?.uid));
    const ofPods = events.filter(({ involvedObject }) => involvedObject.kind === 'Pod');
    expect(ofPods.length).toBeGreaterThan(5);
    expect(ofPods.every(({ involvedObject }) => uids.has(involvedObject.uid))).toBe(true);
    const scheduled = events.find(({ reason }) => reason === 'Scheduled');
    expect(scheduled).toMatchObject({ eventTime: '2024-01-01T00:00:00.000000Z', firstTimestamp: null });
  });

  it('what no manifest says is not made up', () => {
    const { plan, trace } = ran(scenarioOf([], '{processes: [{match: {pod: hello}, attempts: [{run: 0s, exit: 0}]}]}'));
    const cluster = objectsAt(plan, trace, MINUTE_MS);
    expect(cluster.pods.map(({ spec }) => spec?.containers.map(({ name, image }) => ({ name, image })))).toEqual([
      [{ name: 'app', image: 'app' }],
    ]);
    expect([cluster.deployments, cluster.services, cluster.jobs].flat()).toEqual([]);
    expect(cluster.namespaces.map(({ metadata }) => metadata?.name)).toContain('default');
  });
});
