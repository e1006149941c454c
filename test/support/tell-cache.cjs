// Required before the bin: tells on stderr whether V8 refuses the code cache.
'use strict';
const vm = require('node:vm');

vm.Script = class extends vm.Script {
  constructor(source, options) {
    super(source, options);
    process.stderr.write(`refused: ${this.cachedDataRejected}\n`);
  }
};
