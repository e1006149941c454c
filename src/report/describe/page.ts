import { alignTabs } from './tab-writer.js';

/** A line of a page, not yet aligned: cells divided by tabs. */
export type Line = string;

/** What stands where there is nothing. */
export const NONE = '<none>';
export const UNSET = '<unset>';

/** A line so many levels deep. */
export function line(level: number, text: string): Line {
  return '  '.repeat(level) + text;
}

/** `Name:   web-0`: a title and its value. */
export function field(level: number, title: string, value: string | number | boolean): Line {
  return line(level, `${title}:\t${value}`);
}

/** A field, or no line where there is no value. */
export function optional(level: number, title: string, value: string | number | boolean | undefined): readonly Line[] {
  return value === undefined || value === '' ? [] : [field(level, title, value)];
}

/** A title with one value a line, under each other; `<none>` where there are none. */
export function listed(title: string, values: readonly string[], indent = ''): readonly Line[] {
  const [first = NONE, ...others] = values;
  return [`${indent}${title}:\t${first}`, ...others.map((value) => `${indent}\t${value}`)];
}

/** Parts of a page that are aligned each on its own, as kubectl aligns the events. */
export function pageOf(...parts: readonly (readonly Line[])[]): string {
  return parts.map((lines) => alignTabs(harmless(lines.map((each) => `${each}\n`).join('')))).join('');
}

/** What would move the cursor of a terminal is shown, not done. @source kubectl cli-runtime pkg/printers/terminal.go */
function harmless(text: string): string {
  return text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');
}

/** Sorts as Go sorts strings: by code points. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** As Go prints a bool in a sentence of its own. */
export function trueOrFalse(value: boolean | undefined): string {
  return value === true ? 'True' : 'False';
}
