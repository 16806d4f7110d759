import { parseEnvironment } from '@ticketbase/kernel';
import { z } from 'zod';

const mongoUrl = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\//, 'Must be a mongodb:// or mongodb+srv:// URL.')
  .describe('MongoDB server; the credentials may stand in it.');

const schema = z.object({
  MONGODB_URL: mongoUrl,
  MONGODB_DATABASE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,38}$/, 'Must be 1 to 38 letters, digits, _ or -.')
    .default('ticketbase_analytics'),
});

/** What the analytics subgraph needs to know. */
export interface AnalyticsConfig {
  readonly mongoUrl: string;
  readonly database: string;
}

/** Reads MONGODB_URL and MONGODB_DATABASE. Throws ConfigurationError, which names every fault and no value. */
export function parseAnalyticsConfig(env: Readonly<Record<string, string | undefined>>): AnalyticsConfig {
  const { MONGODB_URL, MONGODB_DATABASE } = parseEnvironment(schema, env);
  return { mongoUrl: MONGODB_URL, database: MONGODB_DATABASE };
}
