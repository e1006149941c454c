import { setFlagsFromString } from 'node:v8';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FONT_FAMILY } from '../../report/charts/text-size.js';
import { asset } from './assets.js';

/** Two pixels of the file to a pixel of the picture: sharp on any screen. */
const SHARPNESS = 2;

let ready: Promise<void> | undefined;

/** A picture as the bytes of a PNG file; its text is drawn with fonts of our own, so that it is the same everywhere. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  ready ??= start();
  await ready;
  const font = {
    fontBuffers: [asset('regular.woff2'), asset('semibold.woff2')],
    defaultFontFamily: FONT_FAMILY,
    sansSerifFamily: FONT_FAMILY,
  };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: SHARPNESS } }).render().asPng();
}

/** One picture is drawn faster by code compiled at once than by code that first takes seconds to become fast. */
function start(): Promise<void> {
  setFlagsFromString('--liftoff-only');
  return initWasm(asset('resvg.wasm'));
}
