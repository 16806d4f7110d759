import { z } from 'zod';
import { manifestSchema } from './schema.ts';

/** The JSON Schema of `plugin.json` for editors: the shape, without the checks across its parts. */
export function editorSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' });
  return { title: 'TicketBase plugin manifest', ...schema };
}
