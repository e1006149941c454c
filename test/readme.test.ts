import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../src/scenario/compile.js';
import { scenarioJsonSchema } from '../src/scenario/json-schema.js';
import { parseScenario } from '../src/scenario/parse.js';
import { WHYS } from '../src/trace/vocabulary.js';
import { crashloop } from './support/cli.js';
import { commandLine } from './support/command-line.js';
import { blocks, pages, ROOT } from './support/pages.js';

/** A table between comments, the first of which says which command prints it. */
const TABLE = /<!-- (crashloop .*?) -->\n([\s\S]*?)<!-- end -->/g;
const CONSOLE = /^```console\n([\s\S]*?)^```/gm;
const COMMAND = /^\$ (cat \S+ \| )?crashloop /;

const all = pages();
const page = (path: string): string => all.find((each) => each.path === path)?.text ?? '';
const commandsOf = (block: string): readonly string[] => block.split('\n').filter((line) => COMMAND.test(line));

/** What a console block should read: each `$ crashloop …` line followed by what it prints today. */
async function replayed(block: string): Promise<string> {
  const parts: string[] = [];
  for (const line of commandsOf(block)) {
    const { argv, stdin } = commandLine(line.slice('$ '.length));
    const { stdout, stderr } = await crashloop(argv, { columns: 100, ...(stdin === undefined ? {} : { stdin }) });
    parts.push(`${line}\n${stdout}${stderr}`);
  }
  return parts.join('\n');
}

async function rewritten(text: string): Promise<string> {
  let current = text;
  for (const [whole, block = ''] of text.matchAll(CONSOLE)) {
    const told = `\`\`\`console\n${await replayed(block)}\`\`\``;
    current = current.replace(whole, () => told);
  }
  for (const [whole, line = ''] of text.matchAll(TABLE)) {
    const { stdout } = await crashloop(commandLine(line).argv);
    current = current.replace(whole, () => `<!-- ${line} -->\n${stdout}<!-- end -->`);
  }
  return current;
}

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each(all)('$path', ({ path, text }) => {
  it('shows what its commands really print (npm run golden rewrites it)', async () => {
    const current = await rewritten(text);
    if (process.env.GOLDEN === 'write') writeFileSync(resolve(ROOT, path), current);
    else expect(text).toBe(current);
  });

  it('has no transcript that nobody replays', () => {
    for (const block of blocks(text, 'console')) expect(commandsOf(block), block).not.toEqual([]);
    for (const line of text.split('\n').filter((each) => each.startsWith('$ crashloop')))
      expect(blocks(text, 'console').flatMap(commandsOf)).toContain(line);
  });

  it('has scenarios that compile without a note', () => {
    for (const yaml of blocks(text, 'yaml')) expect(compileScenario(parseScenario(yaml)).notes).toEqual([]);
  });

  it('names files that exist', () => {
    for (const [, file = ''] of text.matchAll(/`((?:scenarios|examples|docs)\/[\w./-]+)`/g))
      expect(existsSync(resolve(ROOT, file)), file).toBe(true);
  });

  it('links to pages and headings that exist', () => {
    for (const [, link = ''] of text.matchAll(/\]\(([^)]*)\)/g)) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? resolve(ROOT, path) : resolve(ROOT, dirname(path), file);
      expect(existsSync(target), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(readFileSync(target, 'utf8')), link).toContain(anchor);
    }
  });

  it('names scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    for (const [, script = ''] of text.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts)).toContain(script);
  });
});

it('the pages replay at least as many commands as when there was one of them', () => {
  const consoles = all.flatMap(({ text }) => blocks(text, 'console').flatMap(commandsOf));
  expect(consoles.length).toBeGreaterThanOrEqual(22);
  expect(new Set(consoles).size).toBe(consoles.length);
  expect(all.flatMap(({ text }) => [...text.matchAll(TABLE)])).toHaveLength(1);
});

it('the README leads to every page', () => {
  for (const { path } of all) if (path !== 'README.md') expect(page('README.md')).toContain(`](${path})`);
});

it('docs/scenarios.md has every key of the format', () => {
  const keys = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name);
      visit(value);
    }
  };
  visit(scenarioJsonSchema());
  const words = new Set(page('docs/scenarios.md').match(/\w+/g));
  expect(keys.size).toBeGreaterThan(80);
  expect([...keys].filter((key) => !words.has(key))).toEqual([]);
});

describe('docs/output-and-library.md', () => {
  const text = page('docs/output-and-library.md');

  it('has every reason of a wait', () => {
    for (const why of WHYS) expect(text).toContain(`\`${why}\``);
  });

  it('has a program that prints what its comments say', async () => {
    const [program = ''] = blocks(text, 'js');
    const printed: string[] = [];
    const body = program
      .replace(/import \{(.*)\} from 'crashloop';/, 'const {$1} = library;')
      .replace(/import \{(.*)\} from 'node:fs';/, 'const {$1} = files;');
    new Function('library', 'files', 'console', body)(
      await import('../src/index.js'),
      { readFileSync },
      { log: (value: unknown) => printed.push(String(value)) },
    );
    expect(printed).toEqual([...program.matchAll(/\/\/ (.*)$/gm)].map(([, comment]) => comment));
    expect(printed).toHaveLength(3);
  });
});
