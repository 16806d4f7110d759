import { BadUserInputError } from '@ticketbase/kernel';
import type { z } from 'zod';

/**
 * Checks an input's values against a schema and returns them parsed. Throws BAD_USER_INPUT with one issue per fault;
 * paths begin with `root`, the name of the argument; empty for the arguments of an operation themselves.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown, root = 'input'): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new BadUserInputError(
    parsed.error.issues.map(issue => ({
      path: [root, ...issue.path].filter(part => part !== '').join('.'),
      message: issue.message,
    })),
  );
}
