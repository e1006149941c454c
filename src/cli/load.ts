import { type Compiled, compileScenario, type Overrides } from '../scenario/compile.js';
import { type ParseOptions, parseScenario } from '../scenario/parse.js';
import type { Io } from './io.js';

/** Reads, checks and compiles one scenario file; what has no effect is noted on stderr. @throws {ScenarioError} */
export function loadScenario(file: string, manifests: readonly string[], overrides: Overrides, io: Io): Compiled {
  const options: ParseOptions = {
    file,
    manifests: manifests.map((path) => ({ file: path, text: io.readFile(path) })),
  };
  const compiled = compileScenario(parseScenario(io.readFile(file), options), overrides);
  for (const note of compiled.notes) io.stderr(`${note.file}:${note.line}:${note.column}: note: ${note.message}\n`);
  return compiled;
}
