import { mkdirSync } from 'node:fs';
import { type Database, open, type RootDatabase } from 'lmdb';
import type { Document } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import { compileFilter, type Filter } from '../query/filter.ts';
import { Catalog, type CollectionInfo } from './catalog.ts';
import { Collection } from './collection.ts';

const BINARY = { encoding: 'binary', keyEncoding: 'binary' } as const;

/** All databases of the server, in one LMDB environment. */
export class Store {
  readonly catalog: Catalog;
  readonly #root: RootDatabase<Buffer, Buffer>;
  readonly #documents: Database<Buffer, Buffer>;
  readonly #entries: Database<Buffer, Buffer>;
  readonly #partials = new WeakMap<Document, Filter>();

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#root = open<Buffer, Buffer>({ path: directory, maxDbs: 8, ...BINARY });
    this.#documents = this.#root.openDB('documents', BINARY);
    this.#entries = this.#root.openDB('entries', BINARY);
    this.catalog = new Catalog(this.#root.openDB('catalog', BINARY));
  }

  /** Runs a change as one transaction that is on disk when this returns, or, if it throws, leaves nothing. */
  write<T>(change: () => T): T {
    try {
      return this.#root.transactionSync(change);
    } catch (error) {
      this.catalog.reload();
      throw error;
    }
  }

  find(database: string, name: string): Collection | undefined {
    const info = this.catalog.find(database, name);
    return info && this.#open(info);
  }

  /** The collection, made if there is none yet; within write(). */
  findOrCreate(database: string, name: string): Collection {
    checkNamespace(database, name);
    return this.find(database, name) ?? this.#open(this.catalog.add(database, name));
  }

  list(database?: string): Collection[] {
    return this.catalog.list(database).map(info => this.#open(info));
  }

  async close(): Promise<void> {
    await this.#root.close();
  }

  #open(info: CollectionInfo): Collection {
    return new Collection(
      info,
      { documents: this.#documents, entries: this.#entries, catalog: this.catalog },
      expression => {
        const known = this.#partials.get(expression) ?? compileFilter(expression);
        this.#partials.set(expression, known);
        return known;
      },
    );
  }
}

function checkNamespace(database: string, name: string): void {
  if (!/^[^/\\. "$*<>:|?\0]{1,63}$/.test(database)) throw new MongoError(73, `Invalid database name: '${database}'`);
  const valid =
    name.length > 0 && name.length < 200 && !/[$\0]/.test(name) && !name.startsWith('system.') && !/^\.|\.$/.test(name);
  if (!valid) throw new MongoError(73, `Invalid collection name: '${name}'`);
}
