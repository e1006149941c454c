import { readFileSync } from 'node:fs';

/**
 * Reads a file that the build puts into dist/. The bundle says it lies where this file does, so that one path leads there
 * from source and from the bundle.
 */
export function asset(name: 'chart-page.js' | 'resvg.wasm' | 'regular.woff2' | 'semibold.woff2'): Uint8Array {
  return readFileSync(new URL(`../../../dist/${name}`, import.meta.url));
}
