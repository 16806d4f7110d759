import { type Document, deserialize, serialize } from 'bson';
import type { Database } from 'lmdb';

/** An index as the catalogue keeps it. */
export interface IndexInfo {
  id: number;
  name: string;
  /** Field paths in order, 1 ascending, -1 descending. */
  key: Record<string, 1 | -1>;
  unique: boolean;
  sparse: boolean;
  expireAfterSeconds?: number;
  partialFilterExpression?: Document;
  /** True once a document had an array on one of the paths: such an index has several entries for one document. */
  multikey: boolean;
}

export interface CollectionInfo {
  id: number;
  database: string;
  name: string;
  indexes: IndexInfo[];
}

const COUNTER = Buffer.from('\0next');

/** Which collections and indexes there are. Changes are made within the caller's transaction. */
export class Catalog {
  readonly #entries: Database<Buffer, Buffer>;
  readonly #collections = new Map<string, CollectionInfo>();
  #nextId = 1;

  constructor(entries: Database<Buffer, Buffer>) {
    this.#entries = entries;
    this.reload();
  }

  /** Reads all of it again, after a transaction was rolled back. */
  reload(): void {
    this.#collections.clear();
    for (const { key, value } of this.#entries.getRange()) {
      if (COUNTER.equals(key)) this.#nextId = value.readUInt32BE();
      else this.#collections.set(key.toString(), deserialize(value) as CollectionInfo);
    }
  }

  find(database: string, name: string): CollectionInfo | undefined {
    return this.#collections.get(`${database}.${name}`);
  }

  list(database?: string): CollectionInfo[] {
    return [...this.#collections.values()].filter(info => database === undefined || info.database === database);
  }

  add(database: string, name: string): CollectionInfo {
    const info: CollectionInfo = { id: this.newId(), database, name, indexes: [] };
    this.save(info);
    return info;
  }

  save(info: CollectionInfo): void {
    const key = `${info.database}.${info.name}`;
    this.#collections.set(key, info);
    this.#entries.putSync(Buffer.from(key), Buffer.from(serialize(info, { ignoreUndefined: true })));
  }

  remove(info: CollectionInfo): void {
    const key = `${info.database}.${info.name}`;
    this.#collections.delete(key);
    this.#entries.removeSync(Buffer.from(key));
  }

  /** A number no collection or index had before, so that what a broken-off removal left is never read as another's. */
  newId(): number {
    const id = this.#nextId++;
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#nextId);
    this.#entries.putSync(COUNTER, bytes);
    return id;
  }
}
