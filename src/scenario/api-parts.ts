import * as z from 'zod/mini';
import { invalidValue } from './phrasing.js';
import { parseQuantity } from './quantity.js';
import { once, say, strict } from './schema-parts.js';

/** Kubernetes takes null for "not set". */
export const maybe = <T extends z.core.$ZodType>(schema: T) => z.nullish(schema);

const anything = once(() => z.optional(z.unknown()));

/**
 * An object of the API: what is read of it, and the names of its other fields, which may hold anything. A field it does
 * not have is refused, as kubectl does by default.
 */
export function fields<T extends z.core.$ZodLooseShape>(read: T, others = '') {
  const rest = Object.fromEntries(
    others
      .split(' ')
      .filter(Boolean)
      .map((name) => [name, anything()]),
  );
  // What is not read has no type to anybody.
  return strict('', { ...rest, ...read }) as unknown as ReturnType<typeof z.object<T>>;
}

/** An object of the API of which only is known that it is one. */
export const anyFields = () => z.record(z.string(), z.unknown());

type Raw = { readonly input?: unknown };

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

/** Whether Kubernetes takes it as the name of a container or namespace. @source RFC 1123 label */
export const isLabel = (name: string): boolean => name.length <= LONGEST_LABEL && LABEL.test(name);

/** Whether Kubernetes takes it as the name of a pod or node. @source RFC 1123 subdomain */
export const isSubdomain = (name: string): boolean => name.length <= LONGEST_SUBDOMAIN && SUBDOMAIN.test(name);

/** @source apimachinery pkg/util/validation/validation.go */
const LABEL_RULE = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character`;
const SUBDOMAIN_RULE = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`;

function named(isValid: (name: string) => boolean, rule: string, longest: number) {
  const error = ({ input }: Raw): string => {
    const text = String(input);
    if (text === '') return say({ code: 'missing-key', message: 'Required value' });
    const why = text.length > longest ? `must be no more than ${longest} characters` : rule;
    return say({ code: 'invalid-name', message: invalidValue(text, why) });
  };
  return z.string().check(z.refine(isValid, { error }));
}

/** A name as Kubernetes allows it as a label of DNS: short, and without dots. */
export const label = () => named(isLabel, LABEL_RULE, LONGEST_LABEL);
/** A name as Kubernetes allows it as a subdomain of DNS: labels with dots between. */
const subdomain = () => named(isSubdomain, SUBDOMAIN_RULE, LONGEST_SUBDOMAIN);

/** A text that says something. */
export function filled() {
  const error = say({ code: 'missing-key', message: 'Required value' });
  return z.string().check(z.refine((text) => text.trim() !== '', error));
}

/** The image of a container. A controller takes a template with blanks around it, but can make no pod of it. */
export function image() {
  const error = ({ input }: Raw): string => {
    if (String(input).trim() === '') return say({ code: 'missing-key', message: 'Required value' });
    return say({ code: 'invalid-name', message: invalidValue(input, 'must not have leading or trailing whitespace') });
  };
  return z.string().check(z.refine((text) => text !== '' && text === text.trim(), { error }));
}

const MOST_SECONDS = 2_147_483_647;

/** A whole number as the API server bounds it. */
export function count(from: number, to: number = MOST_SECONDS) {
  const error = ({ input }: Raw): string => {
    if (typeof input !== 'number' || !Number.isInteger(input)) {
      return say({ code: 'wrong-type', message: invalidValue(input, 'must be a whole number') });
    }
    const above = from === 1 ? 'must be greater than 0' : `must be greater than or equal to ${from}`;
    const why = input < from ? above : `must be less than or equal to ${to}`;
    return say({ code: 'out-of-range', message: invalidValue(input, why) });
  };
  return z.int({ error }).check(z.gte(from, { error }), z.lte(to, { error }));
}

/** How many seconds something may last. */
export function deadline() {
  const error = ({ input }: Raw): string =>
    say({ code: 'out-of-range', message: invalidValue(input, `must be between 1 and ${MOST_SECONDS}, inclusive`) });
  return z.int({ error }).check(z.gte(1, { error }), z.lte(MOST_SECONDS, { error }));
}

/** @source apimachinery pkg/api/resource/quantity.go ErrFormatWrong */
const QUANTITY_RULE = `quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`;

/** Quantities by the name of their resource. */
export function quantities() {
  const error = ({ input }: Raw): string => {
    const isNegative =
      typeof input === 'string' && input.startsWith('-') && parseQuantity(input.slice(1)) !== undefined;
    const why = isNegative ? 'must be greater than or equal to 0' : QUANTITY_RULE;
    return say({ code: 'invalid-quantity', message: invalidValue(input, why) });
  };
  const quantity = z
    .union([z.string(), z.number()], { error })
    .check(z.refine((value) => parseQuantity(String(value)) !== undefined, { error }));
  return z.record(z.string(), quantity);
}

/** A number of pods, or a share of them such as `25%`. */
export function intOrPercent() {
  const error = ({ input }: Raw): string =>
    say({ code: 'wrong-type', message: invalidValue(input, `must be an integer or percentage (e.g '5%')`) });
  const percent = z.string().check(z.refine((text) => /^[0-9]+%$/.test(text), { error }));
  const pods = z.int({ error }).check(z.gte(0, { error }), z.lte(MOST_SECONDS, { error }));
  return z.union([percent, pods], { error });
}

/** A map from texts to texts, as labels and annotations are; may be left out. */
export const texts = () => maybe(z.record(z.string(), z.string()));

/** What every object is called. */
export const metadata = () =>
  z.object({ name: subdomain(), namespace: maybe(label()), labels: texts(), annotations: texts() });
