import { COUNT, countOf, spanOf, TIME, timeOf } from './claim-words.js';
import type { StatedBackoff, StatedClaim } from './stated-claim.js';

/** Reads one claim in words; undefined when it is none. */
export function readClaim(text: string): StatedClaim | undefined {
  const words = text
    .replace(/[“”"'`*_|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const backoff = backoffIn(words);
  const terms = { backoff, runMs: runIn(words) };
  const rest = words.replace(PERIODS, '').replace(MAX, '').replace(RUN, '');
  for (const read of READERS) {
    const claim = read(rest, terms);
    if (claim !== undefined) return claim;
  }
  return undefined;
}

type Terms = { readonly backoff: StatedBackoff | undefined; readonly runMs: number | undefined };
type Reader = (text: string, terms: Terms) => StatedClaim | undefined;

/** `1s/60s`, as KEP-4603 names a curve by its first wait and its cap. */
const PERIODS = new RegExp(`(?:^|\\s)(${TIME})\\s*/\\s*(${TIME})\\s*:?`, 'i');
const MAX = new RegExp(
  `(?:maxContainerRestartPeriod|max(?:imum)?(?: period)?|cap(?:ped at)?)\\s*[:=]?\\s*(${TIME})`,
  'i',
);
const RUN = new RegExp(
  `(?:(?:with|at|of|and)\\s+)?(?:runs?(?: of)?|crashing every)\\s+(${TIME})|(?:at|with)\\s+(${TIME})\\s+runs`,
  'i',
);

function backoffIn(text: string): StatedBackoff | undefined {
  const pair = PERIODS.exec(text);
  if (pair !== null) return { initialMs: timeOf(pair[1] ?? ''), maxMs: timeOf(pair[2] ?? '') };
  const max = MAX.exec(text);
  return max === null ? undefined : { initialMs: undefined, maxMs: timeOf(max[1] ?? '') };
}

function runIn(text: string): number | undefined {
  const run = RUN.exec(text);
  return run === null ? undefined : timeOf(run[1] ?? run[2] ?? '');
}

const IN = '(?:in|within|over|per|by|after|during|every|each|a|/)';
const EVENTS = '(restarts?|crashes|times)';

const excess: Reader = (text, { backoff, runMs }) => {
  const pattern = new RegExp(
    `(${COUNT})\\s+(?:excess|extra|additional|more)\\s+restarts?.*?\\b(first|every|per|each)\\s+(${TIME})`,
    'i',
  );
  const match = pattern.exec(text);
  const periodMs = spanOf(match?.[3] ?? '');
  if (match === null || periodMs === undefined || backoff === undefined) return undefined;
  const period = /first/i.test(match[2] ?? '') ? 'first' : 'every';
  return { kind: 'excess', backoff, runMs, count: countOf(match[1] ?? ''), period, periodMs };
};

/** Words that ask about any window, not about the first one. */
const alert: Reader = (text, terms) => {
  const more = '(?<more>more than|over|above|>=?|≥|at least|exceeds?)';
  const time = `${IN}?\\s*(?:any|the last|a window of)?\\s*(?<time>${TIME})`;
  const forms = [
    new RegExp(`${more}\\s*(?<count>${COUNT})\\s*${EVENTS}\\s*${time}`, 'i'),
    new RegExp(`${EVENTS}\\s*(?<more>>=?|≥)\\s*(?<count>${COUNT})\\s*${time}`, 'i'),
    new RegExp(`\\[(?<time>\\w+)\\]\\s*\\)+\\s*(?<more>>=?)\\s*(?<count>${COUNT})`, 'i'),
  ];
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    const windowMs = spanOf(groups?.time ?? '');
    if (groups === undefined || windowMs === undefined) continue;
    const isStrict = !/>=|≥|at least/i.test(groups.more ?? '');
    return { kind: 'window', ...terms, count: countOf(groups.count ?? '') + (isStrict ? 1 : 0), windowMs };
  }
  return undefined;
};

/** "restarts after 10s, 30s, 1m10s", "waits of 10s, 20s, 40s". */
const instants: Reader = (text, terms) => {
  const list = new RegExp(`${TIME}(?:\\s*(?:,|;|→|->|and|then)\\s*(?:and\\s+)?${TIME}){2,}`, 'i').exec(text);
  if (list === null) return undefined;
  const times = [...list[0].matchAll(new RegExp(TIME, 'gi'))].flatMap(([time]) => timeOf(time) ?? []);
  const areWaits = /\b(waits?|delays?|back-?offs?|intervals?)\b/i.test(text);
  let atMs = 0;
  const summed = times.map((time) => {
    atMs += time;
    return atMs;
  });
  return { kind: 'instants', ...terms, atMs: areWaits ? summed : times };
};

/** A rate is of a whole period, whatever kubectl prints. */
const RATE = /\b(per|an?|every|each|first)\b|\//i;

const counted: Reader = (text, terms) => {
  const forms = [
    new RegExp(
      `(?<count>${COUNT})\\s*(?:or more|\\+)?\\s*(?<what>${EVENTS})\\s*${IN}?\\s*(?:the\\s+)?(?:first\\s+)?(?<time>${TIME})`,
      'i',
    ),
    new RegExp(
      `(?<what>restarts?|crash(?:es)?)\\s*[#:]?\\s*(?<count>${COUNT})\\s*(?:is\\s+)?${IN}\\s*(?:the\\s+)?(?:first\\s+)?(?<time>${TIME})`,
      'i',
    ),
    new RegExp(`(?<time>${TIME}).*?(?<what>restarts?|crashes)\\s*[#:=]?\\s*(?<count>${COUNT})`, 'i'),
    new RegExp(`(?<time>${TIME}).*?(?<count>${COUNT})\\s*(?<what>restarts?|crashes)`, 'i'),
    new RegExp(`(?:first|all)\\s+(?<count>${COUNT})\\s+(?<what>restarts?|crashes)\\s*${IN}\\s*(?<time>${TIME})`, 'i'),
  ];
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    const withinMs = spanOf(groups?.time ?? '');
    if (groups === undefined || withinMs === undefined) continue;
    const what = /crash/i.test(groups.what ?? '') ? 'crashes' : 'restarts';
    const isAge = !RATE.test(form.exec(text)?.[0] ?? '');
    return { kind: 'count', what, ...terms, count: countOf(groups.count ?? ''), withinMs, isAge };
  }
  return undefined;
};

const READERS: readonly Reader[] = [excess, alert, instants, counted];
