import { Binary, Long, ObjectId, UUID } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { useMongo } from './mongo-harness.ts';

const mongo = useMongo();

describe('inserting and finding', () => {
  test('gives back every type it was given', async () => {
    const collection = mongo.collection();
    const document = {
      _id: new ObjectId(),
      text: 'Grüße 🎟',
      empty: '',
      integer: 7,
      large: 2 ** 53 - 1,
      negative: -0.5,
      yes: true,
      nothing: null,
      at: new Date('2026-02-03T04:05:06.789Z'),
      uuid: new UUID(),
      bytes: new Binary(Buffer.from([0, 255, 1])),
      list: [1, 'a', { deep: [null] }],
      pattern: /^a/i,
    };
    await collection.insertOne(document);
    const found = await collection.findOne({ _id: document._id });
    expect({ ...found, bytes: null }).toEqual({ ...document, bytes: null });
    expect(found.bytes.sub_type).toBe(0);
    expect(Buffer.from(found.bytes.buffer)).toEqual(Buffer.from([0, 255, 1]));
  });

  test.each([
    [{ n: { $gt: 2 } }, [3, 4]],
    [{ n: { $gte: 2, $lt: 4 } }, [2, 3]],
    [{ n: { $in: [1, 4, 9] } }, [1, 4]],
    [{ n: { $nin: [1, 4] } }, [2, 3, 5]],
    [{ n: { $ne: 3 } }, [1, 2, 4, 5]],
    [{ tags: 'b' }, [1, 2]],
    [{ tags: ['a', 'b'] }, [1]],
    [{ tags: { $all: ['a', 'b'] } }, [1]],
    [{ tags: { $size: 2 } }, [1]],
    [{ n: null }, [5]],
    [{ n: { $exists: true } }, [1, 2, 3, 4]],
    [{ 'lines.sku': 'x' }, [3]],
    [{ 'lines.0.sku': 'x' }, [3]],
    [{ lines: { $elemMatch: { sku: 'x', qty: { $gt: 1 } } } }, []],
    [{ lines: { $elemMatch: { sku: 'y', qty: { $gt: 1 } } } }, [3]],
    [{ $or: [{ n: 1 }, { name: /^b/i }] }, [1, 2]],
    [{ $and: [{ n: { $gt: 1 } }, { n: { $lt: 3 } }] }, [2]],
    [{ $nor: [{ n: 1 }, { n: 2 }] }, [3, 4, 5]],
    [{ n: { $not: { $gt: 1 } } }, [1, 5]],
    [{ name: { $regex: 'B', $options: 'i' } }, [2]],
    [{ n: { $mod: [2, 0] } }, [2, 4]],
    [{ n: { $type: 'string' } }, []],
    [{ $expr: { $gt: ['$n', '$m'] } }, [4]],
    [{ n: '3' }, []],
  ])('finds by %j', async (filter, expected) => {
    const collection = mongo.collection();
    await collection.insertMany([
      { _id: 1, n: 1, m: 1, name: 'Anna', tags: ['a', 'b'] },
      { _id: 2, n: 2, m: 2, name: 'Ben', tags: ['b'] },
      {
        _id: 3,
        n: 3,
        m: 3,
        lines: [
          { sku: 'x', qty: 1 },
          { sku: 'y', qty: 2 },
        ],
      },
      { _id: 4, n: 4, m: 3 },
      { _id: 5, m: 9 },
    ]);
    const found = await collection
      .find(filter as object)
      .sort({ _id: 1 })
      .toArray();
    expect(found.map(({ _id }) => _id)).toEqual(expected);
    expect(await collection.countDocuments(filter as object)).toBe(expected.length);
  });

  test('sorts by several fields, skips, limits and projects', async () => {
    const collection = mongo.collection();
    await collection.insertMany(Array.from({ length: 10 }, (_, n) => ({ _id: n, even: n % 2 === 0, n, rest: 'x' })));
    const page = await collection
      .find({}, { projection: { n: 1, _id: 0 } })
      .sort({ even: -1, n: -1 })
      .skip(1)
      .limit(3)
      .toArray();
    expect(page).toEqual([{ n: 6 }, { n: 4 }, { n: 2 }]);
    expect(await collection.findOne({ _id: 1 }, { projection: { rest: 0, even: 0 } })).toEqual({ _id: 1, n: 1 });
  });

  test('orders values of different types as MongoDB does', async () => {
    const collection = mongo.collection();
    const values = [null, -1, 0.5, 10, 'B', 'a', '￿', '😀', { a: 1 }, new ObjectId(), false, true, new Date(0)];
    await collection.insertMany(values.toReversed().map(value => ({ value })));
    const sorted = await collection.find().sort({ value: 1 }).toArray();
    expect(sorted.map(({ value }) => value)).toEqual(values);
  });

  test('reports a duplicate key with its pattern and value, and goes on in an unordered bulk', async () => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 'a' });
    await expect(collection.insertOne({ _id: 'a' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: 'a' },
    });
    const bulk = [{ _id: 'b' }, { _id: 'a' }, { _id: 'c' }];
    await expect(collection.insertMany(bulk, { ordered: false })).rejects.toMatchObject({
      code: 11000,
      insertedCount: 2,
    });
    await expect(collection.insertMany([{ _id: 'd' }, { _id: 'a' }, { _id: 'e' }])).rejects.toMatchObject({
      insertedCount: 1,
    });
    expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('treats 1, 1.0 and the 64-bit 1 as the same key', async () => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1 });
    await expect(collection.insertOne({ _id: Long.fromNumber(1) })).rejects.toMatchObject({ code: 11000 });
  });

  test('lists distinct values, elements of arrays among them', async () => {
    const collection = mongo.collection();
    await collection.insertMany([{ t: ['b', 'a'] }, { t: 'a' }, { t: 3 }, {}]);
    expect(await collection.distinct('t')).toEqual([3, 'a', 'b']);
  });
});

