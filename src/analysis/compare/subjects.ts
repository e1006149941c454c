import type { Plan } from '../../cluster/plan.js';
import type { Contender } from './contender.js';
import type { Career, Course } from './course.js';
import type { Evidence } from './figures.js';
import { recoveryOf } from './recovery.js';

/** A container of a workload, or of a pod on its own: what one table is about. */
export interface Subject {
  readonly namespace: string;
  /** `Deployment/web`, `Pod/hello`. */
  readonly workload: string;
  readonly container: string;
}

const keyOf = ({ namespace, workload, container }: Subject): string => `${namespace} ${workload} ${container}`;

/** What makes the makers of pods. Their names are its name, a dash and a word without one. */
const ABOVE: Readonly<Record<string, 'Deployment' | 'CronJob'>> = { ReplicaSet: 'Deployment', Job: 'CronJob' };

function subjectOf({ pod, name }: Career, { workloads }: Plan): Subject {
  const { namespace, owner = `Pod/${pod.name}` } = pod;
  const [kind = '', own = ''] = owner.split('/');
  const above = own.slice(0, Math.max(0, own.lastIndexOf('-')));
  const maker = workloads.find(
    (each) => each.kind === ABOVE[kind] && each.namespace === namespace && each.name === above,
  );
  return { namespace, workload: maker === undefined ? owner : `${maker.kind}/${maker.name}`, container: name };
}

/** Every container that restarts under any of the policies, in the order in which they first appear. */
export function subjectsOf(contenders: readonly Contender[]): readonly Subject[] {
  const found = new Map<string, Subject>();
  for (const { plan, runs } of contenders) {
    for (const career of runs.flatMap(({ main }) => main.careers)) {
      const subject = subjectOf(career, plan);
      if (career.startsMs.length > 1 && !found.has(keyOf(subject))) found.set(keyOf(subject), subject);
    }
  }
  return [...found.values()];
}

/** What one policy has to say of one subject, over all runs. */
export function evidenceOf(subject: Subject, contender: Contender): Evidence {
  const { plan, runs, returns, endMs, ownMs, repeats } = contender;
  const own = (course: Course): readonly Career[] =>
    course.careers.filter((career) => keyOf(subjectOf(career, plan)) === keyOf(subject));
  const careersByRun = runs.map(({ main }) => own(main));
  return {
    careers: careersByRun.flat(),
    pods: careersByRun.reduce((sum, careers) => sum + mostAtOnce(careers), 0),
    endMs,
    ownMs,
    repeats,
    recoveries: returns.map((of, at) => {
      const withoutByRun = runs.map(({ without }) => (without[at] === undefined ? [] : own(without[at])));
      const each = careersByRun.flatMap((careers, run) =>
        careers.flatMap((career) => {
          const other = withoutByRun[run]?.find(({ pod }) => pod.name === career.pod.name);
          return other === undefined ? [] : (recoveryOf(career, other, of) ?? []);
        }),
      );
      return { of, each, without: withoutByRun.flat() };
    }),
  };
}

/** How many pods there were at the same time, at most. */
function mostAtOnce(careers: readonly Career[]): number {
  const counts = careers.map(
    ({ bornAtMs }) => careers.filter((other) => other.bornAtMs <= bornAtMs && bornAtMs < other.goneAtMs).length,
  );
  return counts.reduce((most, count) => Math.max(most, count), 0);
}
