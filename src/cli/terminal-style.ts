import { styleText } from 'node:util';
import { PLAIN, type Style, type Tone } from '../report/style.js';

const LOOKS = {
  heading: 'bold',
  good: 'green',
  bad: 'red',
  waiting: 'yellow',
  detail: 'dim',
} as const satisfies Readonly<Record<Tone, string>>;

/** Whether to paint is decided here, not by what Node finds out about its own streams. */
const inColour: Style = (text, tone) => (text === '' ? text : styleText(LOOKS[tone], text, { validateStream: false }));

export interface Terminal {
  readonly isTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours where somebody looks and has not said no: https://no-color.org. */
export function styleFor({ isTTY, env }: Terminal): Style {
  const isRefused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return isTTY && !isRefused ? inColour : PLAIN;
}
