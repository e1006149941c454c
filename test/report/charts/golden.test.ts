import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bandsOf, CHARTS, drawn } from '../../support/charts.js';
import { crashloop } from '../../support/cli.js';
import { commandLine } from '../../support/command-line.js';
import { pages, ROOT } from '../../support/pages.js';

/** An element a line, numbers to a tenth: what a reader of a diff can follow. */
function normalised(svg: string): string {
  return svg
    .replaceAll('><', '>\n<')
    .replace(/\d+\.\d+/g, (digits) => String(Math.round(Number(digits) * 10) / 10))
    .concat('\n');
}

const GOLDEN = ['timeline', 'restarts', 'backoff', 'bands', 'policies'];

describe('charts', () => {
  it.each(GOLDEN)('%s looks as it was reviewed (npm run golden rewrites it)', async (name) => {
    const chart = CHARTS[name]?.();
    if (chart === undefined) throw new RangeError(name);
    await expect(normalised(drawn(chart, 640, 'auto'))).toMatchFileSnapshot(`../../golden/charts/${name}.svg`);
  });

  it.each(['backoff-probe', 'policies', 'node'])('%s is the same from data that was stored and read again', (name) => {
    const chart = CHARTS[name]?.();
    if (chart === undefined) throw new RangeError(name);
    expect(drawn(JSON.parse(JSON.stringify(chart)), 640, 'dark')).toBe(drawn(chart, 640, 'dark'));
  });
});

it('bands say what both their axes count', () => {
  const texts = [...drawn(bandsOf('exits-immediately', 5), 640, 'auto').matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(
    ([, text]) => text,
  );
  expect(texts.filter((text) => text === 'restart' || text === 'wait').sort()).toEqual(['restart', 'restart', 'wait']);
});

describe('the pages for readers', () => {
  const text = pages().map((page) => page.text);
  const commands = text.flatMap((page) => [...page.matchAll(/^crashloop (.*) > docs\/(\S+\.svg)/gm)]);

  it('draw each of their pictures', () => {
    const shown = readdirSync(resolve(ROOT, 'docs')).filter((name) => name.endsWith('.svg'));
    expect(commands.map(([, , name]) => name).sort()).toEqual(shown.sort());
  });

  it.each(commands.map(([, line = '', name = '']) => [name, line] as const))(
    'show docs/%s as crashloop %s draws it (npm run golden rewrites it)',
    async (name, line) => {
      const file = resolve(ROOT, 'docs', name);
      const { stdout } = await crashloop(commandLine(line).argv);
      if (process.env.GOLDEN === 'write') writeFileSync(file, stdout);
      expect(normalised(readFileSync(file, 'utf8'))).toBe(normalised(stdout));
      expect(text.some((page) => page.includes(`](docs/${name})`) || page.includes(`](${name})`))).toBe(true);
    },
  );
});
