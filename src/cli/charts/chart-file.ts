import type { Options } from 'yargs';
import { THEMES, type Theme } from '../../report/charts/palette.js';
import { type Io, UsageError } from '../io.js';

export const CHART_FORMATS = ['svg', 'html', 'png'] as const;
export type ChartFormat = (typeof CHART_FORMATS)[number];

/** What a chart is drawn into. */
export interface ChartFile {
  readonly format: ChartFormat;
  readonly width: number;
  readonly theme: Theme;
}

const DEFAULT_WIDTH = 800;
const LEAST_WIDTH = 320;
const MOST_WIDTH = 2_400;

/** Flags of whatever draws charts. */
export const CHART_FLAGS = {
  width: {
    type: 'number',
    requiresArg: true,
    describe: `how wide a chart is, in pixels of the page (default ${DEFAULT_WIDTH}); a PNG has twice as many`,
  },
  theme: {
    choices: THEMES,
    describe: 'colours of a chart; auto (the default) turns dark where the reader prefers it, and is light in a PNG',
  },
} as const satisfies Readonly<Record<string, Options>>;

/** Reads the flags. @throws {UsageError} also when a picture would go to a terminal */
export function chartFile(
  format: ChartFormat,
  flags: { readonly width?: unknown; readonly theme?: unknown },
  io: Io,
): ChartFile {
  const width = flags.width ?? DEFAULT_WIDTH;
  if (typeof width !== 'number' || !Number.isInteger(width) || width < LEAST_WIDTH || width > MOST_WIDTH) {
    throw new UsageError(`--width must be a whole number of pixels from ${LEAST_WIDTH} to ${MOST_WIDTH}`);
  }
  if (format === 'png' && io.stdoutIsTerminal) {
    throw new UsageError('a PNG file is no text for a terminal\nhint: write it into a file: … -o png > chart.png');
  }
  const theme = THEMES.find((name) => name === flags.theme) ?? 'auto';
  return { format, width, theme };
}

/** Refuses flags of charts where none is drawn. @throws {UsageError} */
export function refuseChartFlags(flags: {
  readonly chart?: unknown;
  readonly width?: unknown;
  readonly theme?: unknown;
}): void {
  const given = (['chart', 'width', 'theme'] as const).find((name) => flags[name] !== undefined);
  if (given === undefined) return;
  throw new UsageError(`--${given} is for ${CHART_FORMATS.map((name) => `-o ${name}`).join(', ')}`);
}
