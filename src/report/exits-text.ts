import type { RunAttempt } from '../analysis/run.js';
import { about, counted } from './words.js';

/** Kinds of exits that are told one by one. */
const MOST_KINDS = 3;

interface Kind {
  readonly exitCode: number | null;
  readonly reason: string | null;
  count: number;
}

/** How the runs of a container ended, and how long they lasted, in a sentence; undefined when none has ended. */
export function exitsText(attempts: readonly RunAttempt[]): string | undefined {
  const { kinds, ended, least, most } = endsOf(attempts);
  const [only] = kinds;
  if (only === undefined || ended < 2) return undefined;
  const [from, to] = [about(least), about(most)];
  const after = from === to ? `after ${from}` : `after ${from} to ${to}`;
  if (kinds.length === 1) return `Each of ${counted(ended, 'run')} ends with ${kindText(only)} ${after}.`;
  const told = kinds.toSorted((a, b) => b.count - a.count).slice(0, MOST_KINDS);
  const rest = ended - told.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...told.map((kind) => `${kind.count} ${kind.count === 1 ? 'ends' : 'end'} with ${kindText(kind)}`),
    ...(rest > 0 ? [`${rest} otherwise`] : []),
  ];
  return `Of ${counted(ended, 'run')}, ${parts.join(' and ')}, ${after}.`;
}

/** The kinds of exits in the order of the first of each, how many runs have ended, and the shortest and the longest. */
function endsOf(attempts: readonly RunAttempt[]) {
  const kinds: Kind[] = [];
  let kind: Kind | undefined;
  let ended = 0;
  let least = Infinity;
  let most = 0;
  for (const { startedAtSeconds, finishedAtSeconds, exitCode, reason } of attempts) {
    if (finishedAtSeconds === null) continue;
    // Most end as the one before.
    if (kind?.exitCode !== exitCode || kind.reason !== reason) kind = kindOf(kinds, exitCode, reason);
    kind.count += 1;
    ended += 1;
    const lasted = finishedAtSeconds - startedAtSeconds;
    if (lasted < least) least = lasted;
    if (lasted > most) most = lasted;
  }
  return { kinds, ended, least, most };
}

function kindOf(kinds: Kind[], exitCode: number | null, reason: string | null): Kind {
  const known = kinds.find((kind) => kind.exitCode === exitCode && kind.reason === reason);
  if (known !== undefined) return known;
  const kind = { exitCode, reason, count: 0 };
  kinds.push(kind);
  return kind;
}

const kindText = ({ exitCode, reason }: Kind): string => `exit ${exitCode} (${reason})`;
