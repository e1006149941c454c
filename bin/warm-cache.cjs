// Runs command lines of the built bin, each a list of words as JSON, and stores what V8 has compiled by then, functions
// used lazily included, in a file.
'use strict';
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [file, first, ...others] = process.argv.slice(2);
process.argv.splice(2, Number.POSITIVE_INFINITY, ...JSON.parse(first));
const { script, run, finished } = require(join(__dirname, '..', 'dist', 'crashloop.cjs'));
(async () => {
  await finished;
  for (const line of others) await run(JSON.parse(line));
  writeFileSync(file, script.createCachedData());
  // A line may be a mistake to be told.
  process.exitCode = 0;
})();
