import { type DurationRange, parseHumanDuration } from '../time/human-duration.js';

/** A row of `kubectl get pods` in its own words; undefined is what is cut off or not told. */
export interface PodRowText {
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** How many containers are ready, and how many count, as READY says. */
  readonly ready: number | undefined;
  readonly total: number | undefined;
  readonly status: string;
  /** Of `Init:0/1`: how many init containers are done, and how many there are. */
  readonly init: { readonly done: number; readonly total: number } | undefined;
  readonly restarts: number;
  /** How long ago the newest run in `lastState` ended. */
  readonly lastEndAgo: DurationRange | undefined;
  readonly age: DurationRange | undefined;
}

/** Longer lines are no rows. */
const LONGEST_ROW = 2_000;
const NAME = '[a-z0-9][-a-z0-9.]*';
/** An age, for use inside a larger pattern. */
export const AGE = '(?:\\d+[ydhms])+';
/** `web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m`, in any spacing, the columns at its ends maybe cut off. */
const ROW = new RegExp(
  `^\\s*(?:(?:(${NAME})\\s+)?(?:pod/)?(${NAME})\\s+)?(?:(\\d+)/(\\d+)\\s+)?([A-Z][A-Za-z]*(?::[A-Za-z0-9/]+)?)\\s+(\\d{1,7})` +
    `(?:\\s+\\((${AGE}) ago\\))?(?:\\s+(${AGE})(?:\\s.*)?)?\\s*$`,
);

/** Reads one row, with or without the pod's name; undefined when it is none. */
export function readPodRow(line: string): PodRowText | undefined {
  const match = line.length > LONGEST_ROW ? null : ROW.exec(line);
  if (match === null) return undefined;
  const [, namespace, name, ready, total, status = '', restarts, lastAgo, age] = match;
  // Without a name it takes more than a word and a number to make a row.
  if (name === undefined && age === undefined && lastAgo === undefined) return undefined;
  if (name !== undefined && total === undefined && age === undefined) return undefined;
  return {
    namespace,
    name,
    ready: ready === undefined ? undefined : Number(ready),
    total: total === undefined ? undefined : Number(total),
    status,
    init: initOf(status),
    restarts: Number(restarts),
    lastEndAgo: lastAgo === undefined ? undefined : parseHumanDuration(lastAgo),
    age: age === undefined ? undefined : parseHumanDuration(age),
  };
}

function initOf(status: string): PodRowText['init'] {
  const match = /^Init:(\d{1,4})\/(\d{1,4})$/.exec(status);
  return match === null ? undefined : { done: Number(match[1]), total: Number(match[2]) };
}
