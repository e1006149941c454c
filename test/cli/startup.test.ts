import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import typicalLines from '../../bin/typical-lines.json' with { type: 'json' };
import { VERBS } from '../../src/cli/verbs.js';
import { crashloop } from '../support/cli.js';
import { commandLineModules, type LoadedBy } from '../support/loaded-modules.js';

const COMMANDS = 'src/cli/commands/';
const ALL = VERBS.map(({ verb }) => verb);

describe('starting', () => {
  let loadedBy: LoadedBy;
  beforeAll(async () => {
    loadedBy = await commandLineModules();
  });

  const isPackage = (file: string): boolean => file.startsWith('node_modules/');

  it('loads no verb and no package before it knows what is asked', () => {
    const loaded = loadedBy('src/cli/entry.ts');
    expect(loaded).toContain('src/cli/main.ts');
    expect(loaded.filter((file) => file.startsWith(COMMANDS) || isPackage(file))).toEqual([]);
  });

  it.each(ALL)('loads for %s no other verb', (verb) => {
    const loaded = ['src/cli/run-verb.ts', `${COMMANDS}${verb}.ts`].flatMap(loadedBy);
    expect(loaded.filter((file) => file.startsWith(COMMANDS))).toEqual([`${COMMANDS}${verb}.ts`]);
  });

  it('reads alerts for detect only, and evidence for those that are asked about it', () => {
    const verbsThatLoad = (part: string): readonly string[] =>
      ALL.filter((verb) => loadedBy(`${COMMANDS}${verb}.ts`).some((file) => file.startsWith(part)));
    expect(verbsThatLoad('node_modules/@prometheus-io/lezer-promql/')).toEqual(['detect']);
    expect(verbsThatLoad('src/evidence/')).toEqual(['explain', 'check']);
  });
});

describe('what is compiled ahead', () => {
  const NAMES = Object.keys(typicalLines);

  it('is there for every verb, and for what has none', () => {
    expect(NAMES.toSorted()).toEqual([...ALL, 'help'].toSorted());
  });

  it.each(Object.entries(typicalLines))('is taken for %s, and comes from lines that work', async (name, lines) => {
    for (const argv of lines) expect((await crashloop(argv)).code).toBe(argv[0] === 'unknown' ? 2 : 0);
    const [line = []] = lines;
    const { stderr } = spawnSync(
      process.execPath,
      ['-r', './test/support/tell-cache.cjs', 'dist/crashloop.cjs', ...line],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr, name).toMatch(/^refused: false\n/);
  });
});
