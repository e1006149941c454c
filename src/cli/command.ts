import type { Argv } from 'yargs';
import type { Io } from './io.js';

/** What a verb does: its flags, and its work. */
export interface CommandModule {
  readonly options: (yargs: Argv) => Argv;
  /** @returns the exit code */
  readonly work: (args: unknown, io: Io) => Promise<number>;
}

/** Ties a command's work to the types of its own flags. */
export function command<Flags>(definition: {
  readonly options: (yargs: Argv) => Argv<Flags>;
  readonly work: (args: Flags, io: Io) => Promise<number>;
}): CommandModule {
  return {
    ...definition,
    options: (yargs) => definition.options(yargs) as Argv,
    work: (args, io) => definition.work(args as Flags, io),
  };
}
