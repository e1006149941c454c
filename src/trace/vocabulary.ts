/** The closed sets of words that facts are told in. Kubernetes' own spelling where Kubernetes has a word. */

/**
 * Why a container started when it did: the reason for the wait (or its absence) before one start.
 *
 * - `first-restart-free`: no backoff entry existed yet (D4)
 * - `backoff`: the entry's step was waited out (B6)
 * - `reset-after-long-run`: from the last admission to the exit it was longer than the reset threshold (B8)
 * - `entry-collected`: housekeeping removed the entry during the wait or by the time of the decision (B14)
 * - `probe-kill-free`, `probe-kill-backoff`: judged by the exit before the killed one (D13)
 * - `fresh-key`: the image or the resources changed, so the old entry no longer counts (B15)
 * - `kubelet-restarted`: the entry died with the kubelet process (B20)
 * - `all-containers-restarted`, `record-removed`: the exited instances were removed (D14)
 * - `start-failed`: the wait followed a start that failed (D9)
 * - `no-backoff`: the policy in force has none
 */
export const WHYS = [
  'first-restart-free',
  'backoff',
  'reset-after-long-run',
  'entry-collected',
  'probe-kill-free',
  'probe-kill-backoff',
  'fresh-key',
  'kubelet-restarted',
  'all-containers-restarted',
  'record-removed',
  'start-failed',
  'no-backoff',
] as const;
export type Why = (typeof WHYS)[number];

/** What the runtime writes into a terminated state, and what the kubelet itself does. @source kubelet-semantics P11 */
export const EXIT_REASONS = [
  'Completed',
  'Error',
  'OOMKilled',
  'StartError',
  'Unknown',
  'ContainerStatusUnknown',
  'RestartingAllContainers',
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

/** Waiting reasons the API shows. @source kubelet-semantics P7, P10 */
export const WAITING_REASONS = [
  'ContainerCreating',
  'PodInitializing',
  'CrashLoopBackOff',
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'RegistryUnavailable',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PostStartHookError',
  'RestartingAllContainers',
] as const;
export type WaitingReason = (typeof WAITING_REASONS)[number];

export const CONTAINER_STATES = ['waiting', 'running', 'terminated'] as const;
export type ContainerState = (typeof CONTAINER_STATES)[number];

export const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed'] as const;
export type Phase = (typeof PHASES)[number];

export const CONDITIONS = [
  'PodScheduled',
  'PodReadyToStartContainers',
  'Initialized',
  'ContainersReady',
  'Ready',
  'AllContainersRestarting',
  'DisruptionTarget',
] as const;
export type ConditionType = (typeof CONDITIONS)[number];

/** `sidecar` is an init container that is restarted for ever (restartPolicy Always). */
export type ContainerType = 'container' | 'init' | 'sidecar';

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** Reasons of events that a run may have. */
export const EVENT_REASONS = [
  'BackOff',
  'BackoffLimitExceeded',
  'Completed',
  'Created',
  'DeadlineExceeded',
  'ErrImageNeverPull',
  'Evicted',
  'Failed',
  'FailedDaemonPod',
  'FailedIndexes',
  'FailedMount',
  'FailedPostStartHook',
  'FailedPreStopHook',
  'FailedScheduling',
  'InspectFailed',
  'JobAlreadyActive',
  'Killing',
  'MaxFailedIndexesExceeded',
  'NodeAffinity',
  'NodeNotReady',
  'NodeNotSchedulable',
  'NodeReady',
  'NodeSchedulable',
  'OutOfcpu',
  'OutOfmemory',
  'OutOfpods',
  'PodFailurePolicy',
  'Pulled',
  'Pulling',
  'RecreatingFailedPod',
  'RecreatingTerminatedPod',
  'Resumed',
  'SandboxChanged',
  'SawCompletedJob',
  'ScalingReplicaSet',
  'Scheduled',
  'Started',
  'SuccessfulCreate',
  'SuccessfulDelete',
  'Suspended',
  'TaintManagerEviction',
  'TaintToleration',
  'Unhealthy',
] as const;
export type EventReason = (typeof EVENT_REASONS)[number];
