import * as z from 'zod/mini';
import { scenarioSchema } from './schema.js';

/** The format as JSON Schema, for editors. */
export function scenarioJsonSchema(): unknown {
  // A file goes through its schemas unchanged; a part that is made later describes itself only where it comes out.
  return { title: 'crashloop scenario', ...z.toJSONSchema(scenarioSchema(), { io: 'output' }) };
}
