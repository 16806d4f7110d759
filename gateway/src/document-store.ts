import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { BoundedCache } from './bounded-cache.ts';

type Store = NonNullable<ApolloServerOptions<object>['documentStore']>;

const MAX_DOCUMENTS = 2_000;
/** Characters of all documents as JSON; in memory each weighs some times as much. */
const MAX_SIZE = 10_000_000;

/** Parsed and validated documents of the server. Its own store takes three times as much, and counts less of it. */
export class DocumentStore implements Store {
  private readonly documents = new BoundedCache<DocumentNode>({
    maxEntries: MAX_DOCUMENTS,
    maxSize: MAX_SIZE,
    sizeOf: document => JSON.stringify(document).length,
  });

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.documents.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.set(key, document);
  }

  async delete(key: string): Promise<boolean> {
    return this.documents.delete(key);
  }
}
