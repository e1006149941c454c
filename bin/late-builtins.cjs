// In place of modules of Node that yargs imports and hardly uses: they are loaded when they are needed.
'use strict';

exports.createRequire = (from) => (id) => require('node:module').createRequire(from)(id);

/** The words for what fails are Node's. */
exports.strictEqual = (actual, expected, message) => {
  if (!Object.is(actual, expected)) require('node:assert').strictEqual(actual, expected, message);
};
exports.notStrictEqual = (actual, expected, message) => {
  if (Object.is(actual, expected)) require('node:assert').notStrictEqual(actual, expected, message);
};
