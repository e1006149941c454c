import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../src');

/** Which layers each layer may import; anything else is a wall. Type-only imports count like all others. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  time: [],
  engine: ['time'],
  trace: ['time'],
  kubelet: ['time', 'engine', 'trace'],
  cluster: ['time', 'engine', 'trace', 'kubelet'],
  scenario: ['time', 'engine', 'trace', 'kubelet', 'cluster'],
  evidence: ['time', 'trace', 'kubelet', 'scenario'],
  analysis: ['time', 'engine', 'trace', 'kubelet', 'cluster', 'scenario', 'evidence'],
  objects: ['time', 'engine', 'trace', 'kubelet', 'cluster', 'scenario', 'analysis'],
  report: ['time', 'trace', 'analysis', 'objects'],
  'index.ts': [
    'time',
    'engine',
    'trace',
    'kubelet',
    'cluster',
    'scenario',
    'evidence',
    'analysis',
    'objects',
    'report',
  ],
  'charts.ts': ['analysis', 'report'],
  web: ['report'],
  cli: ['time', 'engine', 'trace', 'kubelet', 'cluster', 'scenario', 'evidence', 'analysis', 'objects', 'report'],
};

/** Packages below the outer ring, and the one layer that may use each. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@prometheus-io/lezer-promql': 'analysis',
  fastpriorityqueue: 'engine',
  'seedrandom/lib/alea.js': 'engine',
  yaml: 'scenario',
  'zod/mini': 'scenario',
  '@observablehq/plot': 'report',
};

/**
 * The mutable machinery of the kubelet stays inside: analysis may read its words, what it is given, its numbers, and ask
 * its rules where they are plain functions.
 */
const KUBELET_DATA = [
  'config.ts',
  'pod-spec.ts',
  'policy.ts',
  'restart-policy.ts',
  'timing.ts',
  'versions.ts',
  'wait-draw.ts',
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

interface Import {
  readonly from: string;
  readonly specifier: string;
}

const imports: readonly Import[] = files.flatMap((from) => {
  const { module } = parseSync(from, readFileSync(join(SRC, from), 'utf8'));
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  return specifiers.map((specifier) => ({ from, specifier }));
});

/** The functions and classes a file exports of its own, each with where its declaration starts. */
function exportedWork(file: string, text: string): readonly { readonly name: string; readonly start: number }[] {
  return parseSync(file, text).program.body.flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : null;
    if (declared?.type === 'FunctionDeclaration' || declared?.type === 'ClassDeclaration')
      return [{ name: declared.id?.name ?? '', start: node.start }];
    if (declared?.type !== 'VariableDeclaration') return [];
    return declared.declarations
      .filter(({ init }) => init?.type === 'ArrowFunctionExpression')
      .map(({ id }) => ({ name: id.type === 'Identifier' ? id.name : '', start: node.start }));
  });
}

const layerOf = (file: string): string => file.split('/')[0] ?? file;
const isRelative = ({ specifier }: Import): boolean => specifier.startsWith('.');
const targetOf = ({ from, specifier }: Import): string =>
  relative(SRC, resolve(SRC, dirname(from), specifier)).replace(/\.js$/, '.ts');

describe('the house', () => {
  it('has a rule for every layer', () => {
    expect(files.map(layerOf).filter((layer) => MAY_IMPORT[layer] === undefined)).toEqual([]);
  });

  it('imports downwards only', () => {
    const upwards = imports.filter(isRelative).filter((found) => {
      const [from, to] = [layerOf(found.from), layerOf(targetOf(found))];
      return from !== to && !to.startsWith('..') && MAY_IMPORT[from]?.includes(to) !== true;
    });
    expect(upwards.map((found) => `${found.from} -> ${targetOf(found)}`)).toEqual([]);
  });

  it('keeps the kubelet’s machinery out of analysis and objects', () => {
    const peeks = imports.filter((found) => {
      const target = targetOf(found);
      return (
        ['analysis', 'objects'].includes(layerOf(found.from)) &&
        layerOf(target) === 'kubelet' &&
        !KUBELET_DATA.includes(target.slice('kubelet/'.length))
      );
    });
    expect(peeks).toEqual([]);
  });

  it('uses each package in its layer only, and Node only in the outer ring', () => {
    const outside = imports
      .filter((found) => !isRelative(found) && layerOf(found.from) !== 'cli')
      .filter(
        ({ from, specifier }) => PACKAGES[specifier] !== layerOf(from) && !specifier.startsWith('kubernetes-types'),
      );
    expect(outside).toEqual([]);
  });

  it('reads no clock and rolls no dice of its own below the outer ring', () => {
    const impure = /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\bsetTimeout\b|\bimport\(/;
    const found = files
      .filter((file) => layerOf(file) !== 'cli')
      .filter((file) => impure.test(readFileSync(join(SRC, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it('has no cycle', () => {
    const graph = new Map(
      files.map((file) => [file, imports.filter((found) => found.from === file && isRelative(found)).map(targetOf)]),
    );
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('says of every exported function what question it answers', () => {
    const work = files.flatMap((file) => {
      const text = readFileSync(join(SRC, file), 'utf8');
      return exportedWork(file, text).map((each) => ({ ...each, file, before: text.slice(0, each.start) }));
    });
    expect(work.length).toBeGreaterThan(500);
    const unsaid = work.filter(({ before }) => !/\*\/\n$/.test(before)).map(({ file, name }) => `${file} ${name}`);
    expect(unsaid).toEqual([]);
  });

  it('keeps every file short enough to read at once', () => {
    const long = files.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 251);
    expect(long).toEqual([]);
  });
});
