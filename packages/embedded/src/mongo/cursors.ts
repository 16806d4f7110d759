import { randomInt } from 'node:crypto';
import { calculateObjectSize, Long } from 'bson';
import { type Document, MAX_DOCUMENT_BYTES } from './document.ts';
import { MongoError } from './mongo-error.ts';

/** As MongoDB's: a first batch without a size has at most 101 documents. */
const FIRST_BATCH = 101;
const IDLE_MS = 10 * 60_000;
const MAX_CURSORS = 10_000;

interface Cursor {
  namespace: string;
  documents: Iterator<Document>;
  /** Read, but did not fit into the last batch. */
  held?: Document;
  usedAt: number;
}

/** Results that are fetched in batches. What a client leaves open is dropped when it was not used for ten minutes. */
export class Cursors {
  readonly #open = new Map<number, Cursor>();

  get size(): number {
    return this.#open.size;
  }

  /** The first batch of a result, and a cursor for the rest if there is more. */
  first(namespace: string, documents: Iterator<Document>, batchSize: number | undefined, single = false): Document {
    const cursor: Cursor = { namespace, documents, usedAt: Date.now() };
    const { batch, done } = this.#take(cursor, batchSize ?? FIRST_BATCH);
    let id = 0;
    if (!done && !single) {
      if (this.#open.size >= MAX_CURSORS) throw new MongoError(2, `There are more than ${MAX_CURSORS} open cursors`);
      // Below 2^47, so that it is an exact number on both sides.
      do id = randomInt(1, 2 ** 47);
      while (this.#open.has(id));
      this.#open.set(id, cursor);
    }
    return { cursor: { firstBatch: batch, id: Long.fromNumber(id), ns: namespace } };
  }

  /** @throws MongoError CursorNotFound */
  next(id: number, namespace: string, batchSize: number | undefined): Document {
    const cursor = this.#open.get(id);
    if (!cursor || cursor.namespace !== namespace) throw new MongoError(43, `cursor id ${id} not found`);
    cursor.usedAt = Date.now();
    let taken: { batch: Document[]; done: boolean };
    try {
      taken = this.#take(cursor, batchSize ?? Number.POSITIVE_INFINITY);
    } catch (error) {
      this.#open.delete(id);
      throw error;
    }
    if (taken.done) this.#open.delete(id);
    return { cursor: { nextBatch: taken.batch, id: Long.fromNumber(taken.done ? 0 : id), ns: namespace } };
  }

  kill(id: number): boolean {
    return this.#open.delete(id);
  }

  /** Drops cursors of a collection that is dropped, or all that are idle. */
  expire(now = Date.now()): void {
    for (const [id, { usedAt }] of this.#open) if (now - usedAt > IDLE_MS) this.#open.delete(id);
  }

  #take(cursor: Cursor, batchSize: number): { batch: Document[]; done: boolean } {
    const batch: Document[] = [];
    let bytes = 0;
    while (batch.length < batchSize) {
      const document = this.#read(cursor);
      if (!document) return { batch, done: true };
      bytes += calculateObjectSize(document, { ignoreUndefined: false });
      if (bytes > MAX_DOCUMENT_BYTES && batch.length > 0) {
        cursor.held = document;
        return { batch, done: false };
      }
      batch.push(document);
    }
    if (batchSize === 0) return { batch, done: false };
    // One more is read, so that a result that ends here leaves no cursor behind.
    cursor.held = this.#read(cursor);
    return { batch, done: cursor.held === undefined };
  }

  #read(cursor: Cursor): Document | undefined {
    const { held } = cursor;
    if (held) {
      cursor.held = undefined;
      return held;
    }
    const { value, done } = cursor.documents.next();
    return done ? undefined : value;
  }
}
