#!/usr/bin/env node
// Starts the bundled command line with V8's code cache. A cache made by another version of Node is refused by V8 and
// costs nothing but the time it would have saved.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const argv = process.argv.slice(2);
// Each verb has a cache of its own, since V8 reads all that a cache holds, needed or not.
const verb = /^[a-z]+$/.test(argv[0]) ? argv[0] : 'help';
const cachedData = cacheOf(verb) ?? cacheOf('help');
const filename = join(__dirname, 'main.cjs');
// ASCII, which is read fastest as Latin-1.
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
const main = { exports: {} };
script.runInThisContext()(main.exports, require, main, filename, __dirname);
const { run } = main.exports;
if (require.main === module) {
  // V8 takes a cache only under the flags it was made under, and Node has caches of its own modules too: what every
  // command needs is loaded before a flag is set.
  void process.stdout;
  // Optimise later than V8 would: a command that is done in a tenth of a second never earns it back, and one that runs
  // for seconds hardly notices.
  setFlagsFromString('--interrupt-budget=1000000');
}
// For whoever makes the caches.
module.exports = { script, run, finished: run(argv) };

/** Undefined when there is none: the bundle is compiled from source then. */
function cacheOf(name) {
  try {
    return readFileSync(join(__dirname, 'cache', name));
  } catch {
    return undefined;
  }
}
