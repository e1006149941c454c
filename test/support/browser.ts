import chromium from '@sparticuz/chromium';
import { type Browser, chromium as engine } from 'playwright-core';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-zygote'];

/** A real browser, from npm alone. */
export async function launchBrowser(): Promise<Browser> {
  return engine.launch({ executablePath: await chromium.executablePath(), args: FLAGS, headless: true });
}
