import type { Comparison, PolicyRow, SubjectFigures } from '../analysis/compare/compare.js';
import type { Figures } from '../analysis/compare/figures.js';
import { toSeconds } from '../time/units.js';
import { type FigureColumn, figureColumns, subjectName } from './compare-cells.js';
import { comparisonFinding } from './compare-finding.js';
import { comparisonNotes } from './compare-notes.js';
import { policyText } from './policy-text.js';
import { type Column, renderTable } from './table.js';
import { counted, duration, hanging, wrapped } from './words.js';

export interface CompareTextOptions {
  readonly width: number;
  /** `all`: every container, and how each rate came about. */
  readonly detail: 'all' | 'some';
}

/** More containers than this are told with `-o wide` only. */
const MOST_SUBJECTS = 3;
/** A longer policy is cut; the list of rules has it in full. */
const longestName = (width: number): number => (width < 80 ? 16 : 24);
const GAP = 3;

/** Tells a comparison to a person: the rules, a table for each container that restarts, what the columns mean, and the finding. */
export function compareText(comparison: Comparison, { width, detail }: CompareTextOptions): string {
  const { scenario, description, rows, subjects, ownMs, kubeletVersion, fidelity, seed, runs } = comparison;
  const seeds = runs > 1 ? `seeds ${seed}.0 to ${seed}.${runs - 1}, means` : `seed ${seed}`;
  const head = `${scenario}: ${duration(toSeconds(ownMs))} on kubelet ${kubeletVersion} under ${counted(rows.length, 'policy').replace(/policys$/, 'policies')} (${fidelity}, ${seeds})`;
  const told = detail === 'all' ? subjects : subjects.slice(0, MOST_SUBJECTS);
  const left = subjects.length - told.length;
  return [
    lines([head, ...(description === undefined ? [] : [description])], width),
    rulesText(rows, width),
    ...told.map((subject) => subjectText(subject, rows, width)),
    ...(left > 0 ? [`${counted(left, 'more container')}; -o wide shows all\n`] : []),
    ...(subjects.length === 0 ? ['No container restarts under any of them.\n'] : []),
    comparisonNotes(comparison, detail)
      .flatMap((note) => hanging('- ', note, width))
      .map((line) => `${line}\n`)
      .join(''),
    lines([comparisonFinding(comparison)], width),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** The rule beside each policy, or below where the name is long. */
function rulesText(rows: readonly PolicyRow[], width: number): string {
  const widest = Math.min(longestName(width), Math.max(...rows.map(({ policy }) => policy.length)));
  return rows
    .map(({ policy, rule, problem }) => {
      const problems = problem === undefined ? [] : [`not run: ${problem}`];
      const text = [...(rule === undefined ? [] : [policyText(rule)]), ...problems].join('; ');
      const [first = '', ...others] = wrapped(text, width - widest - GAP);
      const below = ' '.repeat(widest + GAP);
      const beside = policy.length > widest ? `${policy}\n${below}${first}` : policy.padEnd(widest + GAP) + first;
      return `${[beside, ...others.map((line) => below + line)].join('\n')}\n`;
    })
    .join('');
}

const lines = (texts: readonly string[], width: number): string =>
  texts
    .filter((text) => text !== '')
    .map((text) => `${wrapped(text, width).join('\n')}\n`)
    .join('');

interface Line {
  readonly policy: string;
  readonly figures: Figures;
}

function subjectText({ subject, pods, figures }: SubjectFigures, rows: readonly PolicyRow[], width: number): string {
  const each = pods > 1 ? ` (${pods} pods; the figures are of one)` : '';
  const told = rows.flatMap(({ policy }, at): readonly Line[] => {
    const own = figures[at];
    return own === undefined ? [] : [{ policy, figures: own }];
  });
  return `${lines([subjectName({ subject }) + each], width)}\n${stacked(told, width)}`;
}

/** One table where it fits the width, else several, one below the other: groups of columns stay together if they can. */
function stacked(told: readonly Line[], width: number): string {
  const [first] = told;
  if (first === undefined) return '';
  const name: Column<Line> = { title: 'POLICY', cell: ({ policy }) => clipped(policy, longestName(width)) };
  const fits = (columns: readonly Column<Line>[]): boolean => widthOf([name, ...columns], told) <= width;
  const groups = figureColumns(first.figures).map((group) => group.map((column) => columnOf(column, told, first)));
  const tables: (readonly Column<Line>[])[] = [];
  const place = (group: readonly Column<Line>[]): void => {
    const last = tables.at(-1) ?? [];
    if (tables.length > 0 && fits([...last, ...group])) tables[tables.length - 1] = [...last, ...group];
    else if (fits(group) || group.length === 1) tables.push(group);
    else for (const column of group) place([column]);
  };
  groups.forEach(place);
  return tables.map((table) => renderTable([name, ...table], told)).join('\n');
}

function columnOf({ title, value, difference }: FigureColumn, told: readonly Line[], first: Line): Column<Line> {
  const widest = Math.max(title.length, ...told.map(({ figures }) => value(figures).length));
  const cell = ({ figures }: Line): string =>
    `${value(figures).padStart(widest)} ${difference(figures, first.figures)}`;
  return { title: title.padStart(widest), cell: (line) => cell(line).trimEnd() };
}

function widthOf(columns: readonly Column<Line>[], told: readonly Line[]): number {
  return Math.max(
    ...renderTable(columns, told)
      .split('\n')
      .map((line) => line.length),
  );
}

function clipped(policy: string, longest: number): string {
  return policy.length > longest ? `${policy.slice(0, longest - 1)}…` : policy;
}
