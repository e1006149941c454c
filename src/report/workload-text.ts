import type { RunCondition, RunWorkload } from '../analysis/run.js';
import { SECOND_MS } from '../time/units.js';
import { counted, duration } from './words.js';

/** One sentence for each controller's object that belongs to nobody: how it stands at the end. */
export function workloadLines(workloads: readonly RunWorkload[]): readonly string[] {
  return workloads
    .filter(({ owner }) => owner === null)
    .map((workload) => {
      const { kind, name, deleted } = workload;
      const stands = deleted ? 'deleted' : textOf(kind, workload);
      return `${kind} ${name}: ${[stands, ...trouble(workload)].join('; ')}`;
    });
}

function textOf(kind: string, workload: RunWorkload): string {
  if (kind === 'Job') return jobText(workload);
  return kind === 'CronJob' ? cronJobText(workload) : podsText(workload);
}

function cronJobText({ counts }: RunWorkload): string {
  const { active = 0, lastScheduleTimeMs } = counts;
  const last = lastScheduleTimeMs === undefined ? 'has not been due yet' : `last due at ${clock(lastScheduleTimeMs)}`;
  return `${counted(active, 'job')} active, ${last}`;
}

const clock = (ms: number): string => duration(ms / SECOND_MS);

function jobText({ counts, conditions }: RunWorkload): string {
  const { active = 0, succeeded = 0, failed = 0 } = counts;
  const ended = conditions.find(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
  const pods = `${counted(succeeded, 'pod')} succeeded, ${failed} failed, ${active} active`;
  return ended === undefined ? pods : `${ended.type} at ${duration(ended.sinceSeconds)}${because(ended)}; ${pods}`;
}

function podsText({ counts }: RunWorkload): string {
  const { specReplicas, desiredNumberScheduled, readyReplicas = 0, numberReady = 0 } = counts;
  if (desiredNumberScheduled !== undefined) return `${numberReady} of ${counted(desiredNumberScheduled, 'pod')} ready`;
  return specReplicas === undefined ? 'there' : `${readyReplicas} of ${counted(specReplicas, 'pod')} ready`;
}

/** Conditions that say that something does not go as it should. */
function trouble({ conditions, counts, kind }: RunWorkload): readonly string[] {
  if (kind !== 'Deployment') return [];
  const { specReplicas = 0, updatedReplicas = 0, replicas = 0 } = counts;
  const isUnderWay = updatedReplicas < specReplicas || replicas > updatedReplicas;
  const rollout = isUnderWay ? [`rollout not done, ${updatedReplicas} of ${counted(specReplicas, 'pod')} updated`] : [];
  const failed = conditions
    .filter(({ status }) => status === 'False')
    .map((condition) => `not ${condition.type} since ${duration(condition.sinceSeconds)}${because(condition)}`);
  return [...rollout, ...failed];
}

function because({ reason }: RunCondition): string {
  return reason === null ? '' : ` (${reason})`;
}
