import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import { byText, type Line, listed, NONE } from './page.js';

type Labels = Readonly<Record<string, string>> | undefined;

const LONGEST_ANNOTATION = 140;
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function sorted(labels: Labels): readonly (readonly [string, string])[] {
  return Object.entries(labels ?? {}).sort(([a], [b]) => byText(a, b));
}

/** Labels under each other, by name. */
export function labelLines(title: string, labels: Labels, indent = ''): readonly Line[] {
  const pairs = sorted(labels).map(([key, value]) => `${key}=${value}`);
  return listed(title, pairs, indent);
}

/** Annotations under each other, by name; a long one begins on a line of its own and is cut. */
export function annotationLines(title: string, annotations: Labels): readonly Line[] {
  const values = sorted(annotations)
    .filter(([key]) => key !== APPLIED)
    .flatMap(([key, text]) => {
      const value = text.endsWith('\n') ? text.slice(0, -1) : text;
      if (key.length + value.length + 2 <= LONGEST_ANNOTATION && !value.includes('\n')) return [`${key}: ${value}`];
      return [`${key}:`, ...value.split('\n').map((each) => `  ${shortened(each, LONGEST_ANNOTATION - 2)}`)];
    });
  return listed(title, values);
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
}

/** `app=web,tier=front`, or `<none>`. */
export function labelText(labels: Labels): string {
  const pairs = sorted(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? NONE : pairs.join(',');
}

/** `app=web,tier in (a,b),!old`; empty for a selector that selects everything, or nothing. */
export function selectorText(selector: LabelSelector | undefined): string {
  const equal = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => ({ key, text: `${key}=${value}` }));
  const others = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    const list = `(${[...values].sort(byText).join(',')})`;
    const text = { In: `${key} in ${list}`, NotIn: `${key} notin ${list}`, Exists: key, DoesNotExist: `!${key}` };
    return { key, text: text[operator as keyof typeof text] ?? key };
  });
  return [...equal, ...others]
    .sort((a, b) => byText(a.key, b.key))
    .map(({ text }) => text)
    .join(',');
}
