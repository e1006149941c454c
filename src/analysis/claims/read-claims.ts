import { cleanText } from '../../evidence/clean-text.js';
import type { TranscriptRow } from '../transcript.js';
import { readClaim } from './read-claim.js';
import { type RowOfPod, readRow } from './read-row.js';
import type { ClaimAt } from './stated-claim.js';

/** Of a longer line nothing is read. */
const LONGEST_LINE = 2_000;

/** What is not meant as a claim: empty lines, comments, prompts, and the head of a table. */
const NO_CLAIM = /^\s*(?:$|#|\/\/|\$ |NAME(?:SPACE)?\s|---|```|\|[\s:|-]*\|?$)/;

/**
 * Every claim of a text, a line each; rows of `kubectl get pods` that follow one another are one claim for each pod they
 * are about.
 */
export function readClaims(text: string): readonly ClaimAt[] {
  const claims: ClaimAt[] = [];
  let rows: (RowOfPod & { readonly line: number; readonly text: string })[] = [];
  const flush = (): void => {
    claims.push(...transcripts(rows));
    rows = [];
  };
  cleanText(text)
    .split('\n')
    .forEach((line, at) => {
      if (line.length > LONGEST_LINE || NO_CLAIM.test(line)) return;
      const row = readRow(line);
      if (row !== undefined) {
        rows.push({ ...row, line: at + 1, text: line.trim() });
        return;
      }
      flush();
      claims.push({ line: at + 1, text: line.trim(), claim: readClaim(line) });
    });
  flush();
  return claims;
}

function transcripts(rows: readonly (RowOfPod & { readonly line: number; readonly text: string })[]): ClaimAt[] {
  const pods = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.namespace ?? ''}/${row.pod ?? ''}`;
    pods.set(key, [...(pods.get(key) ?? []), row]);
  }
  return [...pods.values()].flatMap((ofPod) => {
    const [first] = ofPod;
    if (first === undefined) return [];
    const told: readonly TranscriptRow[] = ofPod.map(({ row }) => row);
    const text = ofPod.length === 1 ? first.text : `${first.pod ?? 'a pod'}, ${ofPod.length} rows`;
    return [{ line: first.line, text, claim: { kind: 'transcript', pod: first.pod, rows: told } }];
  });
}
