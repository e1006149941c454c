import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Passport } from './recorded-objects.js';

const FOLDER = join(import.meta.dirname, '../fixtures/described-pages');

/**
 * A page that kubectl 1.36.4 printed of a recorded pod; ids of containers and images, and the name of the token's volume,
 * are replaced. When the pod was added and when kubectl looked is known to the second only, from the page itself and from
 * the time of the command; the milliseconds are such that all pages of the pod agree.
 */
export interface DescribedPage extends Passport {
  readonly run: string;
  readonly pod: string;
  readonly atMs: number;
  readonly text: string;
}

export function describedPages(): readonly DescribedPage[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((name) => {
      const run = name.replace(/^run-|\.txt$/g, '');
      const pages = readFileSync(join(FOLDER, name), 'utf8').split(/^### /m).slice(1);
      return pages.map((page) => {
        const end = page.indexOf('\n');
        const head = JSON.parse(page.slice(0, end)) as Omit<DescribedPage, 'run' | 'text'>;
        return { ...head, run, text: page.slice(end + 1) };
      });
    });
}
