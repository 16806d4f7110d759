import {
  type AnyBulkWriteOperation,
  type Collection,
  type Document,
  type Filter,
  type FindOptions,
  MongoBulkWriteError,
  type UpdateFilter,
} from 'mongodb';
import type { Owned } from './documents.ts';

/** The stages that a tenant's aggregation may have: those that read nothing but what the first match let through. */
export type TenantStage =
  | { readonly $group: Document }
  | { readonly $project: Document }
  | { readonly $match: Document }
  | { readonly $sort: Document }
  | { readonly $limit: number }
  | { readonly $count: string };

/** One change of a document by its id. */
export interface TenantUpdate<T extends Owned> {
  readonly filter: Filter<T>;
  readonly update: UpdateFilter<T>;
  readonly upsert?: boolean;
}

/**
 * One tenant's part of a collection. Every query, aggregation and write names the organization here, last, so that
 * nothing a caller passes can widen it; there is no way around it short of the driver.
 */
export class TenantCollection<T extends Owned> {
  private readonly collection: Collection<T>;
  private readonly organizationId: string;

  constructor(collection: Collection<T>, organizationId: string) {
    this.collection = collection;
    this.organizationId = organizationId;
  }

  /** The documents that match, as an array: callers bound it by `limit` or by what they match. */
  async find(filter: Filter<T>, options: FindOptions = {}): Promise<T[]> {
    return (await this.collection.find(this.own(filter), options).toArray()) as T[];
  }

  /**
   * What several filters match, each in this order and up to this limit, in one query: as many walks along an index.
   * The documents of one filter come together.
   */
  async findEach(filters: readonly Filter<T>[], { sort, limit }: { sort: Document; limit: number }): Promise<T[]> {
    const [first, ...others] = filters.map(filter => [
      { $match: this.own(filter) },
      { $sort: sort },
      { $limit: limit },
    ]);
    if (!first) return [];
    const coll = this.collection.collectionName;
    const unions = others.map(pipeline => ({ $unionWith: { coll, pipeline } }));
    return this.collection.aggregate<T>([...first, ...unions]).toArray();
  }

  async count(filter: Filter<T>): Promise<number> {
    return this.collection.countDocuments(this.own(filter));
  }

  async aggregate<Result extends Document>(match: Filter<T>, stages: readonly TenantStage[]): Promise<Result[]> {
    return this.collection.aggregate<Result>([{ $match: this.own(match) }, ...stages]).toArray();
  }

  /** Inserts unless a document of that id is there already. */
  async insertOnce(document: Omit<T, 'organizationId'>): Promise<void> {
    await this.insertAllOnce([document]);
  }

  /** As `insertOnce`, for several at once. */
  async insertAllOnce(documents: readonly Omit<T, 'organizationId'>[]): Promise<void> {
    const updates = documents.map(document => {
      const { _id, ...rest } = document as unknown as Owned;
      return { filter: { _id }, update: { $setOnInsert: rest } } as unknown as TenantUpdate<T>;
    });
    await this.upsert(updates);
  }

  /** Upserts; of two that race to insert one document, the second finds it there and updates it. */
  async upsert(updates: readonly TenantUpdate<T>[]): Promise<void> {
    const upserts = updates.map(update => ({ ...update, upsert: true }));
    try {
      await this.write(upserts);
    } catch (error) {
      const failed = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
      if (failed.length === 0 || !failed.every(isDuplicateKey)) throw error;
      await this.write(failed.map(({ index }) => upserts[index]!));
    }
  }

  /** Updates what matches, in any order. Returns how many documents changed. */
  async write(updates: readonly TenantUpdate<T>[]): Promise<number> {
    if (updates.length === 0) return 0;
    const operations = updates.map(({ filter, update, upsert }) => ({
      updateOne: { filter: this.own(filter), update, upsert },
    }));
    const result = await this.collection.bulkWrite(operations as AnyBulkWriteOperation<T>[], { ordered: false });
    return result.modifiedCount + result.upsertedCount;
  }

  private own(filter: Filter<T>): Filter<T> {
    return { ...filter, organizationId: this.organizationId } as Filter<T>;
  }
}

/** True for the server's refusal to store a second document under a unique key. */
export const isDuplicateKey = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 11000;
