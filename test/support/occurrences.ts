import type { Occurrence } from '../../src/analysis/event-list.js';
import type { Plan } from '../../src/cluster/plan.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { type EventText, fieldPathOf } from '../../src/kubelet/event-text.js';
import { backOffRestart, created, pulled, started } from '../../src/kubelet/event-texts.js';
import { eventRules } from '../../src/kubelet/event-versions.js';
import type { EventKind } from '../../src/trace/event.js';
import { Quiet } from '../../src/trace/quiet.js';
import { Trace } from '../../src/trace/trace.js';

/** What the kubelet says while a plan's only container crashes: three events for each start, one for each refusal (E12). */
export function crashLoopOccurrences(plan: Plan): readonly Occurrence[] {
  const trace = new Trace();
  simulatePlan(plan, trace);
  const [pod] = trace.pods;
  const [container] = pod?.containers ?? [];
  if (pod === undefined || container === undefined) throw new RangeError('a plan without a container');
  const rules = eventRules(plan.kubelet.versionName);
  const said = (text: EventText): EventKind => ({
    source: 'kubelet',
    host: plan.nodes[0]?.name ?? null,
    object: { kind: 'Pod', namespace: pod.namespace, name: pod.name, uid: pod.uid },
    fieldPath: fieldPathOf('container', container.name),
    ...text,
  });
  const present = { presentAccessible: rules.checksPullSecrets };
  const startKinds = [
    pulled(rules, container.image, present),
    created(rules, container.name),
    started(rules, container.name),
  ].map(said);
  const backOff = said(backOffRestart(container.name, pod));
  const occurrences: Occurrence[] = [];
  class Reader extends Quiet {
    override started(_container: number, _attempt: number, atMs: number): void {
      occurrences.push(...startKinds.map((kind) => ({ kind, atMs })));
    }

    override refused(_container: number, atMs: number): void {
      occurrences.push({ kind: backOff, atMs });
    }
  }
  trace.replayRuntime(new Reader());
  return occurrences;
}
