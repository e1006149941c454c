import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/scenario/compile.js';
import { imageReference } from '../../src/scenario/image-name.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { pullError } from '../../src/scenario/pull-words.js';

const HEAD = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec:\n';
const pod = (image: string, more = ''): string =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p-${image.toLowerCase().replaceAll(':', '-')}}\nspec: {containers: [{name: app, image: "${image}"}]${more}}\n`;
const planOf = (spec: string, ...manifests: readonly string[]) =>
  compileScenario(parseScenario(`${HEAD}${spec}\n${manifests.join('')}`)).plan;

describe('image names', () => {
  it.each([
    ['busybox', 'docker.io/library/busybox:latest', 'docker.io', 'library/busybox', 'latest'],
    ['team/app:1.2', 'docker.io/team/app:1.2', 'docker.io', 'team/app', '1.2'],
    ['registry.example:5000/a/b', 'registry.example:5000/a/b:latest', 'registry.example:5000', 'a/b', 'latest'],
    ['localhost/app:1', 'localhost/app:1', 'localhost', 'app', '1'],
    [
      `quay.io/app:1@sha256:${'a'.repeat(64)}`,
      `quay.io/app@sha256:${'a'.repeat(64)}`,
      'quay.io',
      'app',
      `sha256:${'a'.repeat(64)}`,
    ],
  ])('%s', (image, full, host, path, version) => {
    expect(imageReference(image)).toEqual({ full, host, path, version });
  });

  it.each(['App:1', 'app:1:2', 'https://registry.example/app:1', 'app:', ' app', 'app@sha256:1', 'a b', ''])(
    '%s is none',
    (image) => {
      expect(imageReference(image)).toBeUndefined();
    },
  );
});

describe('pull errors', () => {
  // The first is what containerd 2.1 said under a real kubelet.
  it.each([
    [
      'NotFound',
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/no-such-image:1.0": failed to resolve image: docker.io/library/no-such-image:1.0: not found',
    ],
    [
      'Unauthorized',
      'failed to pull and unpack image "docker.io/library/no-such-image:1.0": failed to resolve image: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      'Unreachable',
      'rpc error: code = DeadlineExceeded desc = failed to pull and unpack image "docker.io/library/no-such-image:1.0": failed to resolve image: failed to do request: Head "https://registry-1.docker.io/v2/library/no-such-image/manifests/1.0": dial tcp 192.0.2.1:443: i/o timeout',
    ],
    [
      'Forbidden',
      'failed to pull and unpack image "docker.io/library/no-such-image:1.0": failed to resolve image: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/no-such-image/manifests/1.0: 403 Forbidden',
    ],
    ['no space left on device', 'no space left on device'],
  ])('%s', (word, message) => {
    expect(pullError(word, 'no-such-image:1.0')).toEqual({ reason: 'ErrImagePull', message });
  });

  it('may be of the name or of the registry', () => {
    const message =
      'Failed to apply default image tag "A:1": couldn\'t parse image name "A:1": invalid reference format';
    expect(pullError('NotFound', 'A:1')).toEqual({ reason: 'InvalidImageName', message });
    expect(pullError('RegistryUnavailable: the registry is down', 'a:1').reason).toBe('RegistryUnavailable');
  });
});

describe('the registry', () => {
  it('answers the first match, image by image where the answer names it', () => {
    const { registry } = planOf(
      '  images: [{match: "a:2", pull: 3s}, {match: "a:*", error: NotFound}, {match: "*", pull: {uniform: [1s, 2s]}}]',
      pod('a:1'),
      pod('a:2'),
      pod('a:22'),
    );
    expect(registry.map(({ match, pull, error }) => [match, pull.kind, error?.reason])).toEqual([
      ['a:2', 'fixed', undefined],
      ['a:1', 'fixed', 'ErrImagePull'],
      ['a:2', 'fixed', 'ErrImagePull'],
      ['a:22', 'fixed', 'ErrImagePull'],
      ['*', 'uniform', undefined],
    ]);
  });

  it('recovers when it is said so', () => {
    const { actions } = planOf('  images: [{match: "a:*", error: Unreachable, until: 5m}]', pod('a:1'));
    expect(actions).toMatchObject([{ kind: 'setImageError', match: 'a:*', error: undefined, atMs: 300_000 }]);
  });

  it('has nothing for names that are none, whatever is said of them', () => {
    const { registry, nodes } = planOf('  duration: 1m', pod('Web:1'));
    expect(registry).toMatchObject([{ match: 'Web:1', error: { reason: 'InvalidImageName' } }]);
    expect(nodes[0]?.images).toEqual([]);
  });

  it('is asked for images of which something is said; the others are on the node', () => {
    const rule =
      '  images: [{match: "slow:*", pull: 1m}]\n  actions: [{at: 1m, setImageError: {match: broken, error: NotFound}}]';
    const pods = [pod('slow:1'), pod('broken'), pod('plain')];
    expect(planOf(rule, ...pods).nodes[0]?.images).toEqual(['plain']);
    expect(planOf(`  nodes: [{name: n, images: ["*"]}]\n${rule}`, ...pods).nodes[0]?.images).toEqual(['*']);
    expect(planOf('  duration: 1m', ...pods).nodes[0]?.images).toEqual(['*']);
  });
});

describe('what is missing', () => {
  const needy = pod(
    'a:1',
    ', volumes: [{name: data, persistentVolumeClaim: {claimName: claim}}, {name: keys, secret: {secretName: keys}}]',
  );

  it.each<[string, object]>([
    [
      'Secret/keys',
      { kind: 'Secret', namespace: undefined, name: 'keys', untilMs: Number.POSITIVE_INFINITY, problem: undefined },
    ],
    [
      '{object: Secret/default/keys, key: tls, until: 5m}',
      { kind: 'Secret', namespace: 'default', name: 'keys', key: 'tls', untilMs: 300_000, problem: undefined },
    ],
    [
      '{object: PersistentVolumeClaim/claim, unbound: true}',
      {
        kind: 'PersistentVolumeClaim',
        namespace: undefined,
        name: 'claim',
        untilMs: Number.POSITIVE_INFINITY,
        problem: 'unbound',
      },
    ],
    [
      '{volume: data, error: bad superblock, until: 1m}',
      { kind: 'Volume', namespace: undefined, name: 'data', untilMs: 60_000, problem: 'bad superblock' },
    ],
  ])('%s', (entry, plan) => {
    expect(planOf(`  missing: [${entry}]`, needy).missing).toEqual([plan]);
  });

  it('is put right by an action', () => {
    const apply = '  actions: [{at: 2m, apply: {apiVersion: v1, kind: Secret, metadata: {name: keys}}}]';
    expect(planOf(`  missing: [Secret/keys]\n${apply}`, needy).missing.map(({ untilMs }) => untilMs)).toEqual([
      120_000, 120_000,
    ]);
  });

  it('is not what is there from the start and applied once more', () => {
    const secret = '{apiVersion: v1, kind: Secret, metadata: {name: keys}}';
    const { missing } = planOf(`  actions: [{at: 2m, apply: ${secret}}]`, needy, `---\n${secret}\n`);
    expect(missing).toEqual([]);
  });
});

describe('size', () => {
  const job = (spec: string): string =>
    `---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {${spec}, template: {spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}}\n`;

  it.each<[string, string, string]>([
    ['a job with too many pods', '  duration: 1m', job('completions: 20000')],
    ['retries without end', '  duration: 3000d', job('parallelism: 100, backoffLimit: 1000000')],
    [
      'pods deleted over and over',
      `  actions: [${'{at: 1m, deletePod: "web-*"}, '.repeat(11)}]`,
      '---\napiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web}\nspec: {replicas: 1000, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: app, image: app}]}}}\n',
    ],
  ])('%s is too much', (_name, spec, manifest) => {
    expect(() => planOf(spec, manifest)).toThrow(/the run makes about \d+ pods; at most 10000 are simulated/);
  });

  it.each([
    [
      'a million containers',
      '  duration: 1m',
      `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\nspec: {replicas: 10000, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [${Array.from({ length: 100 }, (_, i) => `{name: c${i}, image: a}`).join(', ')}]}}}\n`,
    ],
  ])('%s are too many', (_name, spec, manifest) => {
    expect(() => planOf(spec, manifest)).toThrow('the manifests ask for 1000000 containers or more');
  });

  it('counts probes, and kills by them', () => {
    const probe = (period: string): string =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: app, image: app, livenessProbe: {exec: {command: ["true"]}, ${period}}}]}\n`;
    expect(() => planOf('  duration: 1000d', probe('periodSeconds: 1'))).toThrow('too often');
    expect(() => planOf('  duration: 100d', probe('periodSeconds: 60'))).not.toThrow();
    const sick = '  duration: 300d\n  processes: [{attempts: [{run: forever, healthy: false}]}]';
    expect(() => planOf(sick, probe('periodSeconds: 1, failureThreshold: 1'))).toThrow('restarts about every 1');
  });
});
