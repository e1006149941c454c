/** What comes with pages and PNG files; where it is not there, as in an SVG file, the first that is. */
export const FONT_FAMILY = 'IBM Plex Sans';
export const FONT = `${FONT_FAMILY}, system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif`;

const WIDTHS: readonly (readonly [letters: RegExp, ems: number])[] = [
  [/[ilIj.,:;'’|! ]/, 0.29],
  [/[ftr()[\]/·"]/, 0.4],
  [/[mwMW@%…–—]/, 0.92],
  [/[A-Z]/, 0.68],
];
const USUAL = 0.6;

/** About how wide a text is in the charts' font, in pixels, rather too wide than too narrow. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) ems += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? USUAL;
  return ems * fontSize;
}

/** A text cut in its middle until it fits; beginnings and ends of pods' names both matter. */
export function fitted(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  for (let kept = text.length - 1; kept > 1; kept -= 1) {
    const end = Math.floor(kept / 2);
    const cut = `${text.slice(0, kept - end)}…${text.slice(text.length - end)}`;
    if (textWidth(cut, fontSize) <= width) return cut;
  }
  return '…';
}

/** Breaks a text at spaces into lines that fit. */
export function linesOf(text: string, width: number, fontSize: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
