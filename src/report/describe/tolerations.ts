import type { Taint, Toleration } from 'kubernetes-types/core/v1.js';
import { byText, type Line, listed } from './page.js';

/** Tolerations under each other, by the key of the taint. */
export function tolerationLines(tolerations: readonly Toleration[] = [], indent = ''): readonly Line[] {
  const sorted = [...tolerations].sort((a, b) => byText(a.key ?? '', b.key ?? ''));
  return listed('Tolerations', sorted.map(tolerationText), indent);
}

function tolerationText({ key = '', value = '', effect = '', operator, tolerationSeconds }: Toleration): string {
  const what = `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}`;
  const exists = operator === 'Exists' && value === '' ? `${what === '' ? '' : ' '}op=Exists` : '';
  return `${what}${exists}${tolerationSeconds === undefined ? '' : ` for ${tolerationSeconds}s`}`;
}

/** A node's taints under each other, by effect and key. */
export function taintLines(taints: readonly Taint[] = []): readonly Line[] {
  const sorted = [...taints].sort((a, b) => byText(`${a.effect},${a.key}`, `${b.effect},${b.key}`));
  return listed('Taints', sorted.map(taintText));
}

function taintText({ key, value = '', effect = '' }: Taint): string {
  if (effect === '') return value === '' ? key : `${key}=${value}:`;
  return value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}
