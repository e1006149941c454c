/**
 * Whether a name matches a pattern of `*` (any text) and `?` (any one character); the whole name must match.
 */
export function globMatches(pattern: string, name: string): boolean {
  return globMatchesEach(pattern, name.length, (letter, at) => letter === name[at]);
}

/**
 * The same for a name of which only is known which letters fit where.
 *
 * Remembers only the last star, so the time is at most pattern × name, whatever the pattern.
 */
export function globMatchesEach(
  pattern: string,
  length: number,
  fits: (letter: string, at: number) => boolean,
): boolean {
  let at = 0;
  let inName = 0;
  let star = -1;
  let resume = 0;
  while (inName < length) {
    const token = pattern[at];
    if (token === '*') {
      star = at;
      at += 1;
      resume = inName;
    } else if (token === '?' || (token !== undefined && fits(token, inName))) {
      at += 1;
      inName += 1;
    } else if (star !== -1) {
      resume += 1;
      at = star + 1;
      inName = resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Whether a pattern names exactly one thing. */
export function isExact(pattern: string): boolean {
  return !/[*?]/.test(pattern);
}
