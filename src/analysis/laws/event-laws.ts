import type { Plan } from '../../cluster/plan.js';
import type { EventKind } from '../../trace/event.js';
import { Quiet } from '../../trace/quiet.js';
import type { Trace } from '../../trace/trace.js';
import { allEventsOfTrace } from '../trace-events.js';
import type { ContainerLife, PodLife } from './pod-life.js';

/** How often something was said of a container, by the uid of its pod, its name and the reason. */
class Said extends Quiet {
  readonly counts = new Map<string, number>();

  override occurred({ object, fieldPath, type, reason }: EventKind): void {
    const key = `${object.uid} ${fieldPath} ${type} ${reason}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}

class Refusals extends Quiet {
  readonly counts: number[] = [];

  override refused(container: number): void {
    this.counts[container] = (this.counts[container] ?? 0) + 1;
  }
}

/** What is said agrees with what happened, and what the API lists with what was said. */
export function eventProblems(lives: readonly PodLife[], plan: Plan, trace: Trace): readonly string[] {
  const told = new Said();
  trace.replayApi(told, Number.POSITIVE_INFINITY);
  const refusals = new Refusals();
  trace.replayRuntime(refusals);
  const perContainer = lives.flatMap(({ identity, containers }) =>
    containers.flatMap((container) => {
      const path = pathOf(container);
      const count = (type: string, reason: string): number => {
        return told.counts.get(`${identity.uid} ${path} ${type} ${reason}`) ?? 0;
      };
      const { index, name } = container.identity;
      return [
        ...differs(`${identity.name}/${name}`, 'Started', count('Normal', 'Started'), startedRuns(container)),
        ...differs(`${identity.name}/${name}`, 'BackOff', count('Warning', 'BackOff'), refusals.counts[index] ?? 0),
      ];
    }),
  );
  const listed = allEventsOfTrace(plan, trace, plan.durationMs).filter(({ count, firstMs, lastMs, message }) => {
    return count < 1 || firstMs > lastMs || lastMs > plan.durationMs || message === '';
  });
  return [...perContainer, ...listed.map(({ reason, object, count }) => `${object.name}: event ${reason} x${count}`)];
}

/** Instances that came to run; of one that the runtime could not start, only the making is told. */
function startedRuns({ attempts }: ContainerLife): number {
  return attempts.filter(({ reason }) => reason !== 'StartError').length;
}

function pathOf({ identity: { type, name } }: ContainerLife): string {
  return `spec.${type === 'container' ? 'containers' : 'initContainers'}{${name}}`;
}

function differs(who: string, reason: string, events: number, facts: number): readonly string[] {
  return events === facts ? [] : [`${who}: ${events} events ${reason} for ${facts} times`];
}
