import { scenarioJsonSchema } from '../../scenario/json-schema.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';

/** Prints the format of scenario files for editors and other programs. */
export const schemaCommand = command({
  options: (yargs) => yargs.example('$0 > scenario.schema.json', 'for an editor that completes and checks'),
  work: async (_args, io) => {
    io.stdout(`${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`);
    return EXIT.good;
  },
});
