import fc from 'fast-check';
import type { Collection } from 'mongodb';
import { describe, expect, test } from 'vitest';
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
  const scalar = fc.oneof(
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0.5, -0.5, Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 40),
    fc.constantFrom('', 'a', 'ab', 'b', 'a\0b', '￿', '😀', 'Ä'),
    fc.boolean(),
    fc.constantFrom(new Date(0), new Date(-1), new Date('2026-01-01')),
    fc.constant(null),
  );
  const value = fc.oneof(
    { weight: 5, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    fc.record({ b: scalar }),
  );
  const document = fc.record(
    { a: value, b: scalar, c: fc.oneof(value, fc.array(fc.record({ d: scalar }), { maxLength: 2 })) },
    { requiredKeys: [] },
  );
  const condition = fc.oneof(
    scalar,
    fc
      .record({ $gt: scalar, $gte: scalar, $lt: scalar, $lte: scalar }, { requiredKeys: [] })
      .filter(range => Object.keys(range).length > 0),
    fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
    fc.record({ $ne: scalar }),
    fc.record({ $eq: value }),
  );
  const filter = fc.record({ a: condition, b: condition, 'c.d': condition }, { requiredKeys: [] });
  const direction = fc.constantFrom(1 as const, -1 as const);
  const key = fc.constantFrom('a', 'b', 'c.d', '_id');
  const pattern = fc
    .uniqueArray(fc.tuple(key, direction), { minLength: 1, maxLength: 3, selector: ([path]) => path })
    .map(Object.fromEntries);

  test('gives what a scan gives, in the same order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, fc.option(pattern, { nil: {} })), { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(24), document), { maxLength: 5 }),
        async (documents, indexes, queries, changes) => {
          const [scanned, indexed] = [mongo.collection(), mongo.collection()];
          const numbered = documents.map((fields, _id) => ({ _id, ...fields }));
          for (const [at, index] of indexes.entries()) {
            await indexed.createIndex(index, { name: `i${at}` }).catch(error => {
              if (error.code !== 85) throw error;
            });
          }
          // What an index refuses (two arrays) is left out of both.
          const refused = await indexed.insertMany(numbered, { ordered: false }).then(
            (): number[] => [],
            error => [error.writeErrors].flat().map(({ index }: { index: number }) => index),
          );
          const kept = numbered.filter((_, at) => !refused.includes(at));
          if (kept.length) await scanned.insertMany(kept);
          for (const [_id, fields] of changes) {
            const done = await indexed.replaceOne({ _id }, fields).catch(() => undefined);
            if (done) await scanned.replaceOne({ _id }, fields);
          }
          for (const [query, sort] of queries) {
            const order = Object.keys(sort).length ? { ...sort, _id: 1 as const } : { _id: 1 as const };
            expect(await indexed.find(query).sort(order).toArray()).toEqual(
              await scanned.find(query).sort(order).toArray(),
            );
            if (Object.keys(sort).length === 0) continue;
            const [one, other] = [
              await indexed.find(query).sort(sort).toArray(),
              await scanned.find(query).sort(sort).toArray(),
            ];
            expect(new Set(one.map(({ _id }) => _id))).toEqual(new Set(other.map(({ _id }) => _id)));
          }
          await Promise.all([scanned.drop().catch(() => {}), indexed.drop().catch(() => {})]);
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);
});
