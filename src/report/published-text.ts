import type { JudgedClaim, JudgedReading, PublishedVerdict } from '../analysis/published/judge-published.js';
import { type Column, renderMarkdownTable } from './table.js';
import { grouped, wrapped } from './words.js';

/** What was published and is no matter of computing. */
export interface NotRun {
  readonly id: string;
  readonly says: string;
  readonly because: string;
}

const VERDICT_WIDTH = 'ambiguous'.length;
const ID_WIDTH = 3;
const GAP = '  ';

function number(value: number): string {
  if (Number.isNaN(value)) return 'never';
  const rounded = Math.round(value * 10) / 10;
  return Number.isInteger(rounded) ? grouped(rounded).replace('-', '−') : String(rounded);
}

/** Published numbers as a reader of the publication knows them. */
function publishedText({ published }: JudgedClaim): string {
  if (!('min' in published)) return published.map(number).join(', ');
  const { min, max } = published;
  if (max === Number.POSITIVE_INFINITY) return `${number(min)} or more`;
  return min === Number.NEGATIVE_INFINITY ? `${number(max)} or fewer` : `${number(min)} to ${number(max)}`;
}

const computedText = ({ computed }: JudgedReading): string => computed.map(number).join(', ');

/** Ours, each with what is assumed; once where all readings give the same. */
function oursText({ readings }: JudgedClaim): string {
  const own = readings.map(computedText);
  const isOne = readings.every(({ place }) => place === 0) && new Set(own).size === 1;
  if (isOne) return `${own[0]} (${readings.map(({ assume }) => assume).join('; ')})`;
  return readings.map((reading, at) => `${own[at]} (${reading.assume})`).join('; ');
}

const COUNTED: Readonly<Record<PublishedVerdict, (count: number) => string>> = {
  holds: (count) => `${count} ${count === 1 ? 'holds' : 'hold'}`,
  wrong: (count) => `${count} ${count === 1 ? 'is' : 'are'} wrong`,
  ambiguous: (count) => `${count} ${count === 1 ? 'depends' : 'depend'} on what is assumed`,
};

/** How many claims hold. */
function publishedSummary(claims: readonly JudgedClaim[], notRun: readonly NotRun[]): string {
  const counts = (['holds', 'ambiguous', 'wrong'] as const).map((verdict) =>
    COUNTED[verdict](claims.filter((claim) => claim.verdict === verdict).length),
  );
  const left = notRun.length === 0 ? '' : `; ${notRun.length} more are not about restarts that can be computed`;
  return `Of ${claims.length} published claims ${counts.join(', ')}${left}.`;
}

/** Published figures and ours, claim by claim, for people. */
export function publishedClaimsText(claims: readonly JudgedClaim[], notRun: readonly NotRun[], width: number): string {
  const margin = ID_WIDTH + GAP.length + VERDICT_WIDTH + GAP.length;
  const blocks = claims.map((claim) => {
    const { id, verdict, says, source, because } = claim;
    const head = id.padEnd(ID_WIDTH) + GAP + verdict.padEnd(VERDICT_WIDTH) + GAP;
    const told = [`${says} (${source})`, `published ${publishedText(claim)}; here ${oursText(claim)}`, because].flatMap(
      (text) => wrapped(text, width - margin),
    );
    return `${told.map((line, at) => (at === 0 ? head : ' '.repeat(margin)) + line).join('\n')}\n`;
  });
  return [...blocks, `${wrapped(publishedSummary(claims, notRun), width).join('\n')}\n`].join('\n');
}

/** The same as a page of Markdown. */
export function publishedClaimsMarkdown(claims: readonly JudgedClaim[], notRun: readonly NotRun[]): string {
  const columns: readonly Column<JudgedClaim>[] = [
    { title: '#', cell: ({ id }) => id },
    { title: 'Source', cell: ({ source }) => source },
    { title: 'Claim', cell: ({ says }) => says },
    { title: 'Published', cell: publishedText },
    { title: 'Computed here (assuming)', cell: oursText },
    { title: 'Verdict', cell: ({ verdict }) => (verdict === 'holds' ? 'holds' : `**${verdict}**`) },
    { title: 'Because', cell: ({ because }) => because },
  ];
  const left: readonly Column<NotRun>[] = [
    { title: '#', cell: ({ id }) => id },
    { title: 'Claim', cell: ({ says }) => says },
    { title: 'Why it is not computed', cell: ({ because }) => because },
  ];
  return [
    '# Published figures about restart backoff, and ours\n',
    'Claims of KEP-4603, KEP-5593 and others in `published.yaml`, each computed by running the scenarios of this folder.\n' +
      'A claim *holds* when every reading of its text gives the published numbers, is *ambiguous* when each number comes out\n' +
      'of some reading but not of all, and *wrong* when a number comes out of none. Numbers are restarts, or seconds where the\n' +
      'claim is about times. This page is written by `crashloop compare scenarios/keps -o markdown`, and a test keeps it true.\n',
    `${publishedSummary(claims, notRun)}\n`,
    renderMarkdownTable(columns, claims),
    ...(notRun.length === 0 ? [] : ['Not computed:\n', renderMarkdownTable(left, notRun)]),
  ].join('\n');
}
