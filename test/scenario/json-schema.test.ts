import { expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';

it('the published JSON Schema is current', async () => {
  const text = `${JSON.stringify(scenarioJsonSchema(), undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../scenarios/scenario.schema.json');
});
