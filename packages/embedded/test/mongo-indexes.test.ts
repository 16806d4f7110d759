import fc from 'fast-check';
import type { Collection } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { parseSort, sortDocuments } from '../src/mongo/aggregation/sort.ts';
import { type Anything, useMongo } from './mongo-harness.ts';

const mongo = useMongo({ sweepMs: 50 });

const plan = async (collection: Collection<Anything>, filter: object, sort: Record<string, 1 | -1> = {}) =>
  ((await collection.find(filter).sort(sort).explain()) as Anything).queryPlanner.winningPlan;

describe('indexes', () => {
  test('are used for equality, ranges and order by a prefix, and not otherwise', async () => {
    const collection = mongo.collection();
    await collection.createIndex({ org: 1, at: -1 });
    const indexed = { stage: 'IXSCAN', indexName: 'org_1_at_-1' };
    expect(await plan(collection, { org: 'o' })).toEqual(indexed);
    expect(await plan(collection, { org: 'o', at: { $gte: new Date(0) } }, { at: -1 })).toEqual(indexed);
    expect(await plan(collection, { org: 'o' }, { at: 1 })).toEqual(indexed);
    expect(await plan(collection, {}, { org: 1, at: -1 })).toEqual(indexed);
    expect(await plan(collection, { org: { $in: ['o', 'p'] } })).toEqual(indexed);
    expect(await plan(collection, { $and: [{ org: 'o' }] })).toEqual(indexed);
    expect(await plan(collection, { org: { $in: ['o', 'p'] } }, { at: 1 })).toEqual({
      stage: 'SORT',
      inputStage: indexed,
    });
    expect(await plan(collection, { at: new Date(0) })).toEqual({ stage: 'COLLSCAN' });
    expect(await plan(collection, { org: null })).toEqual({ stage: 'COLLSCAN' });
    expect(await plan(collection, { $or: [{ org: 'o' }, { x: 1 }] })).toEqual({ stage: 'COLLSCAN' });
    expect(await plan(collection, { _id: 1 })).toEqual({ stage: 'IXSCAN', indexName: '_id_' });
  });

  test('list what they are, are made once, and can be dropped', async () => {
    const collection = mongo.collection();
    await collection.insertOne({ a: 1 });
    expect(await collection.createIndex({ a: 1, b: -1 }, { unique: true })).toBe('a_1_b_-1');
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await expect(collection.createIndex({ a: 1, b: -1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 });
    await expect(collection.createIndex({ c: 1 }, { name: 'a_1_b_-1' })).rejects.toMatchObject({ code: 86 });
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 60 });
    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
    ]);
    await collection.dropIndex('a_1_b_-1');
    await expect(collection.dropIndex('a_1_b_-1')).rejects.toMatchObject({ code: 27 });
    await collection.insertOne({ a: 1 });
  });

  test.each([
    { key: { a: 'text' } },
    { key: { a: '2dsphere' } },
    { key: {} },
    { key: { a: 1, b: 1 }, expireAfterSeconds: 1 },
  ])('refuse %j', async spec => {
    const command = { createIndexes: mongo.collection().collectionName, indexes: [{ name: 'x', ...spec }] };
    await expect(mongo.command(command)).rejects.toMatchObject({ code: 67 });
  });

  test('that are unique refuse a second document by insert, update and replacement, and change nothing', async () => {
    const collection = mongo.collection();
    await collection.createIndex({ org: 1, slug: 1 }, { unique: true });
    await collection.insertMany([
      { _id: 1, org: 'o', slug: 'a' },
      { _id: 2, org: 'o', slug: 'b' },
      { _id: 3, org: 'p', slug: 'a' },
    ]);
    const duplicate = { code: 11000, keyPattern: { org: 1, slug: 1 }, keyValue: { org: 'o', slug: 'a' } };
    await expect(collection.insertOne({ org: 'o', slug: 'a' })).rejects.toMatchObject(duplicate);
    await expect(collection.updateOne({ _id: 2 }, { $set: { slug: 'a' } })).rejects.toMatchObject(duplicate);
    await expect(collection.replaceOne({ _id: 2 }, { org: 'o', slug: 'a' })).rejects.toMatchObject(duplicate);
    await expect(collection.findOneAndUpdate({ _id: 2 }, { $set: { slug: 'a' } })).rejects.toMatchObject({
      code: 11000,
    });
    expect(await collection.findOne({ org: 'o', slug: 'b' })).toEqual({ _id: 2, org: 'o', slug: 'b' });
    await collection.updateOne({ _id: 1 }, { $set: { slug: 'c' } });
    await collection.updateOne({ _id: 2 }, { $set: { slug: 'a' } });
    expect(await collection.find({ org: 'o', slug: 'a' }).toArray()).toEqual([{ _id: 2, org: 'o', slug: 'a' }]);
  });

  test('that are unique cannot be made over duplicates, and then are not there', async () => {
    const collection = mongo.collection();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect(await collection.indexes()).toHaveLength(1);
    await collection.insertOne({ a: 1 });
    expect(await collection.countDocuments({ a: 1 })).toBe(3);
  });

  test('that are unique count a missing field as null, unless sparse or partial', async () => {
    const [plain, sparse, partial] = [mongo.collection(), mongo.collection(), mongo.collection()];
    await plain.createIndex({ a: 1 }, { unique: true });
    await sparse.createIndex({ a: 1 }, { unique: true, sparse: true });
    await partial.createIndex({ a: 1 }, { unique: true, partialFilterExpression: { active: true } });
    await plain.insertOne({});
    await expect(plain.insertOne({ a: null })).rejects.toMatchObject({ code: 11000 });
    await sparse.insertMany([{}, {}]);
    await partial.insertMany([{ a: 1 }, { a: 1 }, { a: 1, active: true }]);
    await expect(partial.insertOne({ a: 1, active: true })).rejects.toMatchObject({ code: 11000 });
    await expect(partial.updateMany({ a: 1 }, { $set: { active: true } })).rejects.toMatchObject({ code: 11000 });
    expect(await partial.countDocuments({ a: 1 })).toBe(3);
  });

  test('refuse a key that is too long, and two arrays', async () => {
    const collection = mongo.collection();
    await collection.createIndex({ a: 1, b: 1 });
    await expect(collection.insertOne({ a: 'x'.repeat(3_000) })).rejects.toMatchObject({ code: 17280 });
    await expect(collection.insertOne({ a: [1, 2], b: [1, 2] })).rejects.toMatchObject({ code: 171 });
    expect(await collection.find({ a: 'x'.repeat(3_000) }).toArray()).toEqual([]);
    expect(await collection.countDocuments()).toBe(0);
  });

  test('with a time to live remove what is over, and only that', async () => {
    const collection = mongo.collection();
    await collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
    const later = new Date(Date.now() + 3_600_000);
    await collection.insertMany([
      { _id: 'old', expiresAt: new Date(0) },
      { _id: 'later', expiresAt: later },
      { _id: 'none' },
      { _id: 'text', expiresAt: 'x' },
    ]);
    await expect.poll(() => collection.distinct('_id')).toEqual(['later', 'none', 'text']);
    await mongo.command({ collMod: collection.collectionName, index: { name: 'expiresAt_1', expireAfterSeconds: 5 } });
    expect((await collection.indexes())[1]).toMatchObject({ expireAfterSeconds: 5 });
  });

  test('go with their collection', async () => {
    const collection = mongo.collection();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    await collection.drop();
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: 1 });
    expect(await collection.find({ a: 1 }).toArray()).toHaveLength(1);
  });
});

