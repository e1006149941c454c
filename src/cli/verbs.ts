import type { CommandModule } from './command.js';
import { checkCommand } from './commands/check.js';
import { compareCommand } from './commands/compare.js';
import { describeCommand } from './commands/describe.js';
import { detectCommand } from './commands/detect.js';
import { eventsCommand } from './commands/events.js';
import { explainCommand } from './commands/explain.js';
import { getCommand } from './commands/get.js';
import { logsCommand } from './commands/logs.js';
import { restartsCommand } from './commands/restarts.js';
import { runCommand } from './commands/run.js';
import { schemaCommand } from './commands/schema.js';
import { validateCommand } from './commands/validate.js';
import { verifyCommand } from './commands/verify.js';
import { whyCommand } from './commands/why.js';

/** Verbs that belong together, in the order in which people meet them. */
export interface VerbGroup {
  readonly title: string;
  readonly commands: readonly CommandModule[];
}

/** Every verb there is. A new one is a word in one of these lists. */
export const VERB_GROUPS: readonly VerbGroup[] = [
  { title: 'Simulate a scenario, and ask why', commands: [runCommand, whyCommand, compareCommand] },
  {
    title: 'Look at the cluster at any time, in kubectl’s words',
    commands: [getCommand, describeCommand, eventsCommand, logsCommand],
  },
  { title: 'Ask about a real pod', commands: [explainCommand] },
  { title: 'Ask who would have noticed', commands: [detectCommand] },
  { title: 'Reckon without a scenario', commands: [restartsCommand, checkCommand] },
  { title: 'Write and check scenarios', commands: [verifyCommand, validateCommand, schemaCommand] },
];

export const COMMANDS: readonly CommandModule[] = VERB_GROUPS.flatMap(({ commands }) => commands);
