import { dirname, isAbsolute, join } from 'node:path';
import { type Compiled, compileScenario, type Overrides } from '../scenario/compile.js';
import { type ParseOptions, parseScenario, type Scenario } from '../scenario/parse.js';
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

/** Reads and checks one scenario file. @throws {ScenarioError} */
export function readScenario(file: string, manifests: readonly string[], io: Io): Scenario {
  const options: ParseOptions = {
    file,
    manifests: manifests.map((path) => ({ file: path, text: io.readFile(path) })),
    readFile: readerBeside(file, io),
  };
  return parseScenario(io.readFile(file), options);
}

/** A scenario ready to run, and the file it is from. */
export interface Loaded extends Compiled {
  readonly file: string;
}

/** Reads, checks and compiles one scenario file; what has no effect is noted on stderr. @throws {ScenarioError} */
export function loadScenario(file: string, manifests: readonly string[], overrides: Overrides, io: Io): Loaded {
  const compiled = compileScenario(readScenario(file, manifests, io), overrides);
  for (const note of compiled.notes) io.stderr(`${note.file}:${note.line}:${note.column}: note: ${note.message}\n`);
  return { ...compiled, file };
}
