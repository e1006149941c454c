import type {
  DetectedAlert,
  DetectedPipeline,
  DetectedPod,
  DetectedSubject,
  Detection,
} from '../analysis/detect/detection.js';
import { counted, duration } from './words.js';

const only = <Item>(items: readonly Item[]): Item | undefined => (items.length === 1 ? items[0] : undefined);

/** Whom an alert is about, as short as it can be told. */
export function subjectName({ labels, pod }: DetectedSubject): string {
  if (pod !== null) return pod;
  for (const label of ['deployment', 'job_name', 'statefulset', 'daemonset', 'replicaset', 'namespace']) {
    const value = labels[label];
    if (value !== undefined) return value;
  }
  return 'all';
}

/** Who of all that were asked noticed, and who was first. */
export function noticeSentence({ pipeline, alerts }: Detection): string {
  const objections = (pipeline?.pods ?? []).filter(({ verdict }) => verdict !== 'running');
  const asked = alerts.length + (pipeline === null ? 0 : 1);
  const notices = [
    ...(objections.length === 0 ? [] : [{ who: 'the pipeline', atSeconds: objections[0]?.atSeconds ?? 0 }]),
    ...alerts.flatMap(({ rule, firesSeconds }) =>
      firesSeconds === null ? [] : [{ who: rule, atSeconds: firesSeconds }],
    ),
  ].toSorted((a, b) => a.atSeconds - b.atSeconds);
  const [first, second] = notices;
  if (first === undefined) return `Nobody notices: ${asked === 1 ? 'it stays' : `all ${asked} stay`} silent.`;
  const next = second === undefined ? '' : `, then ${second.who} at ${duration(second.atSeconds)}`;
  return `Noticed by ${notices.length} of ${asked}: ${first.who} at ${duration(first.atSeconds)}${next}.`;
}

/** When and for whom an alert fires, and how it goes on, in a few sentences. */
export function alertSentences(alert: DetectedAlert, { pods }: Detection): string {
  const { subjects, firesSeconds } = alert;
  const firing = subjects.filter((each) => each.firesSeconds !== null);
  if (firesSeconds === null) return `${silence(alert)}${reachText(alert)}`;
  const who = only(subjects) === undefined ? ` for ${firing.length} of ${subjects.length}, first` : '';
  const again = firing.reduce((sum, { firings }) => sum + firings - 1, 0);
  const lasting = firing.filter((each) => each.resolvesSeconds === null).length;
  const parts = [
    `Fires${who} at ${duration(firesSeconds)}.`,
    again === 0 ? '' : `Resolves and fires again ${again === 1 ? 'once' : `${again} times`}.`,
    lasting === 0 ? '' : lasting === firing.length ? 'Still fires at the end.' : `${lasting} still fire at the end.`,
    falseAlarmText(
      firing.filter(({ falseAlarm }) => falseAlarm),
      pods,
    ),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function silence({ subjects, forSeconds }: DetectedAlert): string {
  if (subjects.length === 0) return 'Never pending.';
  const gaveUp = subjects.reduce((sum, each) => sum + each.gaveUp, 0);
  const needed = duration(forSeconds);
  const waiting = subjects.filter(({ episodes }) => episodes.at(-1)?.endsSeconds === null).length;
  const often =
    gaveUp === 1 ? 'once' : `${gaveUp} times${subjects.length === 1 ? '' : ` over ${subjects.length} alerts`}`;
  const parts = [
    gaveUp === 0 ? '' : `pending ${often}, never for ${needed}`,
    waiting === 0 ? '' : `still pending at the end${waiting === 1 ? '' : ` for ${waiting}`}, short of ${needed}`,
  ];
  return `Never fires: ${parts.filter((part) => part !== '').join('; ')}.`;
}

function reachText({ highest, threshold, subjects }: DetectedAlert): string {
  if (subjects.length > 0 || highest === null || threshold === null || highest === 0) return '';
  return ` What it measures reaches ${rounded(highest)}; it asks for more than ${rounded(threshold)}.`;
}

/** A value of an expression, to two decimals. */
export function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function falseAlarmText([first, ...others]: readonly DetectedSubject[], pods: readonly DetectedPod[]): string {
  if (first === undefined) return '';
  const pod = pods.find(({ namespace, name }) => namespace === first.namespace && name === first.pod);
  const since = pod?.wellSinceSeconds ?? null;
  const who = pod === undefined ? 'every pod' : pod.name;
  const all = others.length === 0 ? '' : ` (${others.length + 1} in all)`;
  return `A false alarm${all}: ${who} is well${since === null ? '' : ` since ${duration(since)}`}, and stays so.`;
}

/** What really happened in the busiest stretch of time, to set beside what was measured. */
export function busiestText({ pods, prometheus }: Detection, { highest }: DetectedAlert): string {
  const [busiest] = pods.toSorted((a, b) => b.busiest.restarts - a.busiest.restarts);
  const { restarts = 0, windowSeconds = 0, fromSeconds = null, toSeconds = null } = busiest?.busiest ?? {};
  if (busiest === undefined || fromSeconds === null || toSeconds === null) return 'Nothing restarts.';
  const span =
    fromSeconds === toSeconds ? `at ${duration(fromSeconds)}` : `${duration(fromSeconds)} to ${duration(toSeconds)}`;
  const counts = `The busiest ${duration(windowSeconds)} hold ${counted(restarts, 'restart')} (${busiest.name}, ${span}).`;
  if (highest === null || highest <= restarts) return counts;
  const stretch = `increase() stretches what its samples span to the whole window, so Prometheus ${prometheus.version}`;
  return `${counts} ${stretch} reads up to ${rounded(highest)}.`;
}

export const VERDICTS = { 'crash-loop': 'crash loop', running: 'running', 'not-running': 'not running' } as const;

/** What a polling pipeline made of all pods, in a few sentences, false alarms included. */
export function pipelineSentences({ pods, waitPeriodSeconds }: DetectedPipeline): string {
  if (pods.length === 0) return 'No pod lived long enough to be looked at.';
  const objections = pods.filter(({ verdict }) => verdict !== 'running');
  if (objections.length === 0) return `Sees ${pods.length === 1 ? 'it' : 'all of them'} running, and is content.`;
  const first = objections.reduce((least, { atSeconds }) => Math.min(least, atSeconds), Infinity);
  const late = objections.every(({ verdict }) => verdict === 'not-running');
  const says = late ? `gives up after ${duration(waitPeriodSeconds)}` : `objects at ${duration(first)}`;
  const who = pods.length === 1 ? '' : ` to ${objections.length} of ${pods.length} pods`;
  const wrong = objections.filter(({ falseAlarm }) => falseAlarm);
  const [mistaken] = wrong;
  const count = wrong.length > 1 ? ` (${wrong.length} in all)` : '';
  const mistake = mistaken === undefined ? '' : ` A false alarm${count}: nothing is wrong with ${mistaken.pod}.`;
  return `It ${says}${late ? '' : who}.${mistake}`;
}
