import type { EventRules } from '../kubelet/event-versions.js';
import type { ApiPod } from './api-pod.js';
import type { MissingObjects } from './missing.js';
import type { Misfit } from './node-room.js';
import { unschedulableMessage } from './scheduler-texts.js';
import type { Help } from './scheduling-queue.js';

/** Why a pod found no node, and what may help it. */
export interface Verdict {
  readonly message: string;
  readonly helps: ReadonlySet<Help>;
}

const CLAIM: ReadonlySet<Help> = new Set(['claim']);
const HELP_OF: Readonly<Record<string, Help>> = {
  'Too many pods': 'room',
  'Insufficient cpu': 'room',
  'Insufficient memory': 'room',
};

/** @source kubelet-semantics S1 */
export function verdictOnNodes(misfits: readonly Misfit[], rules: EventRules): Verdict {
  const reasons = new Map<string, number>();
  for (const misfit of misfits) {
    for (const reason of reasonsOf(misfit, rules)) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const noVictims = misfits.filter(({ preemptible }) => preemptible).length;
  const outlook = { noVictims, notHelpful: misfits.length - noVictims };
  return {
    message: unschedulableMessage(rules, misfits.length, reasons, outlook),
    helps: new Set([...reasons.keys()].map((reason) => HELP_OF[reason] ?? 'node')),
  };
}

function reasonsOf({ reasons, taint }: Misfit, { namesTaints }: EventRules): readonly string[] {
  if (taint === undefined || !namesTaints) return reasons;
  return [`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`];
}

/** Claims are looked at before any node is. @source pkg/scheduler/framework/plugins/volumebinding PreFilter */
export function verdictOnClaim(
  { namespace, template }: ApiPod,
  missing: MissingObjects,
  nodes: number,
  rules: EventRules,
  nowMs: number,
): Verdict | undefined {
  for (const claim of template.placement.claims) {
    const found = missing.find('PersistentVolumeClaim', namespace, claim, nowMs);
    if (found === undefined) continue;
    const why =
      found.problem === 'unbound'
        ? 'pod has unbound immediate PersistentVolumeClaims'
        : `persistentvolumeclaim "${claim}" not found`;
    const preemption = unschedulableMessage(rules, nodes, new Map(), { noVictims: 0, notHelpful: nodes });
    return { message: preemption.replace('available:', `available: ${why}.`), helps: CLAIM };
  }
  return undefined;
}
