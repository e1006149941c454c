import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { CHARTS, drawn } from '../../support/charts.js';
import { crashloop } from '../../support/cli.js';

/** Unpacking the browser for the first time takes a while. */
const LAUNCH_MS = 120_000;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crashloop-charts-'));
  browser = await launchBrowser();
}, LAUNCH_MS);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** Everything the page asked for, and everything that went wrong. */
  readonly asked: readonly string[];
  readonly troubles: readonly string[];
}

/** Opens a file in a window of its own, cut off from any network. */
async function open(file: string, options: Parameters<Browser['newContext']>[0]): Promise<Opened> {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const asked: string[] = [];
  const troubles: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', (error) => troubles.push(error.message));
  await page.goto(pathToFileURL(file).href);
  return { page, asked, troubles };
}

/** Moves the pointer to a place in a figure, told in shares of its size, and reads what appears. */
async function tipAt(page: Page, figure: number, across: number, down: number): Promise<string> {
  await page.locator('figure').nth(figure).scrollIntoViewIfNeeded();
  const box = await page.locator('figure').nth(figure).boundingBox();
  if (box === null) throw new Error('no figure');
  await page.mouse.move(box.x + box.width * across - 2, box.y + box.height * down);
  await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
  const tip = page.locator('figure').nth(figure).locator('[aria-label="tip"] text');
  await tip.first().waitFor({ state: 'attached', timeout: 5_000 });
  return (await tip.allTextContents()).join(' ');
}

describe('a page of charts', () => {
  let file: string;

  beforeAll(async () => {
    file = join(folder, 'page.html');
    const argv = ['run', 'scenarios/exits-immediately.yaml', '-o', 'html'];
    writeFileSync(file, (await crashloop([...argv, '--chart', 'timeline,restarts,backoff,node'])).stdout);
  });

  it('opens without a network, and tells at the pointer what is there', async () => {
    const { page, asked, troubles } = await open(file, { viewport: { width: 900, height: 1_200 } });
    expect(await tipAt(page, 0, 0.5, 0.6)).toMatch(/hello: CrashLoopBackOff.*10m10s to 15m10s, 5m/);
    expect(await tipAt(page, 1, 0.5, 0.5)).toMatch(/at 15m[45]\ds.*hello: 8/);
    expect(await tipAt(page, 2, 0.36, 0.8)).toMatch(/restart 4: waited 40s.*backoff of 40s from the exit/);
    expect(await tipAt(page, 3, 0.3, 0.35)).toMatch(/from \d+m.*\/s/);
    expect([asked, troubles]).toEqual([[pathToFileURL(file).href], []]);
    await page.context().close();
  });

  it('draws itself anew at the width it gets', async () => {
    const { page } = await open(file, { viewport: { width: 1_200, height: 800 } });
    const width = (): Promise<string | null> => page.locator('figure > svg').first().getAttribute('width');
    const wide = Number(await width());
    expect(wide).toBeGreaterThan(1_150);
    await page.setViewportSize({ width: 480, height: 800 });
    await expect.poll(width).toBe('480');
    await page.context().close();
  });

  it('is dark for who prefers that, and light on paper', async () => {
    const { page } = await open(file, { colorScheme: 'dark' });
    const colors = (): Promise<unknown> =>
      page.evaluate(`[document.body, document.querySelector('figure > svg > rect')].map((each) => {
        const { backgroundColor, fill } = getComputedStyle(each);
        return each === document.body ? backgroundColor : fill;
      })`);
    expect(await colors()).toEqual(['rgb(18, 22, 29)', 'rgb(18, 22, 29)']);
    await page.emulateMedia({ media: 'print' });
    expect(await colors()).toEqual(['rgb(255, 255, 255)', 'rgb(255, 255, 255)']);
    await page.context().close();
  });

  it('shows its charts where no script runs', async () => {
    const { page } = await open(file, { javaScriptEnabled: false, viewport: { width: 700, height: 800 } });
    expect(await page.locator('figure > svg').count()).toBe(4);
    expect((await page.locator('figure > svg').first().boundingBox())?.width).toBeLessThanOrEqual(700);
    await page.context().close();
  });
});

/** Pairs of texts that cover each other, and texts that stick out of their picture, by as much as can be seen. */
const COLLISIONS = `(() => {
  const found = [];
  for (const svg of document.querySelectorAll('body > svg')) {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent.trim() !== '');
    // Letters fill less than the box that the font reserves for a line.
    const boxes = texts.map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const slack = (bottom - top) * 0.2;
      return { text: text.firstChild.textContent, left, right, top: top + slack, bottom: bottom - slack };
    });
    boxes.forEach((one, at) => {
      const sticksOut = one.left < frame.left - 1 || one.right > frame.right + 1 || one.bottom > frame.bottom;
      if (sticksOut) found.push(svg.dataset.name + ': ' + one.text + ' sticks out');
      for (const other of boxes.slice(at + 1)) {
        const apart = one.right <= other.left + 0.5 || other.right <= one.left + 0.5 || one.bottom <= other.top || other.bottom <= one.top;
        if (!apart) found.push(svg.dataset.name + ': ' + one.text + ' covers ' + other.text);
      }
    });
  }
  return found;
})()`;

describe('charts in any size', () => {
  it('have no text that covers another or sticks out', async () => {
    const font = (name: string, weight: number): string => {
      const data = readFileSync(`dist/${name}.woff2`).toString('base64');
      return `@font-face{font-family:'IBM Plex Sans';font-weight:${weight};src:url(data:font/woff2;base64,${data})}`;
    };
    const svgs = Object.entries(CHARTS).flatMap(([name, make]) => {
      const chart = make();
      return [480, 800, 1_400].map((width) =>
        drawn(chart, width, 'light').replace('<svg ', `<svg data-name="${name} ${width}" style="display:block" `),
      );
    });
    const file = join(folder, 'sizes.html');
    const style = `<style>${font('regular', 400)}${font('semibold', 600)}</style>`;
    writeFileSync(file, `<!doctype html><meta charset="utf-8">${style}${svgs.join('\n')}`);
    const { page } = await open(file, { viewport: { width: 1_500, height: 900 } });
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    expect(await page.evaluate('document.fonts.check("12px IBM Plex Sans")')).toBe(true);
    expect(await page.evaluate(COLLISIONS)).toEqual([]);
    await page.context().close();
  });
});
