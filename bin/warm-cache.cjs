// Runs one command of the built bin and stores what V8 has compiled by then, functions used lazily included.
'use strict';
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(__dirname, '..', 'dist');
const { script, finished } = require(join(dist, 'crashloop.cjs'));
finished.then(() => writeFileSync(join(dist, 'main.cache'), script.createCachedData()));
