import type { TemplatePlan } from '../template-plan.js';

/** The template with another image in one container; undefined names the only one. Without such a container: itself. */
export function withImage(template: TemplatePlan, container: string | undefined, image: string): TemplatePlan {
  const { spec } = template;
  const isMeant = (name: string): boolean =>
    container === undefined ? spec.containers.length === 1 : name === container;
  if (!spec.containers.some((each) => isMeant(each.name) && each.image !== image)) return template;
  const containers = spec.containers.map((each) => (isMeant(each.name) ? { ...each, image } : each));
  return { ...template, spec: { ...spec, containers } };
}

export function withLabel(template: TemplatePlan, key: string, value: string): TemplatePlan {
  return { ...template, labels: { ...template.labels, [key]: value } };
}

/** Whether two templates make the same pods. */
export function isSameTemplate(a: TemplatePlan, b: TemplatePlan): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
