import type { Argv } from 'yargs';
import type { Io } from './io.js';

/** One verb: how it is called, its flags, and what it does. */
export interface CommandModule {
  readonly verb: string;
  /** What follows the verb, as yargs writes it: `<files..>`. */
  readonly positionals: string;
  readonly summary: string;
  readonly options: (yargs: Argv) => Argv;
  /** @returns the exit code */
  readonly work: (args: unknown, io: Io) => Promise<number>;
}

/** Ties a command's work to the types of its own flags. */
export function command<Flags>(definition: {
  readonly verb: string;
  readonly positionals: string;
  readonly summary: string;
  readonly options: (yargs: Argv) => Argv<Flags>;
  readonly work: (args: Flags, io: Io) => Promise<number>;
}): CommandModule {
  return {
    ...definition,
    options: (yargs) => definition.options(yargs) as Argv,
    work: (args, io) => definition.work(args as Flags, io),
  };
}
