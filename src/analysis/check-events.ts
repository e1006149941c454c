import { globMatches } from '../cluster/glob.js';
import type { Plan } from '../cluster/plan.js';
import type { EventExpectation, EventSubject } from '../scenario/expectation.js';
import type { Trace } from '../trace/trace.js';
import { type CheckResult, checked } from './check.js';
import type { ListedEvent } from './event-list.js';
import { eventsOfTrace } from './trace-events.js';
import { workloadsAt } from './workloads-at.js';

/** Something that events may be about. */
interface Subject {
  readonly name: string;
  readonly isOf: (event: ListedEvent) => boolean;
}

/** The count of an event expectation for every object it is about, or for the whole cluster. */
export function checkEvents(expectation: EventExpectation, plan: Plan, trace: Trace): readonly CheckResult[] {
  const { atMs, about, count } = expectation;
  const fitting = eventsOfTrace(plan, trace, atMs).filter((event) => fits(expectation, event));
  const whole: Subject = { name: expectation.reason, isOf: () => true };
  const subjects = about === undefined ? [whole] : subjectsOf(about, plan, trace, atMs);
  return subjects.map(({ name, isOf }) => {
    const occurrences = fitting.filter(isOf).reduce((sum, event) => sum + event.count, 0);
    return checked(name, 'count', count, occurrences);
  });
}

function fits({ reason, type, message }: EventExpectation, event: ListedEvent): boolean {
  if (event.reason !== reason || (type !== undefined && event.type !== type)) return false;
  return message === undefined || globMatches(message, event.message);
}

/** Also what has been deleted by then: its events are still there. */
function subjectsOf({ kind, name }: EventSubject, plan: Plan, trace: Trace, atMs: number): readonly Subject[] {
  const byUid = (object: { readonly name: string; readonly uid: string }): Subject => {
    return { name: object.name, isOf: (event) => event.object.kind === kind && event.object.uid === object.uid };
  };
  const matches = (object: { readonly name: string }): boolean => globMatches(name, object.name);
  if (kind === 'Pod') {
    return trace
      .apiAt(atMs)
      .pods.flatMap((pod) => (pod === undefined || !matches(pod.identity) ? [] : byUid(pod.identity)));
  }
  if (kind === 'Node') {
    return plan.nodes.filter(matches).map((node) => {
      return { name: node.name, isOf: ({ object }) => object.kind === kind && object.name === node.name };
    });
  }
  return workloadsAt(trace, atMs)
    .map(({ identity }) => identity)
    .filter((identity) => identity.kind === kind && matches(identity))
    .map(byUid);
}
