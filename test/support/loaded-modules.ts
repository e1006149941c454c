import { build, type Metafile } from 'esbuild';

/** What is loaded before the first line of a source file runs: itself, and all it imports, by paths from the root. */
export type LoadedBy = (file: string) => readonly string[];

/** Reads the imports of the command line; what `import()` names is left to be loaded later. */
export async function commandLineModules(): Promise<LoadedBy> {
  const { metafile } = await build({
    entryPoints: ['src/cli/entry.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'unwritten',
  });
  return (file) => [...closure(file, metafile, new Set())];
}

function closure(file: string, { inputs }: Metafile, found: Set<string>): ReadonlySet<string> {
  const module = inputs[file];
  if (found.has(file)) return found;
  if (module === undefined) throw new Error(`${file} is no part of the command line`);
  found.add(file);
  for (const { path, kind, external } of module.imports) {
    if (kind !== 'dynamic-import' && external !== true) closure(path, { inputs, outputs: {} }, found);
  }
  return found;
}
