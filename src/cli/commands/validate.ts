import { counted, wrapped } from '../../report/words.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { loadScenario } from '../load.js';
import { scenarioFiles } from '../scenario-files.js';
import { MORE_MANIFESTS } from '../scenario-flags.js';

/** Checks scenario files without running them. */
export const validateCommand = command({
  options: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files or folders of them, or - for standard input',
      })
      .option('filename', MORE_MANIFESTS)
      .example('$0 scenarios/needs-database.yaml', 'is this file right?')
      .example('$0 scenarios', 'all scenarios of a folder'),
  work: async ({ files, filename }, io) => {
    for (const file of scenarioFiles(files, io)) {
      const { plan, expectations } = loadScenario(file, filename, {}, io);
      const holds = `${counted(plan.pods.length, 'pod')}, ${counted(expectations.length, 'expectation')}`;
      io.stdout(`${wrapped(`${file}: ok (${holds})`, io.columns).join('\n')}\n`);
    }
    return EXIT.good;
  },
});
