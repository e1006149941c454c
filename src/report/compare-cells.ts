import type { SubjectFigures } from '../analysis/compare/compare.js';
import type { Figures } from '../analysis/compare/figures.js';
import { MARKS_MS } from '../analysis/compare/figures.js';
import { HOUR_MS, toSeconds } from '../time/units.js';
import { duration, grouped, percent } from './words.js';

/** One column of a comparison: what it shows of a policy, and how that differs from the first. */
export interface FigureColumn {
  readonly title: string;
  readonly value: (figures: Figures) => string;
  readonly difference: (figures: Figures, first: Figures) => string;
}

const HOURS_A_DAY = 24;

/** What a table is about: `deployment web, container app`. */
export function subjectName({ subject: { workload, container } }: Pick<SubjectFigures, 'subject'>): string {
  const [kind = '', name = ''] = workload.split('/');
  return `${kind.toLowerCase()} ${name}, container ${container}`;
}

/** Three digits that matter; large numbers in full. */
export function figure(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return grouped(Math.round(value));
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

/** A time to a tenth of a second below a minute, else to the second. */
export function time(ms: number): string {
  const seconds = toSeconds(ms);
  return duration(seconds < 60 ? Math.round(seconds * 10) / 10 : Math.round(seconds));
}

/** Restarts an hour, or a day where an hour has less than one. */
export function rate({ basis, perHour }: Pick<Figures['steady'], 'basis' | 'perHour'>): string {
  if (perHour === 0) return '0';
  const text = perHour >= 1 ? `${figure(perHour)}/h` : `${figure(perHour * HOURS_A_DAY)}/d`;
  return basis === 'average' ? `~${text}` : text;
}

function signed(difference: number, text: (size: number) => string): string {
  if (difference === 0) return '';
  return `${difference > 0 ? '+' : '-'}${text(Math.abs(difference))}`;
}

/** How many times the first it is; nothing where they are alike or there is nothing to divide by. */
export function times(value: number, first: number): string {
  const ratio = first === 0 ? '1' : figure(value / first);
  return ratio === '1' ? '' : `×${ratio}`;
}

/** The columns of a comparison, by groups that belong together, in the order of their importance to a reader. */
export function figureColumns(example: Figures): readonly (readonly FigureColumn[])[] {
  const marks = MARKS_MS.map((markMs, at): FigureColumn => {
    const of = ({ restarts }: Figures): number => restarts[at] ?? 0;
    return {
      title: `IN ${markMs > HOUR_MS ? '1d' : time(markMs)}`,
      value: (figures) => figure(of(figures)),
      difference: (figures, first) => signed(of(figures) - of(first), figure),
    };
  });
  const returns = example.recoveries.map(({ of: { dependency } }, at) => {
    const spans = [
      ['BACK AFTER', 'asWrittenMs'],
      ['MEAN', 'meanMs'],
      ['WORST', 'worstMs'],
    ] as const;
    return spans.map(([title, key]): FigureColumn => {
      const of = ({ recoveries }: Figures): number | undefined => recoveries[at]?.recovery?.[key];
      return {
        title: example.recoveries.length > 1 ? `${title} (${dependency} ${at + 1})` : title,
        value: (figures) => {
          const ms = of(figures);
          return ms === undefined ? '-' : time(ms);
        },
        difference: (figures, first) => signed((of(figures) ?? 0) - (of(first) ?? 0), time),
      };
    });
  });
  const longRun: readonly FigureColumn[] = [
    {
      title: 'STEADY',
      value: ({ steady }) => rate(steady),
      difference: ({ steady }, first) => times(steady.perHour, first.steady.perHour),
    },
    {
      title: 'WAITING',
      value: ({ waitingRatio }) => percent(waitingRatio),
      difference: () => '',
    },
    {
      title: 'REQUESTS',
      value: ({ apiRequestsPerSecond }) => `${figure(apiRequestsPerSecond)}/s`,
      difference: () => '',
    },
  ];
  return [marks, longRun, ...returns];
}
