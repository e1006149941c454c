import type { Options } from 'yargs';

/** `-f` of commands that take their scenarios as words. */
export const MORE_MANIFESTS = {
  alias: 'f',
  type: 'string',
  array: true,
  nargs: 1,
  default: [] as string[],
  describe: 'more manifests',
} as const satisfies Options;

/** `--for` of commands that simulate a scenario once. */
export const OTHER_DURATION = {
  type: 'string',
  requiresArg: true,
  describe: 'simulate this long instead of the scenario’s duration',
} as const satisfies Options;
