import type { Target } from '../cluster/action-plan.js';

/** Kinds that can be deleted, by the words kubectl takes for them. */
const KINDS: Readonly<Record<string, Target['kind']>> = {
  pod: 'Pod',
  pods: 'Pod',
  po: 'Pod',
  deployment: 'Deployment',
  deployments: 'Deployment',
  deploy: 'Deployment',
  replicaset: 'ReplicaSet',
  replicasets: 'ReplicaSet',
  rs: 'ReplicaSet',
  statefulset: 'StatefulSet',
  statefulsets: 'StatefulSet',
  sts: 'StatefulSet',
  daemonset: 'DaemonSet',
  daemonsets: 'DaemonSet',
  ds: 'DaemonSet',
  job: 'Job',
  jobs: 'Job',
  cronjob: 'CronJob',
  cronjobs: 'CronJob',
  cj: 'CronJob',
};

/** The plain word for each kind. */
export const KIND_WORDS = ['pod', 'deployment', 'replicaset', 'statefulset', 'daemonset', 'job', 'cronjob'] as const;

/** What `KIND/NAME` means, in any case; undefined when it is no such thing. */
export function targetOf(text: string): Target | undefined {
  const slash = text.indexOf('/');
  const word = text.slice(0, slash).toLowerCase();
  const name = text.slice(slash + 1);
  const kind = slash > 0 && Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
  return kind === undefined || name === '' || name.includes('/') ? undefined : { kind, name };
}
