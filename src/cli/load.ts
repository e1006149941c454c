import { dirname, isAbsolute, join } from 'node:path';
import { type Compiled, compileScenario, type Overrides } from '../scenario/compile.js';
import { type ParseOptions, parseScenario, type Scenario } from '../scenario/parse.js';
import type { TextFile } from '../scenario/scenario.js';
import { type Io, UsageError } from './io.js';

/** Reads files that a scenario names, relative to its own. */
function readerBeside(file: string, io: Io): NonNullable<ParseOptions['readFile']> {
  return (path) => {
    const place = isAbsolute(path) ? path : join(dirname(file), path);
    try {
      return { file: place, text: io.readFile(place) };
    } catch (error) {
      if (error instanceof UsageError) return undefined;
      throw error;
    }
  };
}

/** The files of manifests that a command line adds to its scenarios. @throws {UsageError} */
export function readManifests(paths: readonly string[], io: Io): readonly TextFile[] {
  return paths.map((path) => ({ file: path, text: io.readFile(path) }));
}

/** Reads and checks one scenario file. @throws {ScenarioError | UsageError} */
export function readScenario(file: string, manifests: readonly TextFile[], io: Io): Scenario {
  return parseScenario(io.readFile(file), { file, manifests, readFile: readerBeside(file, io) });
}

/** A scenario ready to run, and the file it is from. */
export interface Loaded extends Compiled {
  readonly file: string;
}

/** Reads, checks and compiles one scenario file; what has no effect is noted on stderr. @throws {ScenarioError} */
export function loadScenario(file: string, manifests: readonly string[], overrides: Overrides, io: Io): Loaded {
  const compiled = compileScenario(readScenario(file, readManifests(manifests, io), io), overrides);
  for (const note of compiled.notes) io.stderr(`${note.file}:${note.line}:${note.column}: note: ${note.message}\n`);
  return { ...compiled, file };
}
