import { isExact } from '../cluster/glob.js';
import type { Context } from './context.js';
import { type ContainerDraft, DEFAULT_GRACE_MS, type PodDraft } from './draft.js';
import { isLabel, isSubdomain } from './manifest-schema.js';
import { quoted } from './printable.js';
import type { ProcessEntry } from './schema.js';
import { valueSpan } from './spans.js';

const DEFAULT_NAME = 'app';

type Match = NonNullable<ProcessEntry['match']>;

function containerFor({ container, image }: Match): ContainerDraft {
  return {
    name: container !== undefined && isExact(container) ? container : DEFAULT_NAME,
    image: image !== undefined && isExact(image) ? image : DEFAULT_NAME,
    resources: '{}',
    memoryLimit: undefined,
  };
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

/** A plain pod for every process that names one exactly which no manifest describes. */
export function minimalPods(described: ReadonlySet<string>, context: Context): readonly PodDraft[] {
  const pods = new Map<string, PodDraft>();
  for (const { match } of context.document.spec.processes ?? []) {
    const name = match?.pod;
    if (match === undefined || name === undefined || !isExact(name) || described.has(name)) continue;
    const container = containerFor(match);
    if (!areNamesValid(match, name, container.name, context)) continue;
    const known = pods.get(name);
    if (known?.containers.some((other) => other.name === container.name)) continue;
    pods.set(name, {
      namespace: 'default',
      name,
      labels: {},
      owner: undefined,
      asksFor: undefined,
      restartPolicy: 'Always',
      terminationGraceMs: DEFAULT_GRACE_MS,
      containers: [...(known?.containers ?? []), container],
      span: known?.span ?? valueSpan(context.spans, match, 'pod'),
    });
  }
  return [...pods.values()];
}
