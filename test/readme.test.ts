import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileScenario } from '../src/scenario/compile.js';
import { parseScenario } from '../src/scenario/parse.js';
import { crashloop } from './support/cli.js';
import { commandLine } from './support/command-line.js';

const README = resolve(import.meta.dirname, '../README.md');
const text = readFileSync(README, 'utf8');
/** A table between comments, the first of which says which command prints it. */
const TABLE = /<!-- (crashloop .*?) -->\n([\s\S]*?)<!-- end -->/g;
const CONSOLE = /```console\n([\s\S]*?)```/g;

/** What a console block should read: each `$ crashloop …` line followed by what it prints today. */
async function replayed(block: string): Promise<string> {
  const commands = block.split('\n').filter((line) => /^\$ (cat \S+ \| )?crashloop /.test(line));
  const parts: string[] = [];
  for (const line of commands) {
    const { argv, stdin } = commandLine(line.slice('$ '.length));
    const { stdout, stderr } = await crashloop(argv, { columns: 100, ...(stdin === undefined ? {} : { stdin }) });
    parts.push(`${line}\n${stdout}${stderr}`);
  }
  return parts.join('\n');
}

describe('README', () => {
  it('shows what its commands really print (npm run golden rewrites it)', async () => {
    let current = text;
    for (const [whole, block = ''] of text.matchAll(CONSOLE)) {
      current = current.replace(whole, `\`\`\`console\n${await replayed(block)}\`\`\``);
    }
    for (const [whole, line = ''] of text.matchAll(TABLE)) {
      const { stdout } = await crashloop(commandLine(line).argv);
      current = current.replace(whole, `<!-- ${line} -->\n${stdout}<!-- end -->`);
    }
    if (process.env.GOLDEN === 'write') writeFileSync(README, current);
    else expect(text).toBe(current);
  });

  it('has a scenario that compiles without a note', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(text) ?? [];
    expect(compileScenario(parseScenario(yaml)).notes).toEqual([]);
  });

  it('names files that exist', () => {
    for (const [, file = ''] of text.matchAll(/`(scenarios\/[\w.-]+)`/g))
      expect(() => readFileSync(resolve(README, '..', file))).not.toThrow();
  });
});
