import type { Style } from '../report/style.js';

/** Everything a command may touch of the outside world; handed in, so that tests are the outside world. */
export interface Io {
  readonly stdout: (text: string) => void;
  /** For an answer that is no text. */
  readonly stdoutBytes: (bytes: Uint8Array) => void;
  /** Whether somebody reads stdout as it comes. */
  readonly stdoutIsTerminal: boolean;
  /** For everything that is not the answer: notes, errors, progress. */
  readonly stderr: (text: string) => void;
  /** Reads a file as UTF-8, or standard input for {@link STDIN}. @throws {UsageError} */
  readonly readFile: (path: string) => string;
  /** The YAML files below a folder, sorted, or undefined when it is not a folder. */
  readonly yamlFilesIn: (path: string) => readonly string[] | undefined;
  /** How wide text for people may be. */
  readonly columns: number;
  /** How text for people looks: with colours where somebody watches stdout and wants them. */
  readonly style: Style;
  /** Whether somebody watches stderr, so that a progress bar makes sense. */
  readonly showsProgress: boolean;
  /** Wall clock for progress and nothing else, in milliseconds. */
  readonly clockMs: () => number;
  /** The time of day, in milliseconds since 1970: only for texts that tell ages and no time. */
  readonly wallMs: () => number;
  /** Lets other things happen: an interrupt, for one. */
  readonly breathe: () => Promise<void>;
  /** Whether the user asked to stop. */
  readonly interrupted: () => boolean;
}

/** What standard input is called, in place of the file name `-`. */
export const STDIN = '<stdin>';

/** The command line was used wrongly, or names a file that cannot be read. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
