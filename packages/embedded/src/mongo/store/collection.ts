import type { Database } from 'lmdb';
import { type Document, decode, encode } from '../document.ts';
import { MongoError } from '../mongo-error.ts';
import type { Filter } from '../query/filter.ts';
import type { Catalog, CollectionInfo, IndexInfo } from './catalog.ts';
import { entriesOf, keyValueOf } from './index-entries.ts';
import { encodeKey, encodeNumber32, successor } from './key-encoding.ts';

/** LMDB's limit for a key with pages of 4 KB. */
const MAX_KEY_BYTES = 1978;
/** Entries read at once: a scan holds no cursor open between them, so writes and other clients go on. */
const CHUNK = 200;

/** A document with the key it is kept under. */
export interface Stored {
  key: Buffer;
  bytes: Buffer;
  document: Document;
}

/** Keys from `start` up to but without `end`. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

type Bytes = Database<Buffer, Buffer>;

/** The documents of a collection and its indexes, which change together in the caller's transaction. */
export class Collection {
  readonly info: CollectionInfo;
  readonly #documents: Bytes;
  readonly #entries: Bytes;
  readonly #catalog: Catalog;
  readonly #prefix: Buffer;
  readonly #partial: (expression: Document) => Filter;

  constructor(
    info: CollectionInfo,
    stores: { documents: Bytes; entries: Bytes; catalog: Catalog },
    partial: (expression: Document) => Filter,
  ) {
    this.info = info;
    this.#documents = stores.documents;
    this.#entries = stores.entries;
    this.#catalog = stores.catalog;
    this.#prefix = encodeNumber32(info.id);
    this.#partial = partial;
  }

  get namespace(): string {
    return `${this.info.database}.${this.info.name}`;
  }

  /** @throws MongoError DuplicateKey, before anything is written */
  insert(document: Document): void {
    const key = this.#keyOf(document._id);
    if (this.#documents.doesExist(key)) throw this.#duplicate('_id_', { _id: 1 }, { _id: document._id });
    this.#write(key, undefined, document);
  }

  /**
   * Puts another document under the same _id; false if it is the same document.
   * @throws MongoError DuplicateKey, before anything is written
   */
  replace(stored: Stored, document: Document): boolean {
    if (Buffer.compare(encode(document), encode(stored.document)) === 0) return false;
    this.#write(stored.key, stored.document, document);
    return true;
  }

  remove(stored: Stored): void {
    for (const index of this.info.indexes) {
      for (const entry of this.#entriesOf(index, stored.document).keys) {
        this.#entries.removeSync(this.#entryKey(index, entry, stored.key));
      }
    }
    this.#documents.removeSync(stored.key);
  }

  findById(id: unknown): Stored | undefined {
    return this.read(this.#keyOf(id));
  }

  /** The document under a key as scans give it; undefined if it is gone. */
  read(key: Buffer): Stored | undefined {
    const bytes = this.#documents.get(key);
    return bytes && { key, bytes, document: decode(bytes) };
  }

  /** The documents whose encoded _id is in the range, in its order. */
  *scanById(range: KeyRange, reverse: boolean): Generator<Stored> {
    for (const { key, value } of this.#walk(this.#documents, within(this.#prefix, range), reverse)) {
      yield { key, bytes: value, document: decode(value) };
    }
  }

  /** The documents an index lists in the range, in its order, each once. */
  *scanIndex(index: IndexInfo, range: KeyRange, reverse: boolean): Generator<Stored> {
    const seen = index.multikey ? new Set<string>() : undefined;
    for (const { value } of this.#walk(this.#entries, within(encodeNumber32(index.id), range), reverse)) {
      if (seen) {
        const id = value.toString('latin1');
        if (seen.has(id)) continue;
        seen.add(id);
      }
      const stored = this.read(value);
      if (stored) yield stored;
    }
  }

  all(): Generator<Stored> {
    return this.scanById({ start: Buffer.alloc(0), end: Buffer.of(0xff) }, false);
  }

  get size(): number {
    return this.#documents.getKeysCount({ start: this.#prefix, end: successor(this.#prefix) });
  }

  /** Lists every document in a new index. @throws MongoError DuplicateKey; the caller rolls back */
  fill(index: IndexInfo): void {
    for (const stored of this.all()) this.#addEntries(index, stored.key, stored.document);
  }

  dropIndex(index: IndexInfo): void {
    this.#clear(this.#entries, encodeNumber32(index.id));
    this.info.indexes = this.info.indexes.filter(({ id }) => id !== index.id);
    this.#catalog.save(this.info);
  }

  drop(): void {
    for (const index of this.info.indexes) this.#clear(this.#entries, encodeNumber32(index.id));
    this.#clear(this.#documents, this.#prefix);
    this.#catalog.remove(this.info);
  }

  #write(key: Buffer, before: Document | undefined, after: Document): void {
    const bytes = Buffer.from(encode(after));
    // What is kept is what was written: reading it back turns undefined and the like into what it became.
    const kept = decode(bytes);
    for (const index of this.info.indexes) if (index.unique) this.#checkUnique(index, key, kept);
    for (const index of this.info.indexes)
      for (const entry of this.#entriesOf(index, kept).keys) this.#entryKey(index, entry, key);
    for (const index of this.info.indexes) {
      if (before) {
        for (const entry of this.#entriesOf(index, before).keys) {
          this.#entries.removeSync(this.#entryKey(index, entry, key));
        }
      }
      this.#addEntries(index, key, kept);
    }
    this.#documents.putSync(key, bytes);
  }

  #addEntries(index: IndexInfo, key: Buffer, document: Document): void {
    if (index.unique) this.#checkUnique(index, key, document);
    const { keys, multikey } = this.#entriesOf(index, document);
    for (const entry of keys) this.#entries.putSync(this.#entryKey(index, entry, key), key);
    if (!multikey || index.multikey) return;
    index.multikey = true;
    this.#catalog.save(this.info);
  }

  #checkUnique(index: IndexInfo, key: Buffer, document: Document): void {
    for (const entry of this.#entriesOf(index, document).keys) {
      const prefix = Buffer.concat([encodeNumber32(index.id), entry]);
      for (const { value } of this.#entries.getRange({ start: prefix, end: successor(prefix), limit: 2 })) {
        if (!key.equals(value)) throw this.#duplicate(index.name, index.key, keyValueOf(index, document));
      }
    }
  }

