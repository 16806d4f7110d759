import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ContextSchema } from './context-schema.ts';

/** Where `dev` keeps what the server it publishes to offers to components, in a plugin's folder. */
export const FETCHED_CONTEXTS = '.ticketbase/contexts.graphql';

// In a bundle this module lies one folder higher.
const OWN = new URL(
  import.meta.url.endsWith('.ts') ? '../../contexts.graphql' : '../contexts.graphql',
  import.meta.url,
);

let own: Promise<ContextSchema> | undefined;

/** What components can query: as the server said that `dev` met last, else as this SDK knows the platform. */
export async function platformContexts(pluginDir: string): Promise<ContextSchema> {
  try {
    return ContextSchema.parse(await readFile(path.join(pluginDir, FETCHED_CONTEXTS), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    own ??= readFile(OWN, 'utf8').then(ContextSchema.parse);
    return own;
  }
}
