import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type ContainerEvidence, EvidenceError, type PodEvidence } from '../../src/evidence/evidence.js';
import { readEvidence } from '../../src/evidence/read-evidence.js';

const example = (name: string): string => readFileSync(`examples/${name}`, 'utf8');
const pod: object = JSON.parse(example('web.json'));
const node = { kind: 'Node', metadata: { name: 'node-7' }, status: { nodeInfo: { kubeletVersion: 'v1.33.4+rke2r1' } } };

/** The only container of the only pod. */
function only(text: string): { readonly pod: PodEvidence; readonly container: ContainerEvidence } {
  const { pods } = readEvidence(text);
  const [first] = pods;
  const [container] = first?.containers ?? [];
  if (pods.length !== 1 || first === undefined || container === undefined) throw new RangeError(`${pods.length} pods`);
  return { pod: first, container };
}

describe('objects', () => {
  it.each([
    ['JSON', example('web.json')],
    ['YAML', stringify(pod)],
    ['a list', JSON.stringify({ kind: 'List', items: [pod] })],
    ['a list in YAML', stringify({ kind: 'List', items: [pod] })],
    ['a watch', JSON.stringify({ type: 'MODIFIED', object: pod })],
    ['a prompt before it', `me@host:~$ kubectl get pod web -o yaml\n${stringify(pod)}`],
    ['no kind', stringify({ metadata: { name: 'web-6d4b75cb6d-hx9fz' }, status: (pod as { status: object }).status })],
  ])('are read as %s', (_, text) => {
    const { pod: read, container } = only(text);
    expect(read.name).toBe('web-6d4b75cb6d-hx9fz');
    expect(container).toMatchObject({
      name: 'app',
      restartCount: 4,
      state: {
        kind: 'terminated',
        run: { exitCode: 1, finishedAt: { kind: 'at', fromMs: Date.UTC(2026, 10, 20, 14, 33, 12) } },
      },
    });
  });

  it('come in any number: documents, lists, one after the other', () => {
    const yaml = stringify(pod);
    expect(readEvidence(`${yaml}---\n${yaml}---\n${yaml}`).pods).toHaveLength(3);
    expect(readEvidence(`${example('web.json')}${example('web.json')}`).pods).toHaveLength(2);
    expect(readEvidence(`${JSON.stringify(pod)}\n${JSON.stringify(pod)}`).pods).toHaveLength(2);
  });

  it('are read as far as they go when they were cut, and say so', () => {
    const { pods, damage } = readEvidence(stringify(pod).slice(0, -60));
    expect(pods[0]?.containers[0]?.restartCount).toBe(4);
    const cut = readEvidence(example('web.json').slice(0, -40));
    expect(cut.pods[0]?.containers[0]).toMatchObject({ restartCount: 4, state: { kind: 'terminated' } });
    expect(damage.length + cut.damage.length).toBeGreaterThan(0);
  });

  it('tell the version of a kubelet when the node is among them', () => {
    expect(readEvidence(JSON.stringify({ kind: 'List', items: [pod, node] })).versions.get('node-7')).toBe('1.33');
  });

  it('take no end of a grace period for the newest time', () => {
    const metadata = {
      name: 'web',
      deletionTimestamp: '2030-01-01T00:00:00Z',
      creationTimestamp: '2026-11-20T14:00:00Z',
    };
    const { newestMs, pods } = readEvidence(JSON.stringify({ kind: 'Pod', metadata, status: {} }));
    expect([newestMs, pods[0]?.isTerminating]).toEqual([Date.UTC(2026, 10, 20, 14), true]);
  });
});

describe('pages of describe', () => {
  it('are read with all their times, and when they were printed', () => {
    const { pod: read, container } = only(example('describe.txt'));
    expect(read).toMatchObject({
      name: 'web-6d4b75cb6d-hx9fz',
      namespace: 'shop',
      node: 'node-7',
      owner: 'ReplicaSet/web-6d4b75cb6d',
      printedAtMs: Date.UTC(2026, 10, 20, 14, 36, 1),
    });
    expect(container).toMatchObject({
      name: 'app',
      restartCount: 5,
      isKilledByProbes: false,
      state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
      last: { exitCode: 1, startedAt: { fromMs: Date.UTC(2026, 10, 20, 14, 34, 37) } },
    });
  });

  it('may be several, indented, or in another time zone', () => {
    const page = example('describe.txt');
    expect(readEvidence(`${page}\n\n${page}`).pods).toHaveLength(2);
    const moved = page.replaceAll('14:34:40 +0000', '16:34:40 +0200').replaceAll(/^/gm, '  ');
    expect(only(moved).container.last?.finishedAt?.fromMs).toBe(Date.UTC(2026, 10, 20, 14, 34, 40));
  });

  it('show the release by their words', () => {
    expect(readEvidence(example('describe.txt')).versions.get('*')).toBe('1.34');
  });
});

