/** C0 and C1 controls, line separators, and the marks that reverse or hide text on a terminal. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** A text that is safe on a terminal and as wide as before: a tab becomes a blank, other controls a replacement mark. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (char) => (char === '\t' ? ' ' : '\uFFFD'));
}

const LONGEST_QUOTE = 60;

/** A value as an error message quotes it: on one line, not too long. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') {
    const clipped = value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
    return printable(JSON.stringify(clipped));
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (value === null || value === undefined) return 'nothing';
  return typeof value === 'object' ? 'a map' : String(value);
}
