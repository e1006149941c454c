import type { Family, Labels } from '../analysis/metrics/family.js';
import { instantAt } from '../analysis/metrics/grid.js';
import type { Scraped } from '../analysis/metrics/scrape.js';
import type { Series } from '../analysis/metrics/series.js';
import { RUN_BEGINS_MS } from '../time/calendar.js';
import { SECOND_MS } from '../time/units.js';

/**
 * What was scraped as OpenMetrics text, piece by piece: metric after metric, series after series, in order of time.
 *
 * What OpenMetrics cannot say is that a series ended; who reads it takes its last value for the present one for a while.
 *
 * @source OpenMetrics 1.0, text format
 */
export function* openMetrics({ grid, series }: Scraped): Generator<string> {
  const times = Array.from({ length: grid.count }, (_, place) =>
    String((RUN_BEGINS_MS + instantAt(grid, place)) / SECOND_MS),
  );
  const families = new Map<string, Series[]>();
  for (const each of series) {
    const known = families.get(each.family.name);
    if (known === undefined) families.set(each.family.name, [each]);
    else known.push(each);
  }
  for (const name of [...families.keys()].sort()) {
    const members = families.get(name) ?? [];
    if (members[0] !== undefined) yield heading(members[0].family);
    for (const member of members) yield lines(member, times);
  }
  yield '# EOF\n';
}

/** The name of a counter is told without the suffix that its samples carry. */
function heading({ name, type, help }: Family): string {
  const told = type === 'counter' ? name.replace(/_total$/, '') : name;
  return `# TYPE ${told} ${type}\n# HELP ${told} ${escaped(help)}\n`;
}

function lines(series: Series, times: readonly string[]): string {
  const { family, labels } = series;
  const name = `${family.name}{${labelText(labels)}}`;
  let text = '';
  for (const [place, value] of series.dense(times.length).entries()) {
    if (!Number.isNaN(value)) text += `${name} ${value} ${times[place]}\n`;
  }
  return text;
}

/** Labels as a selector writes them, in the order of their names. */
export function labelText(labels: Labels): string {
  return Object.keys(labels)
    .filter((name) => labels[name] !== '')
    .sort()
    .map((name) => `${name}="${escaped(labels[name] ?? '')}"`)
    .join(',');
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
