import type { Comparison, SubjectFigures } from '../analysis/compare/compare.js';
import type { Figures } from '../analysis/compare/figures.js';
import { toSeconds } from '../time/units.js';
import { rate, subjectName, time } from './compare-cells.js';
import { counted, duration } from './words.js';

/** What a kubelet sends a second unless configured otherwise. @source pkg/kubelet/apis/config/v1beta1/defaults.go */
const KUBE_API_QPS = 50;

/** How each column comes about, and under what assumption. */
export function comparisonNotes(comparison: Comparison, detail: 'all' | 'some'): readonly string[] {
  const { subjects, load } = comparison;
  const figures = subjects.flatMap((subject) => subject.figures.flatMap((each) => each ?? []));
  if (figures.length === 0) return [];
  const busy = figures.some(({ apiRequestsPerSecond }) => apiRequestsPerSecond > KUBE_API_QPS);
  const limit = busy ? `; above ${KUBE_API_QPS}/s the kubelet's own limit (kubeAPIQPS) holds updates back` : '';
  return [
    restartsNote(comparison),
    steadyNote(figures),
    ...(detail === 'all' ? subjects.flatMap((subject) => rounds(subject, comparison)) : []),
    `WAITING: of ${span(comparison.ownMs)}, between an exit and the next start`,
    ...returnNotes(figures),
    `REQUESTS: to the API, by the steady rate, from ${counted(load.podsPerNode, 'such pod')} on one node, each restart ${counted(load.requestsPerRestart, 'request')}${limit}`,
  ];
}

const span = (ms: number): string => duration(toSeconds(ms));

function restartsNote({ ownMs, endMs }: Comparison): string {
  const further =
    endMs > ownMs ? `; the scenario lasts ${span(ownMs)}, its processes were run on for ${span(endMs)}` : '';
  return `IN 5m, 30m, 1d: restarts up to then, from the start of the scenario${further}`;
}

function steadyNote(figures: readonly Figures[]): string {
  const away = figures.find(({ steadyWithout }) => steadyWithout !== undefined)?.steadyWithout;
  const without = away === undefined ? '' : `, if ${away.dependency} never returned`;
  const isAverage = figures.some(({ steady }) => steady.basis === 'average');
  const how = isAverage
    ? 'on average over the second half of the time'
    : 'from the round of runs and waits that repeats';
  return `STEADY: the rate in the long run${without}, ${how}; × is how many times the first policy's`;
}

/** `kubelet: 1 restart every 5m2s`, for each policy. */
function rounds({ subject, figures }: SubjectFigures, { rows, subjects }: Comparison): readonly string[] {
  const whose = subjects.length > 1 ? ` (${subjectName({ subject })})` : '';
  const told = rows.flatMap(({ policy }, at) => {
    const steady = figures[at]?.steady;
    if (steady === undefined) return [];
    if (steady.basis === 'cycle')
      return [`${policy} ${counted(steady.restarts, 'restart')} every ${time(steady.cycleMs)}`];
    return [`${policy} ${steady.basis === 'over' ? 'restarts no more' : rate(steady)}`];
  });
  return [`STEADY${whose}: ${told.join('; ')}`];
}

function returnNotes(figures: readonly Figures[]): readonly string[] {
  const [first] = figures;
  if (first === undefined || first.recoveries.length === 0) return [];
  const when = first.recoveries.map(({ of }) => `${of.dependency} at ${span(of.outage.untilMs)}`).join(' and ');
  const as = `BACK AFTER: from the return of ${when} to the next start`;
  return [as, 'MEAN, WORST: the same, had it returned at any other moment of that round of waits'];
}
