// Bundles the command line and the library into dist/, and stores V8's code cache beside the command line: compiling
// is most of what a short command would otherwise spend its time on.
import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
const shared = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning', legalComments: 'none' };

await build({
  ...shared,
  entryPoints: ['src/cli/entry.ts'],
  outfile: 'dist/main.cjs',
  format: 'cjs',
  minify: true,
  // yargs asks where its module lies; in the bundle that is the bundle.
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  define: { 'import.meta.url': 'bundleUrl' },
  alias: { 'string-width': './bin/plain-width.js' },
});
await build({
  ...shared,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.js',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
});
copyFileSync('bin/crashloop.cjs', 'dist/crashloop.cjs');
execFileSync(process.execPath, ['bin/warm-cache.cjs', 'run', 'scenarios/exits-immediately.yaml'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
