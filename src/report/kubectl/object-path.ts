type Step = string | number | '*';

/** Where a value is in an object, as kubectl's `--sort-by` and `custom-columns` take it. */
export interface ObjectPath {
  readonly text: string;
  readonly steps: readonly Step[];
}

const WILDCARD = '*';
const PART = /^(?:\.?((?:[^.[\]\\{}]|\\.)+)|\[(\d+|\*)\]|\[(?:'([^']*)'|"([^"]*)")\])/;

/**
 * Reads a path such as `.metadata.name`, `{.status.containerStatuses[0].restartCount}` or
 * `.metadata.labels['app.kubernetes.io/name']`; undefined when it is none, or needs more of JSONPath than that.
 */
export function objectPath(written: string): ObjectPath | undefined {
  const text = written.trim().replace(/^\{(.*)\}$/, '$1');
  const steps: Step[] = [];
  let rest = text.replace(/^\$/, '');
  while (rest !== '') {
    const match = PART.exec(rest);
    if (match === null) return undefined;
    const [whole, name, place, single, double] = match;
    const key = name?.replace(/\\(.)/g, '$1') ?? single ?? double;
    if (key !== undefined) steps.push(key);
    else steps.push(place === WILDCARD ? WILDCARD : Number(place));
    rest = rest.slice(whole.length);
  }
  return steps.length === 0 ? undefined : { text: `{${text.startsWith('.') ? '' : '.'}${text}}`, steps };
}

/** All that is found there: nothing where the path ends early, several for `[*]`. */
export function valuesAt(object: unknown, { steps }: ObjectPath): readonly unknown[] {
  return steps.reduce<readonly unknown[]>((found, step) => found.flatMap((value) => children(value, step)), [object]);
}

function children(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === WILDCARD) return Object.values(value);
  const child = Object.hasOwn(value, step) ? (value as Readonly<Record<string | number, unknown>>)[step] : undefined;
  return child === undefined || child === null ? [] : [child];
}
