import { counted } from '../../report/words.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { loadScenario } from '../load.js';
import { MORE_MANIFESTS } from '../scenario-flags.js';

/** Checks scenario files without running them. */
export const validateCommand = command({
  verb: 'validate',
  positionals: '<files..>',
  summary: 'check scenario files and say every problem they have',
  options: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files, or - for standard input',
      })
      .option('filename', MORE_MANIFESTS)
      .example('$0 scenarios/needs-database.yaml', 'is this file right?'),
  work: async ({ files, filename }, io) => {
    for (const file of files) {
      const { plan, expectations } = loadScenario(file, filename, {}, io);
      io.stdout(`${file}: ok (${counted(plan.pods.length, 'pod')}, ${counted(expectations.length, 'expectation')})\n`);
    }
    return EXIT.good;
  },
});
