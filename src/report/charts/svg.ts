/** What the charts need of an element, in a browser or outside. */
export interface SvgElement {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  append(...nodes: (SvgElement | string)[]): void;
  readonly outerHTML: string;
}

/** The document that makes elements: the browser's own, or one handed in by whoever draws files. */
export interface ChartDocument {
  createElementNS(namespace: 'http://www.w3.org/2000/svg', name: string): SvgElement;
}

export const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element with attributes and children. */
export function element(
  document: ChartDocument,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly (SvgElement | string)[]
): SvgElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}
