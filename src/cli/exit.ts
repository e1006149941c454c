/** Exit codes, the same for every command. */
export const EXIT = {
  good: 0,
  expectationFailed: 1,
  badInput: 2,
  bug: 70,
  outputFailed: 74,
  interrupted: 130,
} as const;
