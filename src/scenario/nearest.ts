/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const best = Math.min(replace, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swaps ? Math.min(best, (before[j - 2] ?? 0) + 1) : best);
    }
    [before, above] = [above, row];
  }
  return above[b.length] ?? 0;
}

/** Names get no longer than this in Kubernetes; longer words are not compared. */
const LONGEST_WORD = 253;

/** Of more names than these, nobody sees at once which is meant. */
const MOST_CANDIDATES = 500;

/** The candidate a misspelt word most likely meant, if one is close: a third of its letters may differ. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates.slice(0, MOST_CANDIDATES)) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) [best, fewest] = [candidate, edits];
  }
  return best;
}

/** `did you mean …?`, or what there is to choose from when nothing is close. */
export function suggestion(word: string, candidates: readonly string[], otherwise?: string): string | undefined {
  const meant = nearest(word, candidates);
  return meant === undefined ? otherwise : `did you mean ${meant}?`;
}
