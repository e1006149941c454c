import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { later } from '../../src/scenario/schema-parts.js';

describe('a part for later', () => {
  const made: string[] = [];
  const part = (name: string) =>
    later(() => {
      made.push(name);
      return z.string();
    });
  const schema = z.strictObject({
    text: z.optional(part('text')),
    word: z.optional(z.nullable(part('word'))),
    list: z.array(part('item')),
    either: z.optional(z.union([z.number(), part('choice')])),
  });

  it('is not made for a map without it', () => {
    expect(schema.safeParse({ list: [], either: 1 }).success).toBe(true);
    expect(schema.safeParse({ list: [], word: null }).success).toBe(true);
    expect(made).toEqual([]);
  });

  it('is made once, and judges what stands in its place', () => {
    expect(schema.safeParse({ list: ['a', 'b'], text: 'c', either: 'd' }).success).toBe(true);
    expect(schema.safeParse({ list: [1], text: 2 }).error?.issues.map(({ path }) => path)).toEqual([
      ['text'],
      ['list', 0],
    ]);
    expect(made).toEqual(['text', 'item', 'choice']);
  });
});
