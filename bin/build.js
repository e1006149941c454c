// Bundles the command line, what it draws charts with, and the library into dist/, and stores V8's code caches beside the
// command line.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { noticeOf } from './notice.js';
import { warmCaches } from './warm-caches.js';

rmSync('dist', { recursive: true, force: true });
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
};

// A file that is named by its place beside a source file is found from the bundle too: it says it lies there.
const liesAt = (source) => ({
  banner: {
    js: `const bundleUrl = require("node:url").pathToFileURL(require("node:path").join(__dirname, "..", "${source}")).href;`,
  },
  define: { 'import.meta.url': 'bundleUrl' },
});
/** What draws charts is a bundle of its own, loaded when a chart is asked for. */
const chartsApart = {
  name: 'charts-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/charts\/entry\.js$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './charts.cjs', external: true } : undefined,
    );
  },
};

const commands = await build({
  ...shared,
  entryPoints: ['src/cli/entry.ts'],
  outfile: 'dist/main.cjs',
  format: 'cjs',
  minify: true,
  // A function, as Node makes of a module: what starts it compiles it by itself. yargs asks where its module lies; in the
  // bundle that is the bundle.
  banner: {
    js: '(function (exports, require, module, __filename, __dirname) {const bundleUrl = require("node:url").pathToFileURL(__filename).href;',
  },
  footer: { js: '})' },
  define: { 'import.meta.url': 'bundleUrl' },
  plugins: [chartsApart],
  // The code cache runs the bundle as a script, which has no import().
  supported: { 'dynamic-import': false },
  alias: {
    'string-width': './bin/plain-width.js',
    assert: './bin/late-builtins.cjs',
    'node:module': './bin/late-builtins.cjs',
  },
});
const charts = await build({
  ...shared,
  entryPoints: ['src/cli/charts/entry.ts'],
  outfile: 'dist/charts.cjs',
  format: 'cjs',
  minify: true,
  ...liesAt('src/cli/charts/entry.ts'),
});
const page = await build({
  ...shared,
  platform: 'browser',
  target: 'es2022',
  entryPoints: ['src/web/chart-page.ts'],
  outfile: 'dist/chart-page.js',
  format: 'iife',
  minify: true,
});
const FONTS = 'node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin';
const COPIED = {
  'resvg.wasm': 'node_modules/@resvg/resvg-wasm/index_bg.wasm',
  'regular.woff2': `${FONTS}-400-normal.woff2`,
  'semibold.woff2': `${FONTS}-600-normal.woff2`,
  'crashloop.cjs': 'bin/crashloop.cjs',
};
for (const [name, from] of Object.entries(COPIED)) copyFileSync(from, `dist/${name}`);
const bundled = [commands, charts, page].flatMap(({ metafile }) => Object.keys(metafile.inputs));
writeFileSync('dist/NOTICE.txt', noticeOf([...bundled, ...Object.values(COPIED)]));
await build({
  ...shared,
  entryPoints: ['src/index.ts', 'src/charts.ts'],
  outdir: 'dist',
  format: 'esm',
  packages: 'external',
});
await warmCaches();
