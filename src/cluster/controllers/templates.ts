import type { Container } from 'kubernetes-types/core/v1.js';
import type { ServedTemplate } from '../../trace/served.js';
import type { TemplatePlan } from '../template-plan.js';

/** The template with another image in one container; undefined names the only one. Without such a container: itself. */
export function withImage(template: TemplatePlan, container: string | undefined, image: string): TemplatePlan {
  const { spec } = template;
  const isMeant = (name: string): boolean =>
    container === undefined ? spec.containers.length === 1 : name === container;
  if (!spec.containers.some((each) => isMeant(each.name) && each.image !== image)) return template;
  const containers = spec.containers.map((each) => (isMeant(each.name) ? { ...each, image } : each));
  const served = template.served && servedWithImage(template.served, isMeant, image);
  return { ...template, spec: { ...spec, containers }, served };
}

function servedWithImage(served: ServedTemplate, isMeant: (name: string) => boolean, image: string): ServedTemplate {
  const change = (each: Container): Container => (isMeant(each.name) ? { ...each, image } : each);
  const { spec } = served;
  if (spec === undefined) return served;
  const { containers, initContainers: inits } = spec;
  const changed = inits === undefined ? {} : { initContainers: inits.map(change) };
  return { ...served, spec: { ...spec, containers: containers.map(change), ...changed } };
}

/** The template with further labels. */
export function withLabels(template: TemplatePlan, more: Readonly<Record<string, string>>): TemplatePlan {
  const labels = { ...template.labels, ...more };
  const { served } = template;
  if (served === undefined) return { ...template, labels };
  return { ...template, labels, served: { ...served, metadata: { ...served.metadata, labels } } };
}

/** Whether two templates make the same pods. */
export function isSameTemplate(a: TemplatePlan, b: TemplatePlan): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** One of these that makes the same pods: a template that was there before is no new one, however it came back. */
export function knownTemplate(template: TemplatePlan, known: Iterable<TemplatePlan>): TemplatePlan {
  for (const each of known) if (isSameTemplate(each, template)) return each;
  return template;
}
