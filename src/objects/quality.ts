import type { Container, PodSpec } from 'kubernetes-types/core/v1.js';

const RESOURCES = ['cpu', 'memory'] as const;
const NOTHING = '0';

/** How a pod is treated when its node runs out. @source pkg/apis/core/v1/helper/qos ComputePodQOS */
export function qualityOf({ containers, initContainers }: PodSpec): 'BestEffort' | 'Burstable' | 'Guaranteed' {
  const all = [...(initContainers ?? []), ...containers];
  if (all.every(asksNothing)) return 'BestEffort';
  return all.every(isBounded) ? 'Guaranteed' : 'Burstable';
}

function asksNothing({ resources }: Container): boolean {
  return RESOURCES.every((name) => isNothing(resources?.limits?.[name]) && isNothing(resources?.requests?.[name]));
}

/** It may use just what it asks for. */
function isBounded({ resources }: Container): boolean {
  return RESOURCES.every((name) => {
    const limit = resources?.limits?.[name];
    return !isNothing(limit) && limit === resources?.requests?.[name];
  });
}

const isNothing = (amount: string | undefined): boolean => amount === undefined || amount === NOTHING;
