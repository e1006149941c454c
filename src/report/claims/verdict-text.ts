/** A verdict in words, by its name in JSON. */
export const VERDICT_TEXT = {
  possible: 'possible',
  'only-if': 'possible on a condition',
  impossible: 'impossible',
  'not-found': 'not found',
} as const;