describe('updating', () => {
  test.each([
    [{ $set: { 'a.b': 2, c: [1] } }, { a: { b: 2 }, c: [1], n: 1, list: [1, 2, 3] }],
    [{ $unset: { n: '' } }, { a: { b: 1 }, list: [1, 2, 3] }],
    [{ $inc: { n: 2, fresh: -1 } }, { a: { b: 1 }, n: 3, fresh: -1, list: [1, 2, 3] }],
    [{ $mul: { n: 5 } }, { a: { b: 1 }, n: 5, list: [1, 2, 3] }],
    [
      { $min: { n: 0 }, $max: { 'a.b': 9 } },
      { a: { b: 9 }, n: 0, list: [1, 2, 3] },
    ],
    [{ $push: { list: { $each: [4, 5], $slice: -3 } } }, { a: { b: 1 }, n: 1, list: [3, 4, 5] }],
    [{ $addToSet: { list: { $each: [3, 4] } } }, { a: { b: 1 }, n: 1, list: [1, 2, 3, 4] }],
    [{ $pull: { list: { $gte: 2 } } }, { a: { b: 1 }, n: 1, list: [1] }],
    [{ $pop: { list: -1 } }, { a: { b: 1 }, n: 1, list: [2, 3] }],
    [{ $rename: { n: 'm' } }, { a: { b: 1 }, m: 1, list: [1, 2, 3] }],
    [{ $set: { 'list.1': 'x' } }, { a: { b: 1 }, n: 1, list: [1, 'x', 3] }],
    [[{ $set: { n: { $add: ['$n', '$a.b'] } } }], { a: { b: 1 }, n: 2, list: [1, 2, 3] }],
  ])('applies %j', async (update, expected) => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1, a: { b: 1 }, n: 1, list: [1, 2, 3] });
    expect(await collection.updateOne({ _id: 1 }, update as object)).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await collection.findOne()).toEqual({ _id: 1, ...expected });
  });

  test('changes the array element the filter found, and those an array filter names', async () => {
    const collection = mongo.collection();
    await collection.insertOne({
      _id: 1,
      lines: [
        { sku: 'x', n: 1 },
        { sku: 'y', n: 1 },
      ],
    });
    await collection.updateOne({ _id: 1, 'lines.sku': 'y' }, { $set: { 'lines.$.n': 5 } });
    await collection.updateOne(
      { _id: 1 },
      { $inc: { 'lines.$[small].n': 10 } },
      { arrayFilters: [{ 'small.n': { $lt: 5 } }] },
    );
    expect(await collection.findOne()).toEqual({
      _id: 1,
      lines: [
        { sku: 'x', n: 11 },
        { sku: 'y', n: 5 },
      ],
    });
  });

  test('says that nothing was modified when the update changes nothing', async () => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1, n: 1 });
    expect(await collection.updateOne({ _id: 1 }, { $set: { n: 1 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 0,
    });
  });

  test('upserts with what the filter requires and with $setOnInsert, once', async () => {
    const collection = mongo.collection();
    const roll = () =>
      collection.updateOne(
        { org: 'o', hour: new Date(0), n: { $gte: 0 } },
        { $inc: { n: 1 }, $setOnInsert: { createdAt: new Date(1) } },
        { upsert: true },
      );
    const first = await roll();
    expect(first.upsertedId).toBeInstanceOf(ObjectId);
    expect(await roll()).toMatchObject({ matchedCount: 1, upsertedId: null });
    const expected = { _id: first.upsertedId, org: 'o', hour: new Date(0), n: 2, createdAt: new Date(1) };
    expect(await collection.find().toArray()).toEqual([expected]);
  });

  test('counts every one of many concurrent increments', async () => {
    const collection = mongo.collection();
    await Promise.all(
      Array.from({ length: 200 }, () => collection.updateOne({ _id: 'r' }, { $inc: { n: 1 } }, { upsert: true })),
    );
    expect(await collection.findOne()).toEqual({ _id: 'r', n: 200 });
  });

  test('replaces, updates many, deletes one and many', async () => {
    const collection = mongo.collection();
    await collection.insertMany([
      { _id: 1, g: 'a' },
      { _id: 2, g: 'a' },
      { _id: 3, g: 'b' },
    ]);
    await collection.replaceOne({ _id: 3 }, { only: true });
    expect(await collection.updateMany({ g: 'a' }, { $set: { done: true } })).toMatchObject({ modifiedCount: 2 });
    expect(await collection.deleteOne({ g: 'a' })).toMatchObject({ deletedCount: 1 });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 2, g: 'a', done: true },
      { _id: 3, only: true },
    ]);
    expect(await collection.deleteMany({})).toMatchObject({ deletedCount: 2 });
  });

  test('finds and changes in one step, giving the document before or after', async () => {
    const collection = mongo.collection();
    await collection.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 2 });
    const after = { returnDocument: 'after', upsert: true } as const;
    expect(await collection.findOneAndUpdate({ _id: 3 }, { $set: { n: 3 } }, after)).toEqual({ _id: 3, n: 3 });
    expect(await collection.findOneAndReplace({ _id: 1 }, { n: 0 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      n: 0,
    });
    expect(await collection.findOneAndDelete({ n: 12 })).toEqual({ _id: 2, n: 12 });
    expect(await collection.findOneAndDelete({ n: 12 })).toBeNull();
  });

  test('writes a mixed bulk', async () => {
    const collection = mongo.collection();
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 1, n: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $inc: { n: 1 } } } },
      { updateOne: { filter: { _id: 2 }, update: { $set: { n: 0 } }, upsert: true } },
      { deleteOne: { filter: { _id: 1 } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, upsertedCount: 1, deletedCount: 1 });
    expect(await collection.find().toArray()).toEqual([{ _id: 2, n: 0 }]);
  });

  test('sees within a bulk what the bulk has written', async () => {
    const collection = mongo.collection();
    const roll = { updateOne: { filter: { key: 'k' }, update: { $inc: { n: 1 } }, upsert: true } };
    await collection.createIndex({ key: 1 }, { unique: true });
    expect(await collection.bulkWrite([roll, roll, roll])).toMatchObject({ upsertedCount: 1, modifiedCount: 2 });
    expect(await collection.find({}, { projection: { _id: 0 } }).toArray()).toEqual([{ key: 'k', n: 3 }]);
  });

  test('writes without acknowledgement when asked to', async () => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    await expect.poll(() => collection.countDocuments()).toBe(1);
  });
});
