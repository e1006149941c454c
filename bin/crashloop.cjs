#!/usr/bin/env node
// Starts the bundled command line with V8's code cache. A cache made by another version of Node is refused by V8 and
// costs nothing but the time it would have saved.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

// Optimise later than V8 would: a command that is done in a tenth of a second never earns it back, and one that runs for
// seconds hardly notices.
setFlagsFromString('--interrupt-budget=1000000');

const filename = join(__dirname, 'main.cjs');
const wrapped = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`;
let cachedData;
try {
  cachedData = readFileSync(join(__dirname, 'main.cache'));
} catch {
  // No cache: compiled from source.
}
const script = new Script(wrapped, { filename, cachedData });
const main = { exports: {} };
script.runInThisContext()(main.exports, require, main, filename, __dirname);
module.exports = { script, finished: main.exports.run(process.argv.slice(2)) };
