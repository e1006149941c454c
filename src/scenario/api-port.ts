import * as z from 'zod/mini';
import { invalidValue } from './phrasing.js';
import { say } from './schema-parts.js';

type Raw = { readonly input?: unknown };

const LAST_PORT = 65_535;
const LONGEST_NAME = 15;

/** What is wrong with the name of a port. @source apimachinery pkg/util/validation IsValidPortName */
function nameProblem(name: string): string | undefined {
  if (name.length > LONGEST_NAME) return `must be no more than ${LONGEST_NAME} characters`;
  if (!/^[-a-z0-9]+$/.test(name)) return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/[a-z]/.test(name)) return 'must contain at least one letter (a-z)';
  if (name.includes('--')) return 'must not contain consecutive hyphens';
  return name.startsWith('-') || name.endsWith('-') ? 'must not begin or end with a hyphen' : undefined;
}

const numberProblem = (port: number, from: number): string | undefined =>
  port >= from && port <= LAST_PORT ? undefined : `must be between 1 and ${LAST_PORT}, inclusive`;

const badNumber =
  (from: number, zero?: string) =>
  ({ input }: Raw): string => {
    const message = input === 0 ? zero : undefined;
    const why = numberProblem(Number(input), from) ?? '';
    return say({ code: 'out-of-range', message: message ?? invalidValue(input, why) });
  };

const badName = ({ input }: Raw): string =>
  say({ code: 'invalid-name', message: invalidValue(input, nameProblem(String(input)) ?? '') });

/**
 * The number of a port.
 *
 * @param from 0 where that means "none"
 * @param zero what is said of 0
 */
export function portNumber(from: 0 | 1 = 1, zero?: string) {
  const error = badNumber(from, zero);
  return z.int().check(z.refine((port) => numberProblem(port, from) === undefined, { error }));
}

/** The name of a port; may be empty, which means "none". */
export function portName() {
  return z.string().check(z.refine((name) => name === '' || nameProblem(name) === undefined, { error: badName }));
}

/** The port a probe or hook goes to. */
export function portOrName() {
  const name = z.string().check(z.refine((text) => nameProblem(text) === undefined, { error: badName }));
  return z.union([name, portNumber()]);
}
