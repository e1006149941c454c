import { type DurationRange, parseHumanDuration } from '../time/human-duration.js';

/** A row of `kubectl get pods` in its own words; undefined is what is cut off or not told. */
export interface PodRowText {
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** How many containers count, as READY says. */
  readonly total: number | undefined;
  readonly status: string;
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
  const [, namespace, name, , total, status = '', restarts, lastAgo, age] = match;
  // Without a name it takes more than a word and a number to make a row.
  if (name === undefined && age === undefined && lastAgo === undefined) return undefined;
  if (name !== undefined && total === undefined && age === undefined) return undefined;
  return {
    namespace,
    name,
    total: total === undefined ? undefined : Number(total),
    status,
    restarts: Number(restarts),
    lastEndAgo: lastAgo === undefined ? undefined : parseHumanDuration(lastAgo),
    age: age === undefined ? undefined : parseHumanDuration(age),
  };
}
