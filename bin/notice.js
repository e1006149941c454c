// What a bundle holds of other people's work, under which licences.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE_FILES = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE', 'license'];

/**
 * The licences of all packages whose files went into bundles.
 *
 * @param {readonly string[]} files bundled files, and files copied as they are, by their paths from the project's root
 */
export function noticeOf(files) {
  const folders = files.flatMap((file) => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []);
  return [...new Set(folders)]
    .sort()
    .map(partOf)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function partOf(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = LICENCE_FILES.map((each) => join(folder, each)).find(existsSync);
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const text = file === undefined ? '' : `\n${readFileSync(file, 'utf8').trim()}\n`;
  return `${name} ${version}, ${license}\nSource: ${source.replace(/^git\+/, '')}\n${text}`;
}
