/** A colour in both themes. What is drawn light is found again by its light value, so no two are alike there. */
interface Tone {
  readonly light: string;
  readonly dark: string;
}

/**
 * Every colour of the charts. Hues after Okabe and Ito, which people with any colour vision tell apart; nothing is told by
 * colour alone all the same.
 */
export const TONES = {
  paper: { light: '#ffffff', dark: '#12161d' },
  ink: { light: '#1b1f24', dark: '#e7ebf1' },
  muted: { light: '#57606a', dark: '#a3adba' },
  grid: { light: '#dde2e8', dark: '#2b323d' },
  blue: { light: '#0072b2', dark: '#58b4f2' },
  vermilion: { light: '#d55e00', dark: '#ff8c42' },
  green: { light: '#009e73', dark: '#27c496' },
  purple: { light: '#aa4a86', dark: '#e69ccb' },
  orange: { light: '#e69f00', dark: '#f2b632' },
  sky: { light: '#56b4e9', dark: '#8ed1ff' },
  olive: { light: '#8a7d00', dark: '#e8dc52' },
  grey: { light: '#8c959f', dark: '#77828f' },
  mint: { light: '#8fd3bf', dark: '#1b735a' },
  paleBlue: { light: '#cfe3f1', dark: '#1c3a50' },
  paleVermilion: { light: '#f7dfcc', dark: '#4d2f1a' },
  heat0: { light: '#eef5fb', dark: '#182330' },
  heat1: { light: '#d6e6f4', dark: '#1b3247' },
  heat2: { light: '#b8d5ea', dark: '#1d435f' },
  heat3: { light: '#90bfdf', dark: '#1f5679' },
  heat4: { light: '#64a5d1', dark: '#246a95' },
  heat5: { light: '#3d88bf', dark: '#3a83b1' },
  heat6: { light: '#226aa6', dark: '#5f9fca' },
  heat7: { light: '#124d85', dark: '#92c0df' },
  heat8: { light: '#08305f', dark: '#d2e6f3' },
} as const satisfies Readonly<Record<string, Tone>>;

export type ToneName = keyof typeof TONES;
export type Palette = Readonly<Record<ToneName, string>>;

/** `auto` is drawn light, and turns dark where the reader prefers it. */
export const THEMES = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof THEMES)[number];

const NAMES = Object.keys(TONES) as readonly ToneName[];

/** The colours a picture is drawn with. */
export function paletteOf(theme: Theme): Palette {
  const shade = theme === 'dark' ? 'dark' : 'light';
  return Object.fromEntries(NAMES.map((name) => [name, TONES[name][shade]])) as Palette;
}

/** Rules that turn a light picture dark on a screen whose reader prefers that; empty for a fixed theme. */
export function themeStyle(theme: Theme): string {
  if (theme !== 'auto') return '';
  const rules = NAMES.flatMap((name) => {
    const { light, dark } = TONES[name];
    return ['fill', 'stroke', 'color'].map((property) => `[${property}="${light}"]{${property}:${dark}}`);
  });
  return `@media screen and (prefers-color-scheme:dark){${rules.join('')}}`;
}

/** How one line among several looks: by colour and by dash, so that either alone will do. */
export interface LineLook {
  readonly tone: ToneName;
  readonly dash: string;
}

const LINES: readonly LineLook[] = [
  { tone: 'blue', dash: 'none' },
  { tone: 'vermilion', dash: '7 3' },
  { tone: 'green', dash: '2 2.5' },
  { tone: 'purple', dash: '9 3 2 3' },
  { tone: 'orange', dash: '14 3' },
  { tone: 'grey', dash: '4 4' },
  { tone: 'olive', dash: '9 3 2 3 2 3' },
  { tone: 'sky', dash: 'none' },
];
export const MOST_LINES = LINES.length;

/** The look of the line of this number. */
export function lineLook(number: number): LineLook {
  return LINES[number % LINES.length] ?? { tone: 'ink', dash: 'none' };
}
