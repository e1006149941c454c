import { describe, expect, it } from 'vitest';
import { canonical, quantityOf, quantityText, sum, valueIn } from '../../../src/report/describe/quantity.js';

describe('quantities', () => {
  /** @source apimachinery pkg/api/resource/quantity_test.go */
  it.each([
    ['0', '0'],
    ['0.1', '100m'],
    ['1500m', '1500m'],
    ['2000m', '2'],
    ['1000', '1k'],
    ['1500000', '1500k'],
    ['100n', '100n'],
    ['1Gi', '1Gi'],
    ['1024Mi', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['1000Ki', '1000Ki'],
    ['0.5Ki', '512'],
    ['8000000Ki', '8000000Ki'],
    ['1e3', '1e3'],
    ['12e4', '120e3'],
    ['-5', '-5'],
    ['.5', '500m'],
    ['no', '0'],
  ])('%s is written %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it('add up exactly, in the form of the first', () => {
    const total = ['0', '0.1', '0.2', '1'].map(quantityOf).reduce(sum);
    expect(quantityText(total)).toBe('1300m');
    expect(quantityText(sum(quantityOf('1Gi'), quantityOf('1000')))).toBe('1073742824');
  });

  it('round up to the unit asked for', () => {
    expect(valueIn(quantityOf('1500m'), 'units')).toBe(2);
    expect(valueIn(quantityOf('0.0001'), 'thousandths')).toBe(1);
  });
});
