import { type Io, STDIN, UsageError } from './io.js';

/** The scenario files that paths name: files, and the scenarios in folders, which may hold other YAML too. @throws {UsageError} */
export function scenarioFiles(paths: readonly string[], io: Io): readonly string[] {
  const files = paths.flatMap((path) => (path === STDIN ? [STDIN] : (scenariosIn(path, io) ?? [path])));
  if (files.length === 0) throw new UsageError(`${paths.join(' ')}: no scenario files (*.yaml) there`);
  return files;
}

/** Undefined when it is no folder. */
function scenariosIn(path: string, io: Io): readonly string[] | undefined {
  return io.yamlFilesIn(path)?.filter((file) => io.readFile(file).includes('crashloop.dev/'));
}
