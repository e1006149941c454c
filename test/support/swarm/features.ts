import type { Dice } from './dice.js';

/** What a scenario may have, and in how many of a hundred scenarios it does. */
const PERCENT = {
  actions: 40,
  applies: 15,
  cronJob: 8,
  claims: 8,
  configs: 15,
  containerPolicies: 15,
  daemonSet: 10,
  deadlines: 12,
  deletions: 25,
  dependencies: 30,
  deployment: 22,
  drawnRuns: 40,
  hooks: 20,
  images: 25,
  indexes: 40,
  init: 22,
  job: 18,
  kubeletSettings: 30,
  latencies: 20,
  manyContainers: 35,
  manyNodes: 30,
  memory: 15,
  noBackoff: 6,
  nodeActions: 20,
  oneInstant: 30,
  ownPolicy: 20,
  plainPods: 80,
  policies: 40,
  probes: 30,
  replicaSet: 8,
  requests: 18,
  restartAll: 8,
  services: 20,
  sidecars: 18,
  startErrors: 10,
  statefulSet: 10,
  taints: 15,
  terms: 20,
  volumes: 12,
} as const;

export type Feature = keyof typeof PERCENT;
export type Features = Readonly<Record<Feature, boolean>>;

/** Switches features on and off as a whole, so that rare combinations meet, and others leave them alone. */
export function drawFeatures(dice: Dice): Features {
  const names = Object.keys(PERCENT) as Feature[];
  // Some scenarios hold little, so that what they hold is looked at closely.
  const share = dice.pick([1, 1, 0.5, 0.25]);
  const drawn = names.map((name) => [name, dice.chance(PERCENT[name] * share)] as const);
  return Object.fromEntries(drawn) as Features;
}
