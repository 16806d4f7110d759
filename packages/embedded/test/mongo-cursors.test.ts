import { describe, expect, test } from 'vitest';
import { Cursors } from '../src/mongo/cursors.ts';
import { useMongo } from './mongo-harness.ts';

const mongo = useMongo();
const numbers = (length: number, rest = {}) => Array.from({ length }, (_, n) => ({ _id: n, n, ...rest }));

describe('cursors', () => {
  test('give 101 documents first and the rest on demand', async () => {
    const collection = mongo.collection();
    await collection.insertMany(numbers(250));
    const { cursor } = await mongo.command({ find: collection.collectionName });
    expect(cursor.firstBatch).toHaveLength(101);
    const more = await mongo.command({ getMore: cursor.id, collection: collection.collectionName, batchSize: 100 });
    expect(more.cursor.nextBatch).toHaveLength(100);
    expect((await collection.find().batchSize(7).toArray()).map(({ n }) => n)).toEqual(numbers(250).map(({ n }) => n));
    expect(await collection.find().sort({ n: -1 }).batchSize(30).toArray()).toHaveLength(250);
    expect(await collection.aggregate([{ $match: {} }], { batchSize: 10 }).toArray()).toHaveLength(250);
  });

  test('end with their last document, when killed, and with an exact batch', async () => {
    const collection = mongo.collection();
    const find = { find: collection.collectionName };
    await collection.insertMany(numbers(101));
    expect(Number((await mongo.command(find)).cursor.id)).toBe(0);
    const { cursor } = await mongo.command({ ...find, batchSize: 5 });
    await mongo.command({ killCursors: collection.collectionName, cursors: [cursor.id] });
    const more = { getMore: cursor.id, collection: collection.collectionName };
    await expect(mongo.command(more)).rejects.toMatchObject({ code: 43, codeName: 'CursorNotFound' });
  });

  test('belong to their collection', async () => {
    const collection = mongo.collection();
    await collection.insertMany(numbers(5));
    const { cursor } = await mongo.command({ find: collection.collectionName, batchSize: 1 });
    await expect(mongo.command({ getMore: cursor.id, collection: 'other' })).rejects.toMatchObject({ code: 43 });
  });

  test('split what is larger than 16 MB', async () => {
    const collection = mongo.collection();
    for (const document of numbers(6, { text: 'x'.repeat(5_000_000) })) await collection.insertOne(document);
    const { cursor } = await mongo.command({ find: collection.collectionName });
    expect(cursor.firstBatch.length).toBeLessThan(4);
    expect(await collection.find().toArray()).toHaveLength(6);
  });

  test('refuse a document over 16 MB', async () => {
    const answer = { code: 10334 };
    const command = { insert: 'large', documents: [{ text: 'x'.repeat(16 * 1024 * 1024) }] };
    expect((await mongo.command(command)).writeErrors).toMatchObject([answer]);
  });

  test('see documents removed and added while they are open, each at most once', async () => {
    const collection = mongo.collection();
    await collection.insertMany(numbers(1_000));
    const seen: number[] = [];
    for await (const { n } of collection.find().batchSize(50)) {
      seen.push(n);
      if (n === 100) await collection.deleteMany({ n: { $gte: 900 } });
      if (n === 101) await collection.updateMany({}, { $set: { touched: true } });
    }
    expect(seen).toEqual(numbers(900).map(({ n }) => n));
  });

  test('that nobody used for ten minutes are dropped', () => {
    const cursors = new Cursors();
    cursors.first('a.b', numbers(10).values(), 1);
    cursors.expire(Date.now() + 9 * 60_000);
    expect(cursors.size).toBe(1);
    cursors.expire(Date.now() + 11 * 60_000);
    expect(cursors.size).toBe(0);
  });
});