describe('rows', () => {
  it.each([
    [
      'a table',
      'NAME   READY   STATUS   RESTARTS   AGE\nweb-0   0/1   CrashLoopBackOff   16 (106s ago)   42m\n',
      'web-0',
      undefined,
    ],
    ['one row', 'web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m', 'web-0', undefined],
    ['-A', 'shop   web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m', 'web-0', 'shop'],
    ['-o wide', 'web-0 0/1 CrashLoopBackOff 16 (106s ago) 42m 10.0.0.1 node-1 <none> <none>', 'web-0', undefined],
    ['half a row', 'CrashLoopBackOff 16 (106s ago) 42m', undefined, undefined],
    ['a prompt', '$ kubectl get po -n shop\nweb-0   0/1   CrashLoopBackOff   16 (106s ago)   42m', 'web-0', 'shop'],
    [
      'colours and Windows',
      '\u001b[32mweb-0\u001b[0m 0/1 \u001b[31mCrashLoopBackOff\u001b[0m 16 (106s ago) 42m\r\n',
      'web-0',
      undefined,
    ],
    ['Arabic digits', 'web-0   ٠/١   CrashLoopBackOff   ١٦ (١٠٦s ago)   ٤٢m', undefined, undefined],
  ])('are read from %s', (_, text, name, namespace) => {
    const { pod: read, container } = only(text);
    if (name !== undefined) expect([read.name, read.namespace]).toEqual([name, namespace]);
    expect(read.createdAt).toEqual({ kind: 'ago', fromMs: 2_520_000, toMs: 2_579_999 });
    expect(container).toMatchObject({
      restartCount: 16,
      state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
      last: { finishedAt: { kind: 'ago', fromMs: 106_000, toMs: 106_999 } },
    });
  });

  it('of a watch are told by the newest of each pod', () => {
    const rows = 'web-0 0/1 Error 1 (5s ago) 20s\nweb-1 1/1 Running 0 20s\nweb-0 0/1 CrashLoopBackOff 1 (9s ago) 30s';
    const { pods } = readEvidence(rows);
    expect(pods.map(({ name }) => name)).toEqual(['web-0', 'web-1']);
    expect(pods[0]?.containers[0]?.state).toMatchObject({ reason: 'CrashLoopBackOff' });
  });

  it('know when they were printed if the prompt says so', () => {
    const { pods } = readEvidence('# 2026-11-20T15:39:02.081Z $ kubectl get pods\nweb-0 0/1 Error 1 (5s ago) 20s');
    expect(pods[0]?.printedAtMs).toBe(Date.UTC(2026, 10, 20, 15, 39, 2, 81));
  });
});

describe('events', () => {
  it('may be more lines than a call takes arguments', () => {
    const text = '1m   Normal   Started   pod/web-0   Started container app\n'.repeat(150_000);
    expect(readEvidence(text).pods.map(({ containers }) => containers[0]?.restartCount)).toEqual([0]);
  });

  const OBJECT = 'Back-off restarting failed container app in pod web-0_shop(5b0b9a1e)';

  it.each([
    [
      'get events',
      `LAST SEEN   TYPE   REASON   OBJECT   MESSAGE\n20s   Warning   BackOff   pod/web-0   ${OBJECT}\n40s   Normal   Started   pod/web-0   Container started`,
    ],
    [
      'events',
      `20s (x4 over 85s)   Warning   BackOff   Pod/web-0   ${OBJECT}\n40s (x6 over 3m)   Normal   Started   Pod/web-0   Container started`,
    ],
  ])('are read as kubectl %s prints them', (_, text) => {
    const { pod: read, container } = only(text);
    expect(read.name).toBe('web-0');
    expect(container).toMatchObject({
      name: 'app',
      state: { kind: 'waiting', reason: 'CrashLoopBackOff' },
      last: { finishedAt: { kind: 'ago', fromMs: 20_000, toMs: 40_999 } },
    });
  });
});

describe('a pod that several forms tell of', () => {
  const REFUSAL = 'back-off 5m0s restarting failed container=app pod=web-0_prod(8a1c)';

  it.each([
    ['its own namespace', 'prod   web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m', ['prod/web-0']],
    ['no namespace', 'web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m', ['undefined/web-0']],
    [
      'another namespace',
      'default   web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m',
      ['default/web-0', 'prod/web-0'],
    ],
  ])('is told once: by a row of %s and a line of a log', (_, row, expected) => {
    const { pods } = readEvidence(`${row}\n${REFUSAL}`);
    expect(pods.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(expected);
  });
});

describe('anything else', () => {
  it.each([
    [''],
    ['  \n'],
    ['hello world'],
    ['No resources found in default namespace.'],
    ['{"kind": "ConfigMap"}'],
    ['{'],
    ['a: ['],
  ])('is refused in one line: %j', (text) => {
    expect(() => readEvidence(text)).toThrow(EvidenceError);
    expect(() => readEvidence(text)).toThrow(/^[^\n]{20,300}$/);
  });
});
