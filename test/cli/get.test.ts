import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { crashloop } from '../support/cli.js';

const SHOP = ['-f', 'scenarios/shop.yaml', '--at', '42m'];
const EXITS = ['-f', 'scenarios/exits-immediately.yaml'];

const get = (...argv: readonly string[]) => crashloop(['get', ...argv]);

describe('get', () => {
  it('lists what kubectl lists', async () => {
    const { stdout } = await get('pods', '-l', 'app in (adservice,frontend)', ...SHOP);
    expect(stdout).toMatchInlineSnapshot(`
      "NAME                         READY   STATUS    RESTARTS         AGE
      adservice-4krx99x2kl-s8wkn   1/1     Running   14 (5m45s ago)   42m
      frontend-9bcp5npqd6-bhbsr    1/1     Running   0                42m
      "
    `);
  });

  it('puts several kinds under each other, with their names', async () => {
    const { stdout } = await get('po,deploy', '-l', 'app=frontend', ...SHOP);
    expect(stdout).toMatchInlineSnapshot(`
      "NAME                            READY   STATUS    RESTARTS   AGE
      pod/frontend-9bcp5npqd6-bhbsr   1/1     Running   0          42m
      "
    `);
    const all = await get('all', ...SHOP);
    expect(all.stdout.split('\n').filter((line) => line.startsWith('NAME'))).toHaveLength(3);
    expect(all.stdout).toContain('\n\nNAME ');
    expect(all.stdout).not.toMatch(/\n\n$/);
  });

  it('finds objects by name, and says which are not there', async () => {
    const found = await get('deploy/frontend', 'deploy/cartservice', ...SHOP);
    expect(found.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['NAME', 'frontend', 'cartservice', '']);
    const missing = await get('deploy', 'frontend', 'nope', ...SHOP);
    expect(missing).toMatchObject({
      code: 1,
      stderr: 'Error from server (NotFound): deployments.apps "nope" not found\n',
    });
    expect(missing.stdout).toContain('frontend');
  });

  it('keeps the order of the names, each of which is a request', async () => {
    const names = async (...argv: readonly string[]): Promise<readonly unknown[]> => {
      const { items } = parse((await get(...argv, ...SHOP, '-o', 'json')).stdout) as { items: { metadata: unknown }[] };
      return items.map(({ metadata }) => (metadata as { name: unknown }).name);
    };
    const asked = ['frontend', 'adservice', 'cartservice', 'frontend'];
    expect(await names('deploy', ...asked)).toEqual(asked);
    expect(await names(...asked.map((name) => `deploy/${name}`))).toEqual(asked);
  });

  it('says in kubectl’s words that there is nothing, and where else to look', async () => {
    expect(await get('pods', '-n', 'x', ...SHOP)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'No resources found in x namespace.\nhint: this cluster uses the namespace default: -n default, or -A\n',
    });
    expect(await get('jobs', '-A', ...SHOP)).toMatchObject({ stdout: '', stderr: 'No resources found\n' });
    expect(await get('jobs', ...SHOP)).toMatchObject({ stderr: 'No resources found in default namespace.\n' });
  });

  it('prints objects as data', async () => {
    const json = JSON.parse((await get('pods', '-o', 'json', ...SHOP)).stdout);
    expect(json).toMatchObject({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' } });
    expect(json.items).toHaveLength(10);
    const [{ name }] = json.items.map(({ metadata }: { metadata: { name: string } }) => metadata);
    const yaml = await get('pod', name, '-o', 'yaml', ...SHOP);
    expect(parse(yaml.stdout)).toEqual(json.items[0]);
    expect(yaml.stdout).toContain('creationTimestamp: "2024-01-01T00:00:00Z"\n');
    expect((await get('pods,deploy', '-o', 'name', '-l', 'app=frontend', ...SHOP)).stdout).toBe(
      'pod/frontend-9bcp5npqd6-bhbsr\n',
    );
  });

  it('leaves headers out as kubectl does', async () => {
    const rows = async (...argv: readonly string[]) => (await get('pods', ...argv, ...EXITS)).stdout.split('\n').length;
    expect(await rows('--no-headers')).toBe(2);
    expect(await rows('--no-headers=true')).toBe(2);
    expect(await rows('--no-headers=false')).toBe(3);
  });

  it('sorts', async () => {
    const byRestarts = ['--sort-by', '.status.containerStatuses[0].restartCount'];
    const { stdout } = await get('pods', '--no-headers', ...byRestarts, ...SHOP);
    const restarts = stdout
      .trim()
      .split('\n')
      .map((line) => Number(line.split(/ +/)[3]));
    expect(restarts).toEqual([0, 0, 0, 0, 0, 0, 0, 14, 16, 16]);
  });

  it('watches from before the first pod, one row a change', async () => {
    const { stdout } = await get('pods', '-w', '--for', '35s', ...EXITS);
    expect(stdout).toMatchInlineSnapshot(`
      "NAME    READY   STATUS    RESTARTS   AGE
      hello   0/1     Pending   0          0s
      hello   0/1     Pending   0          0s
      hello   0/1     CrashLoopBackOff   1 (0s ago)   0s
      hello   0/1     CrashLoopBackOff   2 (0s ago)   10s
      hello   0/1     CrashLoopBackOff   3 (0s ago)   30s
      "
    `);
    const later = await get('pods', '-w', '--at', '20s', '--until', '35s', ...EXITS);
    expect(later.stdout).toBe(
      [
        'NAME    READY   STATUS             RESTARTS      AGE',
        'hello   0/1     CrashLoopBackOff   2 (10s ago)   20s',
        'hello   0/1     CrashLoopBackOff   3 (0s ago)    30s',
        '',
      ].join('\n'),
    );
  });

  it('tells a watch that an object does not match any more', async () => {
    const one = '{processes: [{match: {pod: a}, attempts: [{run: 5s, exit: 0}]}]}';
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {restartPolicy: Never, containers: [{name: app, image: i}]}\n';
    const text = `apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: x}\nspec: ${one}\n---\n${pod}`;
    const argv = ['get', 'pods', '-w', '--field-selector', 'status.phase=Running', '-f', '-'];
    const { stdout } = await crashloop(argv, { stdin: text });
    const rows = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ +/)[2]);
    expect(rows).toEqual(['Running', 'Completed']);
  });

  it('runs on when asked for later than the end', async () => {
    const { stdout } = await get('pods', '--at', '3h', ...EXITS);
    expect(stdout).toContain('3h');
  });

  it.each([
    [['foo', ...EXITS], `error: the server doesn't have a resource type "foo"`],
    [['pod', ...EXITS, '-o', 'jsonpath'], 'template format specified but no template given\nhint: -o jsonpath='],
    [
      ['pod', ...EXITS, '-o', 'jsonpath={.items'],
      'error parsing jsonpath {.items, unclosed action\nhint: -o jsonpath=',
    ],
    [
      ['pod', ...EXITS, '-o', 'jsonpath={.items[9]}'],
      'error executing jsonpath "{.items[9]}": array index out of bounds: index 9, length 1',
    ],
    [
      ['pod', ...EXITS, '-o', 'go-template={{.}}'],
      'is not one of wide, json, yaml, name, custom-columns=…, jsonpath=…',
    ],
    [['pods', 'pod/x', ...EXITS], 'there is no need to specify a resource type'],
    [['pods', 'scenarios/shop.yaml'], 'scenarios/shop.yaml is a file, not a resource\nhint: give the scenario with -f'],
    [['pods'], 'no scenario is given\nhint: -f scenario.yaml'],
    [['pods', ...EXITS, '--for', '3m'], '--for goes with -w'],
    [['pods', ...EXITS, '-l', 'a b'], 'unable to parse requirement'],
    [['pods', ...EXITS, '--field-selector', 'spec.foo=1'], 'field label not supported: spec.foo'],
    [['pods', ...EXITS, '--sort-by', '.nope'], `couldn't find any field with path "{.nope}" in the list of objects`],
    [['pods', ...EXITS, '--sort-by', 'a['], 'not a path'],
    [['pods,events', '-w', ...EXITS], 'you may only specify a single resource type'],
    [['pods', ...EXITS, '--at', '5'], 'hint: write a duration'],
  ])('%j is refused with a way out', async (argv, message) => {
    const { code, stdout, stderr } = await get(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('-o jsonpath', () => {
  it('is applied to the list, or to the one object that is named', async () => {
    const list = await get('pods', ...EXITS, '--at', '1m', '-o', 'jsonpath={.kind} {.items[*].metadata.name}');
    expect(list.stdout).toBe('List hello');
    const one = await get('pod/hello', ...EXITS, '--at', '1m', '-o', 'jsonpath={.kind} {.spec.containers[0].name}');
    expect(one.stdout).toBe('Pod app');
  });

  it('filters, repeats and quotes', async () => {
    const template =
      '{range .items[?(@.status.containerStatuses[0].restartCount>2)]}{.metadata.name}{"\\t"}{..state..reason}{"\\n"}{end}';
    const { stdout } = await get('pods', ...EXITS, '--at', '1m', '-o', `jsonpath=${template}`);
    expect(stdout).toBe('hello\tCrashLoopBackOff\n');
    const none = await get('pods', ...EXITS, '--at', '1s', '-o', `jsonpath=${template}`);
    expect(none.stdout).toBe('');
  });

  it('makes JSON of what it finds', async () => {
    const { stdout } = await get('pods', ...EXITS, '-o', 'jsonpath-as-json={.items[*].metadata.name}');
    expect(JSON.parse(stdout)).toEqual(['hello']);
  });
});

describe('events', () => {
  const events = (...argv: readonly string[]) => crashloop(['events', ...argv]);

  it('tells how often and since when, the last seen last', async () => {
    const { stdout } = await events('-f', 'scenarios/image-not-found.yaml', '--at', '5m', '--types', 'Warning');
    const rows = stdout
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ {3,}/));
    expect(rows.map(([age, type, , object]) => [age, type, object])).toEqual([
      ['2m30s (x5 over 5m)', 'Warning', 'Pod/web'],
      ['2m30s (x5 over 5m)', 'Warning', 'Pod/web'],
      ['0s (x26 over 4m40s)', 'Warning', 'Pod/web'],
    ]);
  });

  it('watches one object', async () => {
    const { stdout } = await events('--for', 'pod/hello', '-w', '--until', '20s', ...EXITS);
    expect(stdout.match(/^LAST SEEN/gm)).toHaveLength(1);
    expect(stdout).toMatch(/^0s \(x3 over 10s\) +Normal +Started +Pod\/hello +Container started$/m);
    expect((await events('--for', 'pod/other', ...EXITS)).stderr).toBe('No events found in default namespace.\n');
  });

  it('prints objects, as a list or one after the other', async () => {
    const list = JSON.parse((await events(...EXITS, '--at', '1m', '-o', 'json')).stdout);
    expect(list).toMatchObject({ apiVersion: 'v1', kind: 'EventList', metadata: {} });
    const reasons = list.items.map(({ reason }: { readonly reason: string }) => reason);
    expect(reasons).toEqual(['Scheduled', 'Pulled', 'Created', 'Started', 'BackOff']);
    const names = (await events(...EXITS, '--at', '1m', '-o', 'name')).stdout;
    expect(names).toMatch(/^(event\/hello\.\w+\n){5}$/);
    const told = await events(...EXITS, '--at', '1m', '-o', 'jsonpath={range .items[*]}{.reason} {.count},{end}');
    expect(told.stdout).toBe('Scheduled ,Pulled 4,Created 4,Started 4,BackOff 3,');
    const watched = await events(...EXITS, '-w', '--until', '1s', '-o', 'yaml');
    const documents = watched.stdout.split('---\n');
    expect(documents.length).toBeGreaterThan(3);
    expect(documents.every((document) => /^kind: Event$/m.test(document))).toBe(true);
  });

  it.each([
    [['-o', 'wide', ...EXITS], '-o wide is not one of json, yaml, name, jsonpath=…'],
    [['-o', 'jsonpath={', ...EXITS], 'unclosed action'],
    [['--types', 'Bad', ...EXITS], 'valid --types are Normal or Warning'],
    [['--for', '10m', ...EXITS], '--for must be in resource/name form'],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await events(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
