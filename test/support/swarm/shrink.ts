import type { Documents, Json } from './scenario.js';

type Path = readonly (string | number)[];

/** Every place of a value, outermost first, so that much goes at once. */
function pathsIn(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
  const own = keys.map((key) => [...path, key]);
  const inner = keys.map((key) => pathsIn((value as Record<string | number, Json>)[key] as Json, [...path, key]));
  return [...own, ...inner.flat()].toSorted((a, b) => a.length - b.length);
}

function without(value: Json, [key, ...rest]: Path): Json {
  if (typeof value !== 'object' || value === null || key === undefined) return value;
  if (Array.isArray(value)) {
    return rest.length === 0
      ? value.filter((_, at) => at !== key)
      : value.map((each, at) => (at === key ? without(each, rest) : each));
  }
  const { [key]: chosen, ...others } = value;
  if (chosen === undefined) return value;
  return rest.length === 0 ? others : { ...value, [key]: without(chosen, rest) };
}

/** The scenario with half its duration, and without the actions that come too late then. */
function halved(documents: Documents): Documents | undefined {
  const [scenario, ...rest] = documents as [{ spec: { duration?: string; actions?: { at: string }[] } }, ...Json[]];
  const { duration = '', actions = [] } = scenario.spec;
  const seconds = Math.floor(Number.parseInt(duration, 10) / 2);
  if (!(seconds > 0)) return undefined;
  const kept = actions.filter(({ at }) => Number.parseInt(at, 10) <= seconds * 1000);
  const spec = { ...scenario.spec, duration: `${seconds}s`, ...(actions.length > 0 ? { actions: kept } : {}) };
  return [{ ...scenario, spec } as Json, ...rest];
}

/**
 * The smallest scenario found that still fails: whatever can be left out is, and the duration is halved, while the
 * failure stays.
 */
export function shrink(documents: Documents, fails: (documents: Documents) => boolean): Documents {
  let smallest = documents;
  for (let shrunk = true; shrunk; ) {
    shrunk = false;
    for (let shorter = halved(smallest); shorter !== undefined && fails(shorter); shorter = halved(smallest)) {
      smallest = shorter;
      shrunk = true;
    }
    const tried = new Set<string>();
    for (;;) {
      const next = pathsIn(smallest as Json)
        .toReversed()
        .toSorted((a, b) => a.length - b.length)
        .filter((path) => path.length > 1 || path[0] !== 0)
        .find((path) => {
          const key = JSON.stringify(path);
          if (tried.has(key)) return false;
          tried.add(key);
          return fails(without(smallest as Json, path) as Documents);
        });
      if (next === undefined) break;
      smallest = without(smallest as Json, next) as Documents;
      shrunk = true;
    }
  }
  return smallest;
}
