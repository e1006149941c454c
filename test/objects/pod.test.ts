import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import type { VersionName } from '../../src/kubelet/versions.js';
import { objectsAt } from '../../src/objects/cluster-objects.js';
import { MINUTE_MS } from '../../src/time/units.js';
import { ran, scenarioOf } from '../support/objects.js';

interface Served {
  readonly version: VersionName;
  readonly manifest: Pod;
  /** What a real API server served of it some time later. */
  readonly served: Pod;
}

const file = join(import.meta.dirname, '../fixtures/served-pods.json');
const RECORDED = (JSON.parse(readFileSync(file, 'utf8')) as readonly Served[]).map((each) => {
  return { ...each, title: `${each.manifest.metadata?.name} on ${each.version}` };
});

function simulated({ version, manifest, served }: Served): Pod {
  const nodes = `[{name: ${served.spec?.nodeName}}]`;
  const spec = `{kubelet: {version: "${version}"}, nodes: ${nodes}, processes: [{attempts: [{run: 5s, exit: 1}]}]}`;
  const { plan, trace } = ran(scenarioOf([JSON.stringify(manifest)], spec));
  const [pod] = objectsAt(plan, trace, 3 * MINUTE_MS).pods;
  return JSON.parse(JSON.stringify(pod)) as Pod;
}

/** Names drawn at random by the API server. */
const withoutTokenName = (spec: Pod['spec']): unknown =>
  JSON.parse(JSON.stringify(spec).replace(/kube-api-access-\w{5}/g, 'kube-api-access'));

/** What newer servers add and no client here reads. */
const UNSERVED = ['resources', 'user', 'volumeMounts', 'observedGeneration'];
const keysOf = (object: object | undefined): readonly string[] =>
  Object.keys(object ?? {})
    .filter((key) => !UNSERVED.includes(key))
    .sort();

const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status?.initContainerStatuses ?? []),
  ...(status?.containerStatuses ?? []),
];

describe('a pod as a real API server served it', () => {
  it.each(RECORDED)('$title: the same specification', (recorded) => {
    expect(withoutTokenName(simulated(recorded).spec)).toEqual(withoutTokenName(recorded.served.spec));
  });

  it.each(RECORDED)('$title: the same form of its status', (recorded) => {
    const [ours, real] = [simulated(recorded), recorded.served];
    expect(keysOf(ours.status)).toEqual(keysOf(real.status));
    const conditions = ({ status }: Pod) => status?.conditions?.map(({ type }) => type);
    expect(conditions(ours)).toEqual(conditions(real));
    expect(keysOf(ours.status?.conditions?.at(-1))).toEqual(keysOf(real.status?.conditions?.at(-1)));
    for (const { name, image, containerID } of statusesOf(real)) {
      const same = statusesOf(ours).find((status) => status.name === name);
      if (containerID !== undefined) expect(same?.image).toBe(image);
    }
  });
});

const EXITS = '{processes: [{match: {pod: web}, attempts: [{run: 28s, exit: 2}]}]}';
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [{name: app, image: "app:1"}]}\n';

describe('a pod at an instant', () => {
  const { plan, trace } = ran(scenarioOf([POD], EXITS));
  const at = (atMs: number): Pod | undefined => objectsAt(plan, trace, atMs).pods[0];

  it('tells the run its state is about and the one before, by whole seconds', () => {
    const status = at(40_000)?.status?.containerStatuses?.[0];
    expect(status?.state?.running).toEqual({ startedAt: '2024-01-01T00:00:28Z' });
    expect(status?.lastState?.terminated).toMatchObject({
      exitCode: 2,
      reason: 'Error',
      startedAt: '2024-01-01T00:00:00Z',
      finishedAt: '2024-01-01T00:00:28Z',
    });
    expect(status?.containerID).not.toBe(status?.lastState?.terminated?.containerID);
  });

  it('keeps the identity of a run when it moves into the last state', () => {
    const running = at(10_000)?.status?.containerStatuses?.[0]?.containerID;
    expect(at(40_000)?.status?.containerStatuses?.[0]?.lastState?.terminated?.containerID).toBe(running);
  });

  it('says nothing that is undefined, and is the same whenever it is asked for', () => {
    const pod = at(70_000);
    expect(JSON.parse(JSON.stringify(pod))).toStrictEqual(pod);
    expect(at(70_000)).toEqual(pod);
  });

  it('has the image that somebody gave it', () => {
    const changed = ran(scenarioOf([POD], '{actions: [{at: 1m, setImage: {pod: web, image: "app:2"}}]}'));
    const imageAt = (atMs: number) =>
      objectsAt(changed.plan, changed.trace, atMs).pods[0]?.spec?.containers.map(({ image }) => image);
    expect(imageAt(59_000)).toEqual(['app:1']);
    expect(imageAt(61_000)).toEqual(['app:2']);
  });

  it('names its deletion from when it was asked for', () => {
    const leaving = ran(
      scenarioOf(
        [POD],
        '{processes: [{attempts: [{run: forever, onTerm: ignore}]}], actions: [{at: 1m, deletePod: web}]}',
      ),
    );
    const metadata = (atMs: number) => objectsAt(leaving.plan, leaving.trace, atMs).pods[0]?.metadata;
    expect(metadata(59_999)?.deletionTimestamp).toBeUndefined();
    expect(metadata(60_000)).toMatchObject({
      deletionTimestamp: '2024-01-01T00:01:30Z',
      deletionGracePeriodSeconds: 30,
    });
    expect(metadata(120_000)).toBeUndefined();
  });
});
