import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A page for readers: its path from the root, and what it says. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** The README and every page of docs/. */
export function pages(): readonly Page[] {
  const depth = readdirSync(resolve(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return ['README.md', ...depth.sort().map((name) => `docs/${name}`)].map((path) => ({
    path,
    text: readFileSync(resolve(ROOT, path), 'utf8'),
  }));
}

/** What stands in the fenced blocks of one language. */
export const blocks = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block = '']) => block);
