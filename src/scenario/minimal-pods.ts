import { isExact } from '../cluster/glob.js';
import { ANYWHERE } from '../cluster/template-plan.js';
import { type ContainerSpec, plainContainer, plainPod } from '../kubelet/pod-spec.js';
import { isLabel, isSubdomain } from './api-parts.js';
import type { Context } from './context.js';
import { MAX_TRIES } from './limits.js';
import { nearest } from './nearest.js';
import { mayMatch, type PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { ProcessEntry } from './schema.js';
import { servedTemplate } from './served-template.js';
import type { Span } from './source.js';
import { valueSpan } from './spans.js';

const DEFAULT_NAME = 'app';

type Match = NonNullable<ProcessEntry['match']>;

function containerFor({ container, image }: Match): ContainerSpec {
  return plainContainer(
    container !== undefined && isExact(container) ? container : DEFAULT_NAME,
    image !== undefined && isExact(image) ? image : DEFAULT_NAME,
  );
}

function areNamesValid(match: Match, pod: string, container: string, { spans, report }: Context): boolean {
  const rule = 'lower-case letters, digits and -';
  if (!isSubdomain(pod)) {
    const message = `${quoted(pod)} cannot be the name of a pod: names are ${rule}`;
    report(valueSpan(spans, match, 'pod'), { code: 'invalid-name', message, hint: 'patterns know * and ? only' });
  }
  if (!isLabel(container)) {
    const message = `${quoted(container)} cannot be the name of a container: names are ${rule}`;
    report(valueSpan(spans, match, 'container'), { code: 'invalid-name', message });
  }
  return isSubdomain(pod) && isLabel(container);
}

/** Asks whether another pod was meant: one named alike, that a manifest describes and no process matches. */
function typoNotes(described: readonly PodSource[], { document, spans, remark }: Context) {
  const processes = document.spec.processes ?? [];
  const isTried = described.length * processes.length <= MAX_TRIES;
  const isMatched = (source: PodSource): boolean =>
    processes.some(({ match }) => match?.pod === undefined || mayMatch(source, match.pod));
  const unmatched = isTried ? described.filter((source) => !isMatched(source)) : [];
  const names = unmatched.map(({ name }) => name);
  return (name: string, match: Match): void => {
    const like = nearest(name, names);
    const source = unmatched.find((each) => each.name === like);
    if (source === undefined) return;
    const meant = source.kind === 'Pod' ? source.name : `${source.name}-*`;
    const message = `no manifest describes a pod ${name}, so a plain one is made; did you mean ${meant}?`;
    remark(valueSpan(spans, match, 'pod'), message);
  };
}

/** A plain pod for every process that names one exactly which no manifest describes and no controller makes. */
export function minimalPods(described: readonly PodSource[], context: Context): readonly PodSource[] {
  const known = new Set(described.flatMap(({ podNames }) => podNames));
  const controllers = described.filter(({ kind }) => kind !== 'Pod');
  const remarkOnTypo = typoNotes(described, context);
  const pods = new Map<string, { readonly span: Span; readonly containers: readonly ContainerSpec[] }>();
  for (const { match } of context.document.spec.processes ?? []) {
    const name = match?.pod;
    if (match === undefined || name === undefined || !isExact(name) || known.has(name)) continue;
    if (controllers.some((source) => mayMatch(source, name))) continue;
    const container = containerFor(match);
    if (!areNamesValid(match, name, container.name, context)) continue;
    if (!pods.has(name)) remarkOnTypo(name, match);
    const pod = pods.get(name) ?? { span: valueSpan(context.spans, match, 'pod'), containers: [] };
    if (pod.containers.some((other) => other.name === container.name)) continue;
    pods.set(name, { ...pod, containers: [...pod.containers, container] });
  }
  return [...pods].map(([name, { span, containers }]) => ({
    kind: 'Pod',
    namespace: 'default',
    name,
    template: {
      labels: {},
      spec: plainPod(containers),
      placement: ANYWHERE,
      served: servedTemplate({ spec: { containers: containers.map(({ name, image }) => ({ name, image })) } }),
    },
    podNames: [name],
    span,
  }));
}
