import * as z from 'zod/mini';
import { scenarioSchema } from './schema.js';

/** The format as JSON Schema, for editors. */
export function scenarioJsonSchema(): unknown {
  return { title: 'crashloop scenario', ...z.toJSONSchema(scenarioSchema(), { io: 'input' }) };
}
