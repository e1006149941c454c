import type { Container } from 'kubernetes-types/core/v1.js';
import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import { selectorText } from '../describe/labels.js';
import { NONE } from '../describe/page.js';

export const UNKNOWN = '<unknown>';

/** `app=web,tier in (a,b),!old`, or `<none>`. @source apimachinery FormatLabelSelector */
export function selectorCell(selector: LabelSelector | null | undefined): string {
  return selectorText(selector ?? undefined) || NONE;
}

/** The names of containers and their images, as two cells. */
export function containersCells(containers: readonly Container[] = []): readonly [names: string, images: string] {
  return [containers.map(({ name }) => name).join(','), containers.map(({ image }) => image ?? '').join(',')];
}
