/**
 * The order of what happens at one instant: the process exits, then the operator acts, then the kubelet notices,
 * probes and syncs. Real kubelets hardly ever meet such ties; the ideal clock meets them all the time.
 */
export const RANK = { exit: 0, operator: 1, relist: 2, deadline: 3, probe: 4, sync: 5 } as const;
