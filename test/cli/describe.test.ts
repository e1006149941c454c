import { describe, expect, it } from 'vitest';
import { crashloop } from '../support/cli.js';

const HELLO = 'scenarios/exits-immediately.yaml';
const SHOP = 'scenarios/shop.yaml';

/** Runs `crashloop describe` with these words on a scenario at 9 minutes. */
function describing(words: string, file = HELLO): ReturnType<typeof crashloop> {
  return crashloop(['describe', ...words.split(' '), '-f', file, '--at', '9m']);
}

const named = (text: string): readonly string[] => [...text.matchAll(/^Name: +(\S+)$/gm)].map(([, name = '']) => name);

describe('crashloop describe', () => {
  it('prints one object by its name, in either form', async () => {
    const [apart, joined] = await Promise.all([describing('pod hello'), describing('po/hello')]);
    expect(apart.stdout).toMatch(/^Name: +hello\nNamespace: +default\n/);
    expect(apart.stdout).toMatch(
      /^ {2}Warning {2}BackOff .* \(x\d+ over 9m\) .*Back-off restarting failed container app/m,
    );
    expect(joined).toEqual(apart);
  });

  it('prints all objects of a type, two empty lines apart', async () => {
    const { stdout, code } = await describing('deployments', SHOP);
    expect(code).toBe(0);
    expect(named(stdout).length).toBeGreaterThan(8);
    expect(stdout.split('\n\n\nName: ').length).toBe(named(stdout).length);
  });

  it('takes the beginning of a name for all names that begin so', async () => {
    const { stdout, code } = await describing('pods c', SHOP);
    expect(code).toBe(0);
    expect(named(stdout).map((name) => name.replace(/-.*/, ''))).toEqual([
      'cartservice',
      'checkoutservice',
      'currencyservice',
    ]);
  });

  it('leaves events out when asked to', async () => {
    const { stdout } = await describing('pod hello --show-events=false');
    expect(stdout).not.toContain('Events:');
  });

  it('says what is not there as kubectl does', async () => {
    expect(await describing('pod nobody')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Error from server (NotFound): pods "nobody" not found\n',
    });
    const some = await describing('deploy/nobody deploy/frontend', SHOP);
    expect(some.stderr).toBe('Error from server (NotFound): deployments.apps "nobody" not found\n');
    expect(named(some.stdout)).toEqual(['frontend']);
    const elsewhere = await describing('pods -n elsewhere');
    expect([elsewhere.code, elsewhere.stderr.split('\n')[0]]).toEqual([
      0,
      'No resources found in elsewhere namespace.',
    ]);
  });

  it.each([
    ['gadgets', `the server doesn't have a resource type "gadgets"`],
    ['pod hello/a', 'there is no need to specify a resource type as a separate argument'],
    ['pod hello -A', 'a resource cannot be retrieved by name across all namespaces'],
    ['pod hello -l a=b', 'name cannot be provided when a selector is specified'],
    ['pods -l a==b==c', 'unable to parse requirement'],
    ['events', 'there is no page about events'],
  ])('refuses %s', async (words, message) => {
    const { code, stdout, stderr } = await describing(words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
