import { CONTAINER_FAMILIES } from './container-samples.js';
import type { Family } from './family.js';
import { POD_FAMILIES } from './pod-samples.js';
import { WORKLOAD_FAMILIES } from './workload-samples.js';

/** Every metric that is simulated, by its name; an alert on any other would be silent for want of data. */
export const FAMILIES: ReadonlyMap<string, Family> = new Map(
  [...POD_FAMILIES, ...CONTAINER_FAMILIES, ...WORKLOAD_FAMILIES].map((family) => [family.name, family]),
);
