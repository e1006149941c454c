import type { Container, ResourceFieldSelector } from 'kubernetes-types/core/v1.js';
import { quantityOf, valueIn } from './quantity.js';

/** A resource of a container, in units of the divisor, as its environment tells it. */
export function containerResourceText({ resource, divisor }: ResourceFieldSelector, container: Container): string {
  const dot = resource.indexOf('.');
  const [list, name] = [resource.slice(0, dot), resource.slice(dot + 1)];
  if (list !== 'limits' && list !== 'requests') return '';
  const unit = name === 'cpu' ? 'thousandths' : 'units';
  const amount = valueIn(quantityOf(container.resources?.[list]?.[name]), unit);
  const by = valueIn(quantityOf(divisor), unit);
  const value = Math.ceil(amount / (by === 0 ? valueIn(quantityOf('1'), unit) : by));
  const isWholeNode = value === 0 && (resource === 'limits.cpu' || resource === 'limits.memory');
  return isWholeNode ? 'node allocatable' : String(value);
}
