import type { Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { containerNames, defaultContainer } from '../../src/objects/default-container.js';
import { podsOfOwner } from '../../src/objects/logged-pods.js';

interface Told {
  readonly name: string;
  readonly node?: string | undefined;
  readonly phase?: string;
  readonly readySince?: string;
  readonly restarts?: number;
  readonly created?: string;
}

function pod({ name, node = 'node-1', phase = 'Running', readySince, restarts = 0, created = '00' }: Told): Pod {
  const status = readySince === undefined ? 'False' : 'True';
  return {
    metadata: { name, namespace: 'demo', labels: { app: 'web' }, creationTimestamp: `2026-01-01T00:00:${created}Z` },
    spec: { containers: [], ...(node !== '' && { nodeName: node }) },
    status: {
      phase,
      conditions: [{ type: 'Ready', status, lastTransitionTime: readySince ?? '2026-01-01T00:00:00Z' }],
      containerStatuses: [{ name: 'app', image: 'web', imageID: '', ready: false, restartCount: restarts }],
    },
  };
}

const WEB = {
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'demo' },
  spec: { selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'old', operator: 'DoesNotExist' }] } },
};

const names = (pods: readonly Pod[] | object): unknown =>
  Array.isArray(pods) ? pods.map(({ metadata }: Pod) => metadata?.name) : pods;

describe('whose log is taken for that of a controller', () => {
  /** @source kubectl pkg/util/podutils ByLogging */
  it.each<[string, Told, Told]>([
    ['a pod with a node', { name: 'b' }, { name: 'a', node: '' }],
    ['one that runs', { name: 'b' }, { name: 'a', phase: 'Pending' }],
    ['one that is ready', { name: 'b', readySince: '2026-01-01T00:00:09Z' }, { name: 'a', restarts: 9 }],
    [
      'the one ready for longer',
      { name: 'b', readySince: '2026-01-01T00:00:01Z' },
      { name: 'a', readySince: '2026-01-01T00:00:09Z' },
    ],
    ['the one with more restarts', { name: 'b', restarts: 3 }, { name: 'a', restarts: 2 }],
    ['the older one', { name: 'b', created: '01' }, { name: 'a', created: '02' }],
  ])('%s', (_, better, worse) => {
    expect(names(podsOfOwner(WEB, [pod(worse), pod(better)]))).toEqual([better.name, worse.name]);
  });

  it('only of what its selector selects, in its namespace', () => {
    const own = pod({ name: 'own' });
    const old = { ...own, metadata: { ...own.metadata, labels: { app: 'web', old: '' } } };
    const foreign = { ...own, metadata: { ...own.metadata, namespace: 'other' } };
    expect(podsOfOwner(WEB, [old, foreign, own])).toEqual([own]);
    expect(
      podsOfOwner({ ...WEB, kind: 'Service', spec: { selector: { app: 'web' } } } as object, [foreign, own]),
    ).toEqual([own]);
  });

  it('not of what has no pods, in kubectl’s words', () => {
    expect(podsOfOwner({ kind: 'CronJob' }, [])).toEqual({
      refusal: 'cannot get the logs from *v1.CronJob: selector for *v1.CronJob not implemented',
    });
    expect(podsOfOwner({ kind: 'Service', metadata: { name: 'plain' } }, [])).toEqual({
      refusal: "cannot get the logs from *v1.Service: invalid service 'plain': Service is defined without a selector",
    });
  });
});

describe('which container is meant when none is named', () => {
  const spec = { containers: [{ name: 'app' }, { name: 'side' }], initContainers: [{ name: 'init' }] };
  const named = (container: string): Pod => ({
    metadata: { name: 'web', annotations: { 'kubectl.kubernetes.io/default-container': container } },
    spec,
  });

  it('is the first one, and kubectl says so', () => {
    const notice = 'Defaulted container "app" out of: app, side, init (init)\n';
    expect(defaultContainer({ spec })).toEqual({ name: 'app', notice });
  });

  it('is the only one, without a word', () => {
    expect(defaultContainer({ spec: { containers: [{ name: 'app' }] } })).toEqual({ name: 'app', notice: undefined });
  });

  it('is the one the pod names', () => {
    expect(defaultContainer(named('side'))).toEqual({ name: 'side', notice: undefined });
    expect(defaultContainer(named('gone')).notice).toMatch(/^Default container name "gone" not found in pod web\n/);
  });

  it('of all, those that run first come first', () => {
    expect(containerNames({ spec })).toEqual(['init', 'app', 'side']);
  });
});
