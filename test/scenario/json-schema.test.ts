import { expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { FULL } from './full-scenario.js';

it('the published JSON Schema is current', async () => {
  const text = `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../scenarios/scenario.schema.json');
});

/** The names of all properties in a schema. */
function keysIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { readonly properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(keysIn)];
}

it('every key of the format is in the scenario that tests the whole', () => {
  // Distributions, a policy of one's own and other places for a name have tests of their own.
  const elsewhere = [
    'exponential',
    'normal',
    'mean',
    'stddev',
    'weibull',
    'scale',
    'shape',
    'empirical',
    'initial',
    'factor',
    'resetAfter',
    'replicaSet',
    'statefulSet',
    'daemonSet',
    'up',
  ];
  const unused = new Set(keysIn(scenarioJsonSchema()).filter((key) => !FULL.includes(`${key}:`)));
  expect([...unused].filter((key) => !elsewhere.includes(key))).toEqual([]);
});
