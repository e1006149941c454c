import type { ContainerEvidence, EndedRun, PodEvidence } from '../../evidence/evidence.js';
import { restartsAfterExit, restartsAllContainers } from '../../kubelet/restart-policy.js';
import type { RestartPolicy } from '../../trace/vocabulary.js';

const POLICIES: readonly RestartPolicy[] = ['Always', 'OnFailure', 'Never'];
const KEEPERS = /^(ReplicaSet|ReplicationController|DaemonSet|StatefulSet)\//;

/** Whether a run that ended so is followed by another: `all` when a rule restarts the whole pod; undefined is not told. */
export function restartsAfter(
  pod: PodEvidence,
  container: ContainerEvidence,
  { exitCode, reason }: EndedRun,
): boolean | 'all' | undefined {
  const code = exitCode ?? codeOf(reason);
  const answers = new Set(
    policiesOf(pod, container).flatMap((policy) => {
      // Only of a failure one knows that it is one.
      const codes = code === undefined ? [1] : [code];
      return codes.map((each) => restartsAfterExit(policy, container, each));
    }),
  );
  if (code !== undefined && restartsAllContainers(container, code)) return 'all';
  return answers.size === 1 ? [...answers][0] : undefined;
}

function codeOf(reason: string | undefined): number | undefined {
  return reason === 'Completed' ? 0 : undefined;
}

/** The policies the pod may have, given what made it and that it was restarted before. */
function policiesOf(pod: PodEvidence, { restartCount = 0, last, type }: ContainerEvidence): readonly RestartPolicy[] {
  if (pod.restartPolicy !== undefined) return [pod.restartPolicy];
  const { owner = '' } = pod;
  if (KEEPERS.test(owner)) return ['Always'];
  const wasRestarted = restartCount > 0;
  const wasRestartedAfterSuccess = wasRestarted && type === 'container' && last?.exitCode === 0;
  return POLICIES.filter((policy) => {
    if (policy === 'Always') return !owner.startsWith('Job/');
    if (policy === 'OnFailure') return !wasRestartedAfterSuccess;
    return !wasRestarted;
  });
}
