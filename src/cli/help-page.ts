import type { Io } from './io.js';

const WIDEST_HELP = 110;

/** How many columns a page of help has. */
export const helpColumns = ({ columns }: Io): number => Math.min(columns, WIDEST_HELP);

/** What every page of help ends with. */
export const EXIT_CODES =
  'Exit codes: 0 good, 1 an expectation failed, a claim does not hold or an object is not there, 2 bad input, 70 a bug of ours, 74 output not written.';
