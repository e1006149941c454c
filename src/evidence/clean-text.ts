/** Colours and cursor moves of terminals, also where the escape itself is written out, and window titles. */
const ESCAPES = /(?:[^\P{Cc}\t\n\r]|\^\[|␛)(?:\[[0-?]*[ -/]*[@-~]|\][^\p{Cc}]*)/gu;
/** Controls other than line ends and tabs, marks that have no width, and what a decoder leaves of broken bytes. */
const INVISIBLE = /[^\P{Cc}\t\n]|[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFFD]/gu;
const OTHER_SPACES = /[\u00A0\u2000-\u200A\u202F\u3000]/g;
const OTHER_DIGITS = /(?![0-9])\p{Nd}/gu;
const DIGIT = /\p{Nd}/u;

/**
 * A text as if it had come out of kubectl into a file: no colours, no Windows line ends, no marks that nobody sees,
 * spaces that are spaces, and digits of other scripts as 0 to 9.
 */
export function cleanText(text: string): string {
  return text
    .replace(ESCAPES, '')
    .replace(/\r\n?/g, '\n')
    .replace(OTHER_SPACES, ' ')
    .replace(INVISIBLE, '')
    .replace(OTHER_DIGITS, (digit) => String(valueOfDigit(digit)));
}

/** Unicode keeps the ten digits of a script together, the zero first. */
function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (first > 0x80 && DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
