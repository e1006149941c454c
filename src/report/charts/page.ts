import type { Chart } from './chart.js';
import { type Theme, TONES } from './palette.js';
import { FONT, FONT_FAMILY } from './text-size.js';

/** What one page holds. */
export interface PageParts {
  readonly title: string;
  readonly theme: Theme;
  /** Each with its picture as it is shown until the script draws it anew, or where none runs. */
  readonly charts: readonly { readonly chart: Chart; readonly svg: string }[];
  /** The charts’ font by weight, as WOFF2 in Base64. */
  readonly fonts: Readonly<Record<'400' | '600', string>>;
  /** Draws the charts in the browser. */
  readonly script: string;
}

/** What the page hands to its script. */
export interface PageData {
  readonly theme: Theme;
  readonly charts: readonly Chart[];
}

const COLORS = ['paper', 'ink', 'muted', 'grid'] as const;

/** One HTML file with everything in it: it opens without a network, and says so to the browser. */
export function chartPage({ title, theme, charts, fonts, script }: PageParts): string {
  const data: PageData = { theme, charts: charts.map(({ chart }) => chart) };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:">
<title>${escaped(title)}</title>
<style>${style(theme)}
${faces(fonts)}</style>
</head>
<body>
<main>
${charts.map(({ svg }, number) => `<figure data-chart="${number}">${svg}</figure>`).join('\n')}
</main>
<footer>Point at a chart, or touch it, for its numbers. Drawn by crashloop, which simulates kubelet restart backoff.</footer>
<script type="application/json" id="charts">${inScript(JSON.stringify(data))}</script>
<script>${inScript(script)}</script>
</body>
</html>
`;
}

function style(theme: Theme): string {
  const colors = (shade: 'light' | 'dark'): string => COLORS.map((name) => `--${name}:${TONES[name][shade]}`).join(';');
  const first = theme === 'dark' ? 'dark' : 'light';
  return [
    `:root{color-scheme:${theme === 'auto' ? 'light dark' : theme};${colors(first)}}`,
    theme === 'auto' ? `@media screen and (prefers-color-scheme:dark){:root{${colors('dark')}}}` : '',
    `body{margin:0;background:var(--paper);color:var(--ink);font-family:${FONT}}`,
    'main{max-width:1400px;margin:0 auto}',
    'figure{margin:0;padding:8px 0;border-bottom:1px solid var(--grid)}',
    'figure>svg{display:block;max-width:100%;height:auto}',
    'footer{max-width:1400px;margin:0 auto;padding:12px 20px 24px;box-sizing:border-box;color:var(--muted);font-size:12.5px}',
    'svg text{white-space:pre}',
    '@media print{figure{break-inside:avoid;border:0}footer{display:none}}',
  ].join('\n');
}

function faces(fonts: PageParts['fonts']): string {
  return Object.entries(fonts)
    .map(([weight, data]) => {
      const source = `url(data:font/woff2;base64,${data}) format('woff2')`;
      return `@font-face{font-family:'${FONT_FAMILY}';font-weight:${weight};src:${source}}`;
    })
    .join('\n');
}

/** A script element ends at the first `</script`, whatever stands around it; `<!--` begins something else. */
function inScript(text: string): string {
  return text.replace(/<(?=\/script|!--)/gi, '\\u003c');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
