import { globMatches, isExact } from '../cluster/glob.js';
import type { Context } from './context.js';
import { suggestion } from './nearest.js';
import { mayMatch, type PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { ExpectEntry } from './schema.js';
import { valueSpan } from './spans.js';

function checkPod(pod: string, entry: ExpectEntry, sources: readonly PodSource[], { spans, report }: Context): void {
  const matching = sources.filter((source) => mayMatch(source, pod));
  if (matching.length === 0 && isExact(pod)) {
    const message = `no pod is named ${quoted(pod)}`;
    const known = sources.flatMap(({ podNames }) => podNames);
    report(valueSpan(spans, entry, 'pod'), { code: 'unknown-pod', message, hint: suggestion(pod, known) });
  }
  const { container } = entry;
  if (container === undefined || !isExact(container) || matching.length === 0) return;
  const names = [...new Set(matching.flatMap(({ template }) => template.spec.containers.map(({ name }) => name)))];
  if (names.includes(container)) return;
  const message = `no matching pod has a container ${quoted(container)}`;
  const hint = suggestion(container, names, `containers: ${names.slice(0, 5).join(', ')}`);
  report(valueSpan(spans, entry, 'container'), { code: 'unknown-container', message, hint });
}

/** A Job may also be one that a CronJob makes. */
export function mayBeJob(pattern: string, { kind, name }: PodSource): boolean {
  if (kind === 'Job') return globMatches(pattern, name);
  return kind === 'CronJob' && (!isExact(pattern) || pattern.startsWith(`${name}-`));
}

/** A pattern may match nothing, which fails when the expectation is judged; an exact name must be possible. */
export function checkSubject(
  entry: ExpectEntry,
  { sources, services }: { readonly sources: readonly PodSource[]; readonly services: readonly string[] },
  context: Context,
): void {
  const { pod, job, deployment, service } = entry;
  if (pod !== undefined) checkPod(pod, entry, sources, context);
  const checkNamed = (key: 'job' | 'deployment' | 'service', name: string, kind: string, isKnown: boolean): void => {
    if (isKnown || !isExact(name)) return;
    const own = sources.filter((source) => source.kind === kind).map((source) => source.name);
    const names = kind === 'Service' ? services : own;
    const message = `no ${kind} is named ${quoted(name)}`;
    const hint = suggestion(name, names);
    context.report(valueSpan(context.spans, entry, key), { code: 'unknown-workload', message, hint });
  };
  if (job !== undefined) {
    checkNamed(
      'job',
      job,
      'Job',
      sources.some((source) => mayBeJob(job, source)),
    );
  }
  if (deployment !== undefined) {
    const isKnown = sources.some(({ kind, name }) => kind === 'Deployment' && globMatches(deployment, name));
    checkNamed('deployment', deployment, 'Deployment', isKnown);
  }
  if (service !== undefined) {
    const isKnown = services.some((name) => globMatches(service, name));
    checkNamed('service', service, 'Service', isKnown);
  }
}
