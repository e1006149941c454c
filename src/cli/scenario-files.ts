import { type Io, STDIN, UsageError } from './io.js';

/** The scenario files that paths name: files, and the scenarios in folders, which may hold other YAML too. @throws {UsageError} */
export function scenarioFiles(paths: readonly string[], io: Io): readonly string[] {
  const files = paths.flatMap((path) => scenariosAt(path, io));
  if (files.length === 0) throw noScenarios(paths);
  return files;
}

/** The scenario files that one path names; a folder may have none. @throws {UsageError} */
export function scenariosAt(path: string, io: Io): readonly string[] {
  if (path === STDIN) return [STDIN];
  return io.yamlFilesIn(path)?.filter((file) => mayBeScenario(file, io)) ?? [path];
}

/** What is wrong with paths that name no scenario file at all. */
export function noScenarios(paths: readonly string[]): UsageError {
  return new UsageError(`${paths.join(' ')}: no scenario files (*.yaml) there`);
}

function mayBeScenario(file: string, io: Io): boolean {
  try {
    return io.readFile(file).includes('crashloop.dev/');
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // Left to whoever reads it, to say of this file alone that it cannot be.
    return true;
  }
}
