import type { Options } from 'yargs';
import type { Bands } from '../analysis/bands.js';
import type { Run } from '../analysis/run.js';
import type { Compiled } from '../scenario/compile.js';
import type { Trace } from '../trace/trace.js';
import type { Io } from './io.js';

/** One scenario, simulated to its end. */
export interface RunAnswer {
  readonly run: Run;
  readonly compiled: Compiled;
  readonly trace: Trace;
}

/** Many runs of one scenario, each from a seed of its own. */
export interface BandsAnswer {
  readonly bands: Bands;
  readonly compiled: Compiled;
}

/** The flags of the command line by name: those of `run` and those that formats bring. */
export type RunFlags = Readonly<Record<string, unknown>>;

/**
 * One way in which `run -o NAME` tells what was simulated.
 *
 * What a format cannot tell it leaves out; the command says so and names the formats that can.
 */
export interface RunFormat {
  /** What one gets, in a few words for `--help`. */
  readonly describe: string;
  /** False when it tells attempts and how they end: what the API shows of crashing pods in between is not kept then. */
  readonly readsRoutine?: false;
  /** Flags only this format knows, as yargs takes them. */
  readonly flags?: Readonly<Record<string, Options>>;
  /** Command lines for `--help`, after the program's name, each with what it shows. */
  readonly examples?: readonly (readonly [line: string, shows: string])[];
  /** Looks at the flags before anything is simulated. @throws {UsageError} */
  readonly check?: (flags: RunFlags, io: Io) => void;
  /** Tells all scenarios of the command line, each simulated once. @throws {UsageError} */
  readonly runs: (answers: readonly RunAnswer[], io: Io, flags: RunFlags) => void | Promise<void>;
  /** Tells what many runs of one scenario have in common; called once a scenario, as each gets done. */
  readonly bands?: (answer: BandsAnswer, io: Io, flags: RunFlags) => void | Promise<void>;
  /** Lists the pods as they are at an instant. */
  readonly podsAt?: (answer: RunAnswer, atMs: number, io: Io) => void;
}
