import { EXIT } from './exit.js';
import { main } from './main.js';
import { nodeIo } from './node-io.js';

/** Runs the command line in this process. */
export async function run(argv: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.good);
    process.stderr.write(`error: the output cannot be written: ${error.message}\n`);
    process.exit(EXIT.outputFailed);
  });
  process.exitCode = await main(argv, nodeIo());
}
