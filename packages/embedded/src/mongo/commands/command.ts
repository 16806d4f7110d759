import type { Cursors } from '../cursors.ts';
import { type Document, expectCount } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import type { Store } from '../store/store.ts';

/** What a command may use. */
export interface ServerContext {
  store: Store;
  cursors: Cursors;
}

/** Answers one command; what it throws becomes the error the client sees. */
export type Command = (command: Document, context: ServerContext) => Document;

/** The collection a command names by its first field. @throws MongoError InvalidNamespace */
export function target(command: Document): { database: string; name: string; namespace: string } {
  const name = Object.values(command)[0];
  const database = command.$db;
  if (typeof name !== 'string' || !name || typeof database !== 'string') {
    throw new MongoError(73, 'The command needs the name of a collection');
  }
  return { database, name, namespace: `${database}.${name}` };
}

/** The batch size a command asks for; undefined if it leaves it to the server. */
export function batchSizeOf(options: Document): number | undefined {
  return options.batchSize === undefined ? undefined : expectCount(options.batchSize, 'batchSize');
}

/** Refuses an option that would change the result and that this server does not have. */
export function refuseCollation({ collation }: Document): void {
  if (collation && (collation as Document).locale !== 'simple') {
    throw new MongoError(238, 'collation is not supported by this server');
  }
}
