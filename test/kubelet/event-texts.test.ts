import { describe, expect, it } from 'vitest';
import { type EventText, fieldPathOf, normal, warning } from '../../src/kubelet/event-text.js';
import * as start from '../../src/kubelet/event-texts.js';
import { type EventRules, eventRules } from '../../src/kubelet/event-versions.js';
import * as kill from '../../src/kubelet/kill-texts.js';
import * as whole from '../../src/kubelet/pod-texts.js';
import { VERSION_NAMES, type VersionName } from '../../src/kubelet/versions.js';
import { recordedPods } from '../support/recorded-events.js';

const POD = { namespace: 'default', name: 'web', uid: '4f1e' };
const IMAGE = 'busybox:1.36';
const PULL = { tookMs: 1_204, waitedMs: 61_500, sizeBytes: 2_166_802 };

/** Texts that differ between minors: what is said, and from which minor on. */
const CHANGES: readonly [string, (rules: EventRules) => EventText, Readonly<Partial<Record<VersionName, string>>>][] = [
  [
    'Pulled after a pull (E3)',
    (rules) => start.pulled(rules, IMAGE, PULL),
    {
      '1.28': 'Successfully pulled image "busybox:1.36" in 1.204s (1m1.5s including waiting)',
      '1.30':
        'Successfully pulled image "busybox:1.36" in 1.204s (1m1.5s including waiting). Image size: 2166802 bytes.',
    },
  ],
  [
    'Pulled of a present image (E3)',
    (rules) => start.pulled(rules, IMAGE, { presentAccessible: rules.checksPullSecrets }),
    {
      '1.28': 'Container image "busybox:1.36" already present on machine',
      '1.35': 'Container image "busybox:1.36" already present on machine and can be accessed by the pod',
    },
  ],
  [
    'Created (E4)',
    (rules) => start.created(rules, 'app'),
    { '1.28': 'Created container app', '1.29': 'Created container: app', '1.35': 'Container created' },
  ],
  [
    'Started (E4)',
    (rules) => start.started(rules, 'app'),
    { '1.28': 'Started container app', '1.35': 'Container started' },
  ],
  [
    'Unhealthy after an error (E9)',
    (rules) => kill.probeErrored(rules, 'Liveness', 'unknown', 'no such {probe}'),
    {
      '1.28': 'Liveness probe errored: no such {probe}',
      '1.33': 'Liveness probe errored and resulted in unknown state: no such {probe}',
    },
  ],
];

describe('event texts by version', () => {
  it.each(CHANGES)('%s', (_name, text, since) => {
    let expected = '';
    for (const version of VERSION_NAMES) {
      expected = since[version] ?? expected;
      expect([version, text(eventRules(version)).message]).toEqual([version, expected]);
    }
  });
});

describe('event texts of every version', () => {
  const ROWS: readonly [EventText, EventText][] = [
    [start.pulling(IMAGE), normal('Pulling', 'Pulling image "busybox:1.36"')],
    [
      start.backOffRestart('app', POD),
      warning('BackOff', 'Back-off restarting failed container app in pod web_default(4f1e)'),
    ],
    [start.backOffPull(IMAGE), normal('BackOff', 'Back-off pulling image "busybox:1.36"')],
    [start.failedPull(IMAGE, 'not found'), warning('Failed', 'Failed to pull image "busybox:1.36": not found')],
    [start.failedError('ErrImagePull'), warning('Failed', 'Error: ErrImagePull')],
    [
      start.errImageNeverPull(IMAGE),
      warning('ErrImageNeverPull', 'Container image "busybox:1.36" is not present with pull policy of Never'),
    ],
    [
      kill.killing('container', 'app', 'liveness', true),
      normal('Killing', 'Container app failed liveness probe, will be restarted'),
    ],
    [kill.killing('container', 'app', 'startup', false), normal('Killing', 'Container app failed startup probe')],
    [
      kill.killing('container', 'app', 'definition', true),
      normal('Killing', 'Container app definition changed, will be restarted'),
    ],
    [kill.killing('sidecar', 'log', 'liveness', true), normal('Killing', 'Init container log failed liveness probe')],
    [kill.killing('sidecar', 'log', 'definition', true), normal('Killing', 'Init container log definition changed')],
    [kill.killingPod('app'), normal('Killing', 'Stopping container app')],
    [kill.unhealthy('Readiness', 'HTTP 503'), warning('Unhealthy', 'Readiness probe failed: HTTP 503')],
    [kill.failedPreStopHook(), warning('FailedPreStopHook', 'PreStopHook failed')],
    [whole.sandboxChanged(), normal('SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.')],
    [whole.evicted('The node was low.'), warning('Evicted', 'The node was low.')],
  ];

  it.each(ROWS)('%o', (text, expected) => {
    expect(text).toEqual(expected);
  });
});

describe('recorded events', () => {
  /** What the recorded environment said: its own errors and outputs, and the images in use. */
  const IMAGES = [IMAGE, 'busybox:1.37'];
  const MISSING = 'no-such-image:1.0';
  const NOT_FOUND = `rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/${MISSING}": failed to resolve image: docker.io/library/${MISSING}: not found`;
  const NO_COMMAND =
    'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/nonexistent": stat /nonexistent: no such file or directory';
  const CONTAINERS = [
    fieldPathOf('container', 'app'),
    ...['a', 'b', 'ok', 'main', 'crash'].map((name) => fieldPathOf('container', name)),
    fieldPathOf('init', 'init'),
    fieldPathOf('sidecar', 'side'),
  ];

  function sayable(rules: EventRules, container: string, pod: typeof POD): readonly EventText[] {
    return [
      start.pulling(MISSING),
      ...IMAGES.map((image) => start.pulled(rules, image, { presentAccessible: rules.checksPullSecrets })),
      start.created(rules, container),
      start.started(rules, container),
      start.backOffRestart(container, pod),
      start.backOffPull(MISSING),
      start.failedPull(MISSING, NOT_FOUND),
      ...['ErrImagePull', 'ImagePullBackOff', 'configmap "no-such-config" not found', NO_COMMAND].map(
        start.failedError,
      ),
      kill.killing('container', container, 'liveness', true),
      kill.killing('container', container, 'startup', true),
      kill.killingPod(container),
      kill.killingAllContainers(),
      kill.killingAfterPostStart(),
      ...(['Readiness', 'Liveness', 'Startup'] as const).map((probe) => kill.unhealthy(probe, '')),
      kill.failedPostStartHook(),
    ];
  }

  it.each(recordedPods())('run $run, $name', ({ kinds, version }) => {
    for (const { fieldPath, object, type, reason, message } of kinds) {
      const container = /\{(.*)\}/.exec(fieldPath ?? '')?.[1] ?? '';
      const volume = /volume "([^"]*)"/.exec(message)?.[1] ?? '';
      const ofPod = [
        whole.deadlineExceeded(),
        whole.failedMount(volume, `object "${object.namespace}"/"kube-root-ca.crt" not registered`),
      ];
      const texts = fieldPath === null ? ofPod : sayable(eventRules(version), container, object);
      expect(texts).toContainEqual({ type, reason, message });
      if (fieldPath !== null) expect(CONTAINERS).toContain(fieldPath);
    }
  });
});
