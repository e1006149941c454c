// Makes V8's code caches of the built bin, one for each verb: compiling is most of what a short command would otherwise
// spend its time on.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { promisify } from 'node:util';

/**
 * Command lines by the name of their cache: a verb, and `help` for whatever has no verb. What V8 compiles for these lines
 * is stored; rare work is not among them, since it would be read at each start, and is compiled when it is asked for.
 */
const TYPICAL_LINES = JSON.parse(readFileSync('bin/typical-lines.json', 'utf8'));

/** Where the bin looks for caches; it finds none before all are made. */
const CACHES = 'dist/cache';
const UNFINISHED = 'dist/cache-unfinished';

export async function warmCaches() {
  mkdirSync(UNFINISHED);
  await Promise.all(Object.entries(TYPICAL_LINES).map(([name, lines]) => warm(`${UNFINISHED}/${name}`, lines)));
  renameSync(UNFINISHED, CACHES);
}

/** A process of its own for each: what it has compiled goes into the cache. */
function warm(file, lines) {
  const words = lines.map((line) => JSON.stringify(line));
  return promisify(execFile)(process.execPath, ['bin/warm-cache.cjs', file, ...words], { maxBuffer: 2 ** 30 });
}
