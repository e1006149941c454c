import { formatDuration } from '../time/go-duration.js';
import { SECOND_MS } from '../time/units.js';

/** Seconds of the contract as people write durations: `1m20s`, `5m`, `20d14h`. */
export function duration(seconds: number): string {
  const ms = Math.round(seconds * SECOND_MS);
  return ms === 0 ? '0s' : formatDuration(ms);
}

/** As precise as a reader wants it in a sentence: to a tenth of a second, or to the second from a minute on. */
export function about(value: number): string {
  return duration(value >= 60 ? Math.round(value) : Math.round(value * 10) / 10);
}

/** A number of seconds to reckon with, which no line break tears: `162.413 s`, `1 782 300 s`. */
export function seconds(value: number): string {
  const [whole = '', fraction] = String(Math.round(value * SECOND_MS) / SECOND_MS).split('.');
  return unbroken(`${grouped(Number(whole))}${fraction === undefined ? '' : `.${fraction}`} s`);
}

/** Instants in a column: `1m20.473s`, with three digits of milliseconds, so that they stand below each other. */
export function instant(value: number): string {
  const text = duration(value);
  const [, head = '', fraction = ''] =
    /^(.*?)(?:\.(\d+))?m?s$/.exec(text.endsWith('ms') ? `0.${text.slice(0, -2).padStart(3, '0')}s` : text) ?? [];
  return `${head}.${fraction.padEnd(3, '0')}s`;
}

const NO_BREAK = '\u00a0';

/** A text that {@link wrapped} keeps on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK);
}

/** A text with all its spaces of the usual kind. */
export function plain(text: string): string {
  return text.replaceAll(NO_BREAK, ' ');
}

/** `1 restart`, `12 restarts`, `5 764 restarts`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : noun.endsWith('sh') ? 'es' : 's'}`;
}

/** Digits in groups of three, so that 1782300 can be read. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}

/** A share between 0 and 1 as a percentage, rounded: one decimal below 10 %, none above, never a rounded-up 100. */
export function percent(ratio: number): string {
  if (ratio >= 1) return '100 %';
  const value = ratio * 100;
  if (value > 99) return `${Math.floor(value * 10) / 10} %`;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} %`;
}

/** A text in lines, of which all but the first stand below its first word. */
export function hanging(prefix: string, text: string, width: number): readonly string[] {
  const room = Math.max(width - prefix.length, LEAST_ROOM);
  return wrapped(text, room).map((line, at) => (at === 0 ? prefix : ' '.repeat(prefix.length)) + line);
}

const LEAST_ROOM = 20;

/** Blanks, but those between groups of digits. */
const BREAKS = /(?<!\d)[ \t\r\n]+|[ \t\r\n]+(?!\d{3}(?!\d))/;

/** Breaks a sentence into lines no wider than the terminal, at spaces. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map(plain);
}
