import { type ChartDocument, element, type SvgElement } from './svg.js';

/** One picture of several, one below the other; a single one stays as it is. */
export function stacked(pictures: readonly SvgElement[], width: number, document: ChartDocument): SvgElement {
  const [first] = pictures;
  if (pictures.length === 1 && first !== undefined) return first;
  let y = 0;
  for (const picture of pictures) {
    picture.setAttribute('y', String(y));
    y += Number(picture.getAttribute('height'));
  }
  const size = { width, height: y, viewBox: `0 0 ${width} ${y}` };
  return element(document, 'svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, ...pictures);
}