  #duplicate(index: string, keyPattern: Document, keyValue: Document): MongoError {
    const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
    return new MongoError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${index} dup key: { ${shown.join(', ')} }`,
      { keyPattern, keyValue },
    );
  }

  #entriesOf(index: IndexInfo, document: Document) {
    return entriesOf(index, document, candidate => this.#partial(index.partialFilterExpression!)(candidate));
  }

  #keyOf(id: unknown): Buffer {
    return Buffer.concat([this.#prefix, encodeKey(id)]);
  }

  #entryKey(index: IndexInfo, entry: Buffer, key: Buffer): Buffer {
    const full = Buffer.concat([encodeNumber32(index.id), entry, key]);
    if (full.length <= MAX_KEY_BYTES) return full;
    throw new MongoError(
      17280,
      `An entry of index ${index.name} would be ${full.length} bytes long, more than ${MAX_KEY_BYTES}`,
    );
  }

  *#walk(store: Bytes, { start, end }: KeyRange, reverse: boolean): Generator<{ key: Buffer; value: Buffer }> {
    let [from, to] = [start, end];
    for (;;) {
      const chunk = reverse
        ? [...store.getRange({ start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse, limit: CHUNK })]
        : [...store.getRange({ start: from, end: to, limit: CHUNK })];
      for (const { key, value } of chunk) yield { key: Buffer.from(key), value };
      const last = chunk.at(-1);
      if (!last || chunk.length < CHUNK) return;
      if (reverse) to = Buffer.from(last.key);
      else from = Buffer.concat([last.key, Buffer.of(0)]);
    }
  }

  #clear(store: Bytes, prefix: Buffer): void {
    const range = { start: prefix, end: successor(prefix), limit: 1_000 };
    for (let keys = [...store.getKeys(range)]; keys.length; keys = [...store.getKeys(range)]) {
      for (const key of keys) store.removeSync(key);
    }
  }
}

const within = (prefix: Buffer, { start, end }: KeyRange): KeyRange => ({
  start: Buffer.concat([prefix, start]),
  end: Buffer.concat([prefix, end]),
});
