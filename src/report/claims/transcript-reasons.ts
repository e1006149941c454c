import type { TranscriptJudgement, TriedEndings } from '../../analysis/claims/judge-transcript.js';
import type { TranscriptClaim } from '../../analysis/claims/stated-claim.js';
import { agesOf, describeRow } from '../../analysis/transcript.js';
import { toSeconds } from '../../time/units.js';
import { counted, duration, grouped } from '../words.js';

/** How it has to live, as a clause. */
export const LIVES: Readonly<Record<Exclude<TriedEndings, 'exits'>, string>> = {
  'probe-kills': 'a liveness probe kills every run',
  'exit-then-kills': 'the first run ends by itself, and a liveness probe kills all others',
};

/** Why a transcript can be, or cannot, a sentence each. */
export function transcriptReasons({
  claim,
  endings,
  found,
  tooMany,
  plainAtMs,
}: TranscriptJudgement): readonly string[] {
  if (tooMany !== undefined) {
    const { row, earliestMs } = tooMany;
    const at = duration(toSeconds(earliestMs));
    return [
      `${describeRow(row)} has ${counted(row.restarts, 'restart')}; whatever its runs are and whatever ends them, restart ${grouped(row.restarts)} comes at ${at} at the earliest`,
      'a restart of the kubelet, or a new image, forgets the backoff; nothing of that is tried here',
    ];
  }
  if (found === undefined) return [];
  if (found.verdict === 'impossible') {
    const tried = 'tried: runs that exit, that a liveness probe kills, and one exit before such kills';
    return [found.reason, tried, ...byCount(claim, plainAtMs)];
  }
  const { version, runMs } = found.showing;
  const rows = claim.rows.length === 1 ? 'the row' : `all ${claim.rows.length} rows`;
  const runs = runMs === undefined ? '' : ` about ${duration(toSeconds(Math.round(runMs / 100) * 100))} each time`;
  const lives =
    endings === 'exits' ? `a container that runs${runs}` : `a container of which ${LIVES[endings ?? 'probe-kills']}`;
  return [`${lives} on kubelet ${version} shows ${rows} (run ${grouped(found.runs)} of those tried)`];
}

/** What the rule says of the number of restarts alone, where a search says nothing certain. */
function byCount({ rows }: TranscriptClaim, plainAtMs: number | undefined): readonly string[] {
  const row = rows.at(-1);
  if (row === undefined || plainAtMs === undefined) return [];
  const { to } = agesOf(row);
  const fits = plainAtMs <= to ? 'which its age allows' : 'later than its age allows';
  const at = duration(toSeconds(plainAtMs));
  return [`by the count alone: a process that exits at once has restart ${grouped(row.restarts)} at ${at}, ${fits}`];
}
