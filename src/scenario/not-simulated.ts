/**
 * Keys that the format has and this version does not simulate, by the place they belong to. They are refused: a run
 * that ignored them would be a lie.
 */
const NOT_SIMULATED: Readonly<Record<string, readonly string[]>> = {
  spec: ['images'],
  'spec.processes[].attempts[]': ['healthy', 'ready', 'started', 'postStart', 'preStop'],
  'spec.actions[]': ['scale', 'apply', 'delete', 'drain', 'cordon', 'uncordon', 'rollback', 'setImageError'],
  'spec.actions[].setImage': ['deployment'],
  'spec.expect[]': ['job', 'deployment', 'event', 'count', 'condition'],
};

/** Whether a key is part of the format at this path, though not simulated. */
export function isNotSimulated(path: readonly PropertyKey[], key: string): boolean {
  const place = path.map((part) => (typeof part === 'number' ? '[]' : `.${String(part)}`)).join('');
  return NOT_SIMULATED[place.slice(1)]?.includes(key) ?? false;
}