describe('a find by indexes', () => {
  // Few values, so that filters match and keys meet; and now and then one of another type.
  const number = fc.integer({ min: 0, max: 4 });
  const text = fc.constantFrom('', 'a', 'ab', 'b', 'a\0b', '￿', '😀');
  const odd = fc.constantFrom(
    null,
    true,
    false,
    0.5,
    -0,
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    2 ** 40,
    new Date(0),
    new Date(-1),
  );
  const scalar = fc.oneof(
    { weight: 8, arbitrary: number },
    { weight: 3, arbitrary: text },
    { weight: 1, arbitrary: odd },
  );
  const list = fc.array(scalar, { maxLength: 3 });
  const nested = fc.oneof(fc.record({ d: scalar }), fc.array(fc.record({ d: scalar }), { maxLength: 2 }));
  const document = fc.record(
    { a: fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: list }), b: scalar, c: nested },
    { requiredKeys: [] },
  );
  // An index takes one array of a document at most.
  const indexable = document.filter(({ a, c }) => !(Array.isArray(a) && Array.isArray(c)));
  const range = fc.oneof(
    fc.record({ $gt: number, $lte: number }, { requiredKeys: [] }),
    fc.record({ $gte: number, $lt: number }, { requiredKeys: [] }),
    fc.record({ $gte: text, $lte: text }, { requiredKeys: [] }),
    fc.record({ $gt: odd, $lt: odd }, { requiredKeys: [] }),
  );
  const condition = fc.oneof(
    scalar,
    range.map(bounds => (Object.keys(bounds).length ? bounds : { $exists: true })),
    fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 4 }) }),
    fc.record({ $ne: scalar }),
  );
  const path = fc.constantFrom('a', 'b', 'c.d', '_id');
  const filter = fc.dictionary(path, condition, { maxKeys: 2, noNullPrototype: true });
  const direction = fc.constantFrom(1 as const, -1 as const);
  const pattern = fc
    .uniqueArray(fc.tuple(path, direction), { minLength: 1, maxLength: 3, selector: ([field]) => field })
    .map(fields => Object.fromEntries(fields) as Record<string, 1 | -1>);

  async function fill(documents: object[], indexes: Record<string, 1 | -1>[]) {
    const collection = mongo.collection();
    for (const [at, index] of indexes.entries()) {
      await collection.createIndex(index, { name: `i${at}` }).catch(error => {
        if (error.code !== 85) throw error;
      });
    }
    await collection.insertMany(documents);
    return collection;
  }

  test('gives what a scan gives, in the order asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(indexable, { minLength: 5, maxLength: 20 }),
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, fc.option(pattern, { nil: {} })), { minLength: 5, maxLength: 10 }),
        fc.array(fc.tuple(fc.nat(19), indexable), { maxLength: 5 }),
        async (documents, indexes, queries, changes) => {
          const numbered = documents.map((fields, _id) => ({ _id, ...fields }));
          const [scanned, indexed] = [await fill(numbered, []), await fill(numbered, indexes)];
          for (const [_id, fields] of changes) {
            for (const collection of [scanned, indexed]) await collection.replaceOne({ _id }, fields);
          }
          await Promise.all([scanned.deleteOne({ _id: 3 }), indexed.deleteOne({ _id: 3 })]);
          for (const [query, sort] of queries) {
            const found = await indexed.find(query).sort(sort).toArray();
            expect(sortDocuments(found, [['_id', 1]], identity)).toEqual(
              await scanned.find(query).sort({ _id: 1 }).toArray(),
            );
            expect(sortDocuments(found, parseSort(sort), identity)).toEqual(found);
          }
          await Promise.all([scanned.drop(), indexed.drop()]);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});

const identity = (document: Anything) => document;
