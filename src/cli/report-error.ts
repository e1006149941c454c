import { EXIT } from './exit.js';
import { type Io, UsageError } from './io.js';
import { RunError } from './run-error.js';

/** The only place where an error becomes text: yours as one message with a way out, ours with what replays it. */
export async function reportError(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  const yours = await yourError(error);
  if (yours !== undefined) {
    io.stderr(yours);
    return EXIT.badInput;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr('this is a bug in crashloop; please report it with the command and this text\n');
  io.stderr(`command: crashloop ${argv.map((word) => JSON.stringify(word)).join(' ')}\n${detail}\n`);
  return EXIT.bug;
}

/** The words for a mistake of the user; those that only a scenario's reading can find are loaded when there is one. */
async function yourError(error: unknown): Promise<string | undefined> {
  if (error instanceof UsageError) return `error: ${error.message}\n`;
  if (error instanceof RunError) return `${error.file}: ${await yourError(error.cause)}`;
  const { scenarioError } = await import('./scenario-error.js');
  return scenarioError(error);
}
