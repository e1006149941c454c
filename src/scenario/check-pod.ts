import { checkContainer, checkInitContainer } from './check-container.js';
import { checkPlacement } from './check-placement.js';
import { checkVolumes } from './check-volumes.js';
import type { FieldErrors } from './field-error.js';
import type { ContainerManifest, PodSpecManifest } from './manifest-schema.js';
import { quoted } from './printable.js';

function checkUnique(
  list: readonly { readonly name: string }[],
  place: string,
  seen: Set<string>,
  errors: FieldErrors,
): void {
  for (const [i, item] of list.entries()) {
    if (seen.has(item.name)) {
      errors.value(item, 'name', `${place}[${i}]`, 'duplicate-name', `Duplicate value: ${quoted(item.name)}`);
    }
    seen.add(item.name);
  }
}

/**
 * What the API server checks of a pod beyond the types of its fields.
 *
 * @param claims volumes that a StatefulSet makes for each of its pods
 */
export function checkPod(spec: PodSpecManifest, place: string, claims: readonly string[], errors: FieldErrors): void {
  const { containers, initContainers, volumes } = spec;
  checkPlacement(spec, place, errors);
  const names = new Set<string>();
  checkUnique(containers, `${place}.containers`, names, errors);
  checkUnique(initContainers ?? [], `${place}.initContainers`, names, errors);
  const volumeNames = new Set<string>();
  checkUnique(volumes ?? [], `${place}.volumes`, volumeNames, errors);
  checkVolumes(volumes ?? [], `${place}.volumes`, errors);
  const known = new Set([...volumeNames, ...claims]);
  const each = (list: readonly ContainerManifest[], key: string, check: (placed: Placed) => void): void => {
    for (const [i, container] of list.entries()) check({ container, place: `${place}.${key}[${i}]`, spec });
  };
  each(containers, 'containers', (placed) => checkContainer(placed, known, errors));
  each(initContainers ?? [], 'initContainers', (placed) => {
    checkInitContainer(placed, errors);
    checkContainer(placed, known, errors);
  });
}

type Placed = Parameters<typeof checkContainer>[0];
