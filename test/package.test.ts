import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { pages, ROOT } from './support/pages.js';

interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const built = (ending: string): readonly string[] =>
  readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join('dist', name));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const manifestAt = (folder: string): Manifest => JSON.parse(read(join(folder, 'package.json'))) as Manifest;
const manifest = manifestAt('.');
/** `@scope/name` or `name` of what an import says; undefined of a file beside it and of what Node brings along. */
const packageOf = (specifier: string): string | undefined =>
  specifier.startsWith('.') || specifier.startsWith('node:') || builtinModules.includes(specifier)
    ? undefined
    : specifier.match(/^(?:@[^/]+\/)?[^/]+/)?.[0];

/** The packages that modules or declarations import, re-export or import() by name. */
function importedPackages(files: readonly string[]): readonly string[] {
  const specifiers = files.flatMap((file) => {
    const { module } = parseSync(file, read(file));
    const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      read(file).slice(start + 1, end - 1),
    );
    const exported = module.staticExports.flatMap(({ entries }) =>
      entries.map((each) => each.moduleRequest?.value ?? '.'),
    );
    return [...module.staticImports.map((each) => each.moduleRequest.value), ...exported, ...dynamic];
  });
  return [...new Set(specifiers.flatMap((each) => packageOf(each) ?? []))].sort();
}

const library = importedPackages(['dist/index.js', 'dist/charts.js']);

describe('dependencies', () => {
  it('are what the library imports, what that wants beside it, and what its types speak of', () => {
    const peers = library.flatMap((name) => Object.keys(manifestAt(join('node_modules', name)).peerDependencies ?? {}));
    const types = importedPackages(built('.d.ts'));
    expect(library).toContain('fastpriorityqueue');
    expect(types).toContain('kubernetes-types');
    expect(Object.keys(manifest.dependencies).sort()).toEqual([...new Set([...library, ...peers, ...types])].sort());
  });

  it('are none of the command line, which brings all it needs', () => {
    const required = built('.cjs').flatMap((file) =>
      [...read(file).matchAll(/\brequire\(["'`]([^"'`]+)["'`]\)/g)].map(([, specifier = '']) => specifier),
    );
    expect(required).toContain('node:fs');
    // What stands in for a browser's document asks for canvas, and does without.
    expect(required.flatMap((each) => packageOf(each) ?? [])).toEqual(['canvas']);
  });
});

describe('the package', () => {
  const pack = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = Object.values(JSON.parse(pack) as object) as readonly {
    readonly files: readonly { path: string }[];
  }[];
  const shipped = (packed?.files ?? []).map(({ path }) => path);

  it('has what is to be run and imported', () => {
    const targets = Object.values(manifest.exports).flatMap((each) =>
      typeof each === 'string' ? each : Object.values(each),
    );
    expect(shipped).toEqual(
      expect.arrayContaining([...targets, ...Object.values(manifest.bin)].map((each) => join(each))),
    );
  });

  it('has every file that its pages link to or run', () => {
    const named = pages().flatMap(({ path, text }) => [
      path,
      ...[...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => join(dirname(path), link)),
      ...[...text.matchAll(/(?:scenarios|examples)\/[\w./-]*\w/g)].map(([file]) => file),
    ]);
    const isShipped = (file: string): boolean => shipped.some((each) => each === file || each.startsWith(`${file}/`));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((file) => !isShipped(file))).toEqual([]);
  });

  it('has nothing that only helps here: source maps, a code cache of one build of Node, sources, tests', () => {
    expect(shipped.filter((file) => file.endsWith('.map') || file.startsWith('dist/cache'))).toEqual([]);
    const roots = new Set(shipped.map((file) => file.split('/')[0]));
    expect([...roots].sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'examples',
      'package.json',
      'scenarios',
    ]);
  });
});
