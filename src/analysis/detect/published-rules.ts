import { formatDuration } from '../../time/go-duration.js';
import { HOUR_MS, MINUTE_MS } from '../../time/units.js';
import type { AlertRule } from './alert-rule.js';

/** Numbers that a rule asks for. */
export interface RuleNumbers {
  /** More restarts than this, … */
  readonly restarts: number;
  /** … in this time. */
  readonly windowMs: number;
}

export const RULE_NUMBERS: RuleNumbers = { restarts: 5, windowMs: 5 * MINUTE_MS };

const KSM = 'job="kube-state-metrics"';
const RESTARTS = `kube_pod_container_status_restarts_total{${KSM}}`;
const MIXIN = 'kubernetes-mixin';

function rule(name: string, alert: string, forMs: number, expr: string, about: string): AlertRule {
  return { name, alert, expr, forMs, keepFiringForMs: 0, about };
}

/**
 * Alert rules people really run, word for word but for templates and line breaks, with `job="kube-state-metrics"` for the
 * mixin's selector.
 *
 * @source kubernetes-monitoring/kubernetes-mixin alerts/apps_alerts.libsonnet from 2018 on; its issues and pull requests
 * #94, #348, #526, #531, #617, #637, #645, #678; samber/awesome-prometheus-alerts
 */
export function publishedRules({ restarts, windowMs }: RuleNumbers = RULE_NUMBERS): readonly AlertRule[] {
  const window = formatDuration(windowMs);
  return [
    rule(
      'crash-looping',
      'KubePodCrashLooping',
      15 * MINUTE_MS,
      `max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff", ${KSM}}[5m]) >= 1`,
      `${MIXIN} since 2021 (#678): shown as CrashLoopBackOff at least every five minutes`,
    ),
    rule(
      'crash-looping-2021-07',
      'KubePodCrashLooping',
      15 * MINUTE_MS,
      `increase(${RESTARTS}[10m]) > 0 and kube_pod_container_status_waiting{${KSM}} == 1`,
      `${MIXIN} of July 2021 (#637): restarted, and waiting at this instant`,
    ),
    rule(
      'crash-looping-2020-12',
      'KubePodCrashLooping',
      15 * MINUTE_MS,
      `increase(${RESTARTS}[10m]) > 0`,
      `${MIXIN} since the end of 2020 (#531): any restart within ten minutes`,
    ),
    rule(
      'crash-looping-2020',
      'KubePodCrashLooping',
      15 * MINUTE_MS,
      `rate(${RESTARTS}[5m]) * 60 * 5 > 0`,
      `${MIXIN} of 2020 (#526): the window is no longer than the longest backoff`,
    ),
    rule(
      'crash-looping-2018',
      'KubePodCrashLooping',
      HOUR_MS,
      `rate(${RESTARTS}[15m]) * 60 * 5 > 0`,
      `${MIXIN} from 2018 (#94): any restart within a quarter of an hour, for an hour`,
    ),
    rule(
      'restarts',
      'PodRestartsTooOften',
      0,
      `increase(${RESTARTS}[${window}]) > ${restarts}`,
      `more than ${restarts} restarts in ${window}; another number by --restarts and --window`,
    ),
    rule(
      'restarts-1m',
      'KubernetesPodCrashLooping',
      2 * MINUTE_MS,
      'increase(kube_pod_container_status_restarts_total[1m]) > 3',
      'awesome-prometheus-alerts: more than three restarts in a minute, for two',
    ),
    rule(
      'not-ready',
      'KubePodNotReady',
      15 * MINUTE_MS,
      [
        `sum by (namespace, pod) (max by (namespace, pod) (kube_pod_status_phase{${KSM}, phase=~"Pending|Unknown"})`,
        '* on (namespace, pod) group_left(owner_kind) topk by (namespace, pod)',
        '(1, max by (namespace, pod, owner_kind) (kube_pod_owner{owner_kind!="Job"}))) > 0',
      ].join(' '),
      `${MIXIN}: in phase Pending; a crash loop is in phase Running, and passes`,
    ),
    rule(
      'not-healthy',
      'KubernetesPodNotHealthy',
      15 * MINUTE_MS,
      'sum by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown|Failed"}) > 0',
      'awesome-prometheus-alerts: not in phase Running for a time',
    ),
    rule(
      'container-waiting',
      'KubeContainerWaiting',
      HOUR_MS,
      `kube_pod_container_status_waiting_reason{reason!="CrashLoopBackOff", ${KSM}} > 0`,
      `${MIXIN}: waits, but not for backoff: an image, a ConfigMap, an init container`,
    ),
    rule(
      'replicas-mismatch',
      'KubeDeploymentReplicasMismatch',
      15 * MINUTE_MS,
      [
        `(kube_deployment_spec_replicas{${KSM}} > kube_deployment_status_replicas_available{${KSM}})`,
        `and (changes(kube_deployment_status_replicas_updated{${KSM}}[10m]) == 0)`,
      ].join(' '),
      `${MIXIN}: fewer pods available than asked for, and no rollout under way`,
    ),
    rule(
      'rollout-stuck',
      'KubeDeploymentRolloutStuck',
      15 * MINUTE_MS,
      `kube_deployment_status_condition{condition="Progressing", status="false", ${KSM}} != 0`,
      `${MIXIN}: the Deployment itself has given up progressing`,
    ),
    rule(
      'job-failed',
      'KubeJobFailed',
      15 * MINUTE_MS,
      `kube_job_failed{${KSM}} > 0`,
      `${MIXIN}: has a condition Failed, be it true or not`,
    ),
  ];
}
