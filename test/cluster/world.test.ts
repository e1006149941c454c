import { describe, expect, it } from 'vitest';
import { MissingObjects } from '../../src/cluster/missing.js';
import { NodeWorld } from '../../src/cluster/node-world.js';
import type { ImagePlan, MissingPlan } from '../../src/cluster/plan.js';
import { Registry } from '../../src/cluster/registry.js';
import { fixed } from '../../src/engine/distributions.js';
import type { PullError } from '../../src/kubelet/world.js';
import { nodeOf } from '../support/cluster-plan.js';

const NOT_FOUND: PullError = { reason: 'ErrImagePull', message: 'not found' };

function worldOf(
  images: readonly string[],
  missing: readonly MissingPlan[] = [],
  registry: Registry = new Registry([]),
): NodeWorld {
  return new NodeWorld(nodeOf('node-1', { images }), { registry, missing: new MissingObjects(missing), masterSeed: 1 });
}

describe('images on a node', () => {
  it.each([
    ['busybox:*', 'busybox:1.36', true],
    ['busybox:*', 'busybox', true],
    ['busybox:latest', 'busybox', true],
    ['busybox:1.*', 'busybox', false],
    ['reg.example:5000/app:*', 'reg.example:5000/app', true],
    ['*', 'app@sha256:0123', true],
    ['app:latest', 'app@sha256:0123', false],
  ])('%s has %s: %s', (pattern, image, present) => {
    expect(worldOf([pattern]).hasImage(image)).toBe(present);
  });

  it('are there once they were pulled, on that node only', () => {
    const world = worldOf([]);
    expect(world.hasImage('app:1')).toBe(false);
    world.imagePulled('app:1');
    expect([world.hasImage('app:1'), world.hasImage('app:2'), worldOf([]).hasImage('app:1')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('the registry', () => {
  const plans: readonly ImagePlan[] = [
    { match: 'slow:*', pull: fixed(3_000), error: undefined },
    { match: 'slow:1', pull: fixed(1), error: NOT_FOUND },
    { match: 'typo:*', pull: fixed(200), error: NOT_FOUND },
  ];

  it('answers by the first pattern that matches, and gives other images at once', () => {
    const world = worldOf([], [], new Registry(plans));
    expect(world.pull('slow:1')).toMatchObject({ takesMs: 3_000, error: undefined });
    expect(world.pull('typo:9')).toMatchObject({ takesMs: 200, error: NOT_FOUND });
    expect(world.pull('other')).toMatchObject({ takesMs: 0, error: undefined });
  });

  it('can be broken and mended; the pull takes as long as before', () => {
    const registry = new Registry(plans);
    const world = worldOf([], [], registry);
    registry.setError('slow:*', NOT_FOUND);
    registry.setError('typo:2', undefined);
    expect(world.pull('slow:7')).toMatchObject({ takesMs: 3_000, error: NOT_FOUND });
    expect(world.pull('typo:2').error).toBeUndefined();
    expect(world.pull('typo:3').error).toBe(NOT_FOUND);
  });

  it('draws times from a stream of the node and the image', () => {
    const drawn: ImagePlan = { match: '*', pull: { kind: 'uniform', fromMs: 0, toMs: 1e6 }, error: undefined };
    const times = (before: readonly string[]): number => {
      const world = worldOf([], [], new Registry([drawn]));
      for (const image of before) world.pull(image);
      return world.pull('app').takesMs;
    };
    expect(times(['other', 'another'])).toBe(times([]));
    expect(times(['app'])).not.toBe(times([]));
  });

  it('calls an image equally large each time', () => {
    const sizes = ['a', 'a', 'b'].map((image) => worldOf([]).pull(image).sizeBytes);
    expect(sizes[0]).toBe(sizes[1]);
    expect(sizes[0]).not.toBe(sizes[2]);
  });
});

describe('objects that are missing', () => {
  const world = worldOf(
    ['*'],
    [
      { kind: 'ConfigMap', namespace: undefined, name: 'app', untilMs: 60_000, problem: undefined },
      { kind: 'Secret', namespace: 'shop', name: 'password', untilMs: Number.POSITIVE_INFINITY, problem: undefined },
      { kind: 'ConfigMap', namespace: undefined, name: 'half', key: 'url', untilMs: 60_000, problem: undefined },
      { kind: 'Volume', namespace: undefined, name: 'disk', untilMs: 60_000, problem: 'timed out' },
      { kind: 'PersistentVolumeClaim', namespace: undefined, name: 'data', untilMs: 60_000, problem: undefined },
    ],
  );
  const config = (kind: 'ConfigMap' | 'Secret', name: string, key?: string, atMs = 0): string | undefined =>
    world.configError('shop', { kind, name, key }, atMs);

  it('P10: are named in the words of the API, until they are there', () => {
    expect(config('ConfigMap', 'app')).toBe('configmap "app" not found');
    expect(config('Secret', 'password', 'db')).toBe('secret "password" not found');
    expect(config('ConfigMap', 'app', undefined, 60_000)).toBeUndefined();
    expect(config('Secret', 'app')).toBeUndefined();
    expect(world.configError('other', { kind: 'Secret', name: 'password', key: undefined }, 0)).toBeUndefined();
  });

  it('P10: may lack a key only', () => {
    expect(config('ConfigMap', 'half', 'url')).toBe("couldn't find key url in ConfigMap shop/half");
    expect(config('ConfigMap', 'half', 'port')).toBeUndefined();
    expect(config('ConfigMap', 'half')).toBeUndefined();
  });

  it('keep volumes from being mounted', () => {
    const mount = (source: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'other', object: string, name = 'v') =>
      world.mountError('shop', { name, source, object }, 0);
    expect(mount('ConfigMap', 'app')).toBe('configmap "app" not found');
    expect(mount('ConfigMap', 'half')).toBeUndefined();
    expect(mount('other', '', 'disk')).toBe('timed out');
    expect(mount('other', '')).toBeUndefined();
    expect(mount('PersistentVolumeClaim', 'data')).toBe(
      'error processing PVC shop/data: failed to fetch PVC from API server: persistentvolumeclaims "data" not found',
    );
  });
});
