import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { BoundedCache } from './bounded-cache.ts';
import type { Documents } from './documents.ts';
import { heapWeight } from './heap-weight.ts';

type Store = NonNullable<ApolloServerOptions<object>['documentStore']>;

const MAX_DOCUMENTS = 2_000;
const MAX_BYTES = 32_000_000;

/** Validated documents of the server. Its own store takes many times as much, and counts less of it. */
export class DocumentStore implements Store {
  private readonly all: Documents;
  private readonly valid = new BoundedCache<DocumentNode>({
    ...{ maxEntries: MAX_DOCUMENTS, maxSize: MAX_BYTES },
    sizeOf: heapWeight,
  });

  constructor(all: Documents) {
    this.all = all;
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.valid.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.valid.set(key, this.all.withoutPositions(document));
  }

  async delete(key: string): Promise<boolean> {
    return this.valid.delete(key);
  }
}
