import { RANK } from '../kubelet/ranks.js';

/**
 * The order of what happens at one instant, after the kubelets' own: they have told the API what they saw before a
 * controller looks at it, and the controllers have made their pods before the scheduler looks for nodes.
 */
export const CLUSTER_RANK = { operator: RANK.operator, controller: 6, scheduler: 7 } as const;
