import type { ContainerEvidence, PodEvidence } from '../../evidence/evidence.js';
import { caseOf, type Setting } from './case.js';
import type { ContainerExplanation, Outlook } from './explanation.js';
import { outlookOf } from './outlook.js';

/** A container of which nothing is said. */
const UNTOLD: ContainerEvidence = {
  name: undefined,
  type: 'container',
  state: { kind: 'unknown' },
  last: undefined,
  restartCount: undefined,
  countIsLeast: false,
  countedContainers: 1,
  isKilledByProbes: undefined,
  pullsAlways: false,
  restartPolicy: undefined,
  restartRules: [],
};

/** Says what becomes of a pod that has no status of any container: no kubelet has it yet, or the text lacks it. */
export function explainBarePod(pod: PodEvidence, setting: Setting): ContainerExplanation {
  const found = outlookOf(caseOf(pod, UNTOLD, setting));
  const outlook: Outlook = found.kind === 'untold' ? { kind: 'untold', why: 'status' } : found;
  return {
    pod: pod.name,
    namespace: pod.namespace,
    owner: pod.owner,
    container: undefined,
    type: 'container',
    state: pod.isTerminating ? 'Terminating' : (pod.reason ?? pod.phase),
    crash: undefined,
    end: undefined,
    past: undefined,
    backoffMs: undefined,
    outlook,
    unknown: outlook.kind === 'untold' ? [{ kind: 'status' }] : [],
  };
}
