import type { Pen } from './look.js';
import type { ToneName } from './palette.js';
import type { StatusLook } from './status-looks.js';
import { element, type SvgElement } from './svg.js';

/** Patterns to fill with, made as they are asked for. */
export class Textures {
  readonly patterns: SvgElement[] = [];
  readonly #pen: Pen;
  readonly #known = new Set<string>();

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  /** What an element is filled with to look so. */
  fill({ tone, texture }: Pick<StatusLook, 'tone' | 'texture'>): string {
    if (texture === 'plain') return this.#pen.colors[tone];
    const id = `${this.#pen.id}-${texture}-${tone}`;
    if (!this.#known.has(id)) {
      this.#known.add(id);
      this.patterns.push(texture === 'stripes' ? this.#stripes(id, tone) : this.#dots(id, tone));
    }
    return `url(#${id})`;
  }

  #stripes(id: string, tone: ToneName): SvgElement {
    const { document, colors } = this.#pen;
    const frame = { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
    return element(
      document,
      'pattern',
      frame,
      element(document, 'rect', { width: 5, height: 5, fill: colors.paper }),
      element(document, 'rect', { width: 2.6, height: 5, fill: colors[tone] }),
    );
  }

  #dots(id: string, tone: ToneName): SvgElement {
    const { document, colors } = this.#pen;
    return element(
      document,
      'pattern',
      { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse' },
      element(document, 'rect', { width: 5, height: 5, fill: colors.paper }),
      element(document, 'circle', { cx: 2.5, cy: 2.5, r: 1.3, fill: colors[tone] }),
    );
  }
}
