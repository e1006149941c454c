/** A copy of data as the API keeps it: what is null was not set, and nothing of it changes any more. */
export function frozenJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(frozenJson));
  const said = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return Object.freeze(Object.fromEntries(said.map(([key, item]) => [key, frozenJson(item)])));
}
