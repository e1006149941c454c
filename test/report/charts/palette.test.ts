import { describe, expect, it } from 'vitest';
import { paletteOf, THEMES, TONES, themeStyle } from '../../../src/report/charts/palette.js';

/** WCAG's relative luminance. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

describe('the palette', () => {
  it('has no two tones alike in light, since a theme is found by that', () => {
    const lights = Object.values(TONES).map(({ light }) => light);
    expect(new Set(lights).size).toBe(lights.length);
  });

  it('has text that can be read, and lines that can be seen, on both papers', () => {
    for (const theme of ['light', 'dark'] as const) {
      const colors = paletteOf(theme);
      for (const tone of ['ink', 'muted'] as const) expect(contrast(colors[tone], colors.paper)).toBeGreaterThan(4.5);
      for (const tone of ['blue', 'vermilion', 'green', 'purple', 'olive', 'grey'] as const) {
        expect(contrast(colors[tone], colors.paper), `${tone} on ${theme}`).toBeGreaterThan(2.9);
      }
    }
  });

  it('turns every tone dark, on a screen only', () => {
    expect(THEMES.map(themeStyle).filter((style) => style !== '')).toHaveLength(1);
    const style = themeStyle('auto');
    expect(style).toMatch(/^@media screen and \(prefers-color-scheme:dark\)/);
    for (const { light, dark } of Object.values(TONES)) expect(style).toContain(`[fill="${light}"]{fill:${dark}}`);
  });
});
