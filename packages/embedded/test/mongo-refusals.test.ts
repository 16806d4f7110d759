import { connect } from 'node:net';
import { Decimal128, Long } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { useMongo } from './mongo-harness.ts';

const mongo = useMongo();

describe('what runs code is refused', () => {
  const where = { $where: 'this.a == 1' };
  const call = { $function: { body: 'function() { return 1 }', args: [], lang: 'js' } };
  const accumulator = {
    $accumulator: {
      init: 'function() {}',
      accumulate: 'function() {}',
      accumulateArgs: [],
      merge: 'function() {}',
      lang: 'js',
    },
  };

  test.each([
    ['a find', (name: string) => ({ find: name, filter: where })],
    ['a nested filter', (name: string) => ({ find: name, filter: { $or: [{ a: 1 }, { $and: [where] }] } })],
    ['$expr', (name: string) => ({ find: name, filter: { $expr: call } })],
    ['a projection', (name: string) => ({ find: name, projection: { x: call } })],
    ['a count', (name: string) => ({ count: name, query: where })],
    ['a distinct', (name: string) => ({ distinct: name, key: 'a', query: where })],
    ['$match', (name: string) => ({ aggregate: name, pipeline: [{ $match: where }], cursor: {} })],
    ['$facet', (name: string) => ({ aggregate: name, pipeline: [{ $facet: { x: [{ $match: where }] } }], cursor: {} })],
    [
      '$lookup',
      (name: string) => ({
        aggregate: name,
        pipeline: [{ $lookup: { from: name, pipeline: [{ $match: where }], as: 'x' } }],
        cursor: {},
      }),
    ],
    [
      '$group',
      (name: string) => ({ aggregate: name, pipeline: [{ $group: { _id: null, x: accumulator } }], cursor: {} }),
    ],
    ['$project', (name: string) => ({ aggregate: name, pipeline: [{ $project: { x: call } }], cursor: {} })],
    ['findAndModify', (name: string) => ({ findAndModify: name, query: where, remove: true })],
  ])('in %s', async (_, command) => {
    const collection = mongo.collection();
    await collection.insertOne({ a: 1 });
    await expect(mongo.command(command(collection.collectionName))).rejects.toMatchObject({
      code: 115,
      codeName: 'CommandNotSupported',
    });
    expect(await collection.countDocuments()).toBe(1);
  });

  test.each([
    ['an update', { q: where, u: { $set: { a: 2 } } }],
    ['a pipeline update', { q: {}, u: [{ $set: { a: call } }] }],
    ['an array filter', { q: {}, u: { $set: { 'l.$[e]': 1 } }, arrayFilters: [{ e: where }] }],
    ['a $pull', { q: {}, u: { $pull: { l: where } } }],
  ])('in %s', async (_, statement) => {
    const collection = mongo.collection();
    await collection.insertOne({ a: 1, l: [1] });
    const answer = await mongo
      .command({ update: collection.collectionName, updates: [statement] })
      .catch(error => error);
    expect(answer.code ?? answer.writeErrors?.[0]?.code).toBe(115);
    expect(await collection.findOne({}, { projection: { _id: 0 } })).toEqual({ a: 1, l: [1] });
  });
});

describe('what cannot be kept or computed rightly is refused', () => {
  test.each([
    ['Decimal128', Decimal128.fromString('1.10')],
    ['an integer beyond 2^53', Long.fromString('9007199254740993')],
  ])('%s, in a document, a filter and an update', async (_, value) => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1, n: 1 });
    await expect(collection.insertOne({ deep: [{ value }] })).rejects.toMatchObject({ code: 2 });
    await expect(collection.findOne({ n: value })).rejects.toMatchObject({ code: 2 });
    await expect(collection.updateOne({ _id: 1 }, { $set: { n: value } })).rejects.toMatchObject({ code: 2 });
    await expect(collection.aggregate([{ $group: { _id: null, n: { $sum: value } } }]).toArray()).rejects.toMatchObject(
      { code: 2 },
    );
    expect(await collection.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
  });

  test('an increment that leaves the exact integers', async () => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1, n: 2 ** 53 - 1 });
    await expect(collection.updateOne({ _id: 1 }, { $inc: { n: 1 } })).rejects.toMatchObject({ code: 2 });
    expect(await collection.findOne()).toEqual({ _id: 1, n: 2 ** 53 - 1 });
  });

  test.each([
    [{ $inc: { text: 1 } }, 14],
    [{ $inc: { n: 'x' } }, 14],
    [{ $push: { n: 1 } }, 2],
    [{ $set: { 'n.deep': 1 } }, 28],
    [{ $set: { _id: 2 } }, 66],
    [{ $unknown: { n: 1 } }, 9],
    [{ $set: 1 }, 9],
    [{ $set: { n: 2 }, $inc: { n: 1 } }, 2],
    [[{ $group: { _id: 1 } }], 2],
  ])('the update %j', async (update, code) => {
    const collection = mongo.collection();
    await collection.insertOne({ _id: 1, n: 1, text: 'x' });
    const answer = await mongo.command({ update: collection.collectionName, updates: [{ q: { _id: 1 }, u: update }] });
    expect(answer.writeErrors).toMatchObject([{ index: 0, code }]);
    expect(await collection.findOne()).toEqual({ _id: 1, n: 1, text: 'x' });
  });

  test('an unknown command, stage, operator, collation and transaction', async () => {
    const collection = mongo.collection();
    const name = collection.collectionName;
    await collection.insertOne({ a: 1 });
    await expect(mongo.command({ fly: 1 })).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
    await expect(collection.aggregate([{ $fly: {} }]).toArray()).rejects.toMatchObject({ code: 40324 });
    await expect(collection.findOne({ a: { $fly: 1 } })).rejects.toMatchObject({ code: 2 });
    await expect(collection.findOne({ $fly: 1 })).rejects.toMatchObject({ code: 2 });
    await expect(collection.find().collation({ locale: 'de' }).toArray()).rejects.toMatchObject({ code: 238 });
    await expect(mongo.command({ find: name, filter: 'x' })).rejects.toMatchObject({ code: 14 });
    await expect(mongo.command({ find: name, limit: 'x' })).rejects.toMatchObject({ code: 2 });
    await expect(mongo.command({ find: 7 })).rejects.toMatchObject({ code: 73 });
    await expect(mongo.command({ insert: 'a$b', documents: [{}] })).rejects.toMatchObject({ code: 73 });
    await expect(
      mongo.command({
        insert: name,
        documents: [{ _id: 1 }],
        txnNumber: Long.ONE,
        autocommit: false,
        startTransaction: true,
      }),
    ).rejects.toMatchObject({ code: 20 });
    const session = mongo.client.startSession();
    await expect(session.withTransaction(() => collection.insertOne({}, { session }))).rejects.toThrow();
    await session.endSession();
    expect(await collection.countDocuments()).toBe(1);
  });
});

describe('names that reach into prototypes', () => {
  const polluted = () => (Object.prototype as Record<string, unknown>).polluted;
  const parsed = (text: string) => JSON.parse(text);

  test.each([
    ['an insert', { insert: 'c', documents: [parsed('{"__proto__": {"polluted": 1}}')] }],
    ['a nested insert', { insert: 'c', documents: [parsed('{"a": [{"__proto__": {"polluted": 1}}]}')] }],
    ['a $set', { update: 'c', updates: [{ q: {}, u: { $set: { '__proto__.polluted': 1 } } }] }],
    [
      'a $set by constructor',
      { update: 'c', updates: [{ q: {}, u: { $set: { 'constructor.prototype.polluted': 1 } } }] },
    ],
    ['a $set into an array', { update: 'c', updates: [{ q: {}, u: { $set: { 'list.constructor.prototype.0': 1 } } }] }],
    ['a $rename', { update: 'c', updates: [{ q: {}, u: { $rename: { a: '__proto__.polluted' } } }] }],
    ['a pipeline update', { update: 'c', updates: [{ q: {}, u: [{ $set: { '__proto__.polluted': 1 } }] }] }],
    [
      'an upsert',
      { update: 'c', updates: [{ q: parsed('{"__proto__.polluted": 1}'), u: { $set: { a: 1 } }, upsert: true }] },
    ],
    ['a projection', { aggregate: 'c', pipeline: [{ $project: { x: '$__proto__.polluted' } }], cursor: {} }],
    ['an index', { createIndexes: 'c', indexes: [{ name: 'x', key: { '__proto__.polluted': 1 } }] }],
  ])('are refused in %s', async (_, command) => {
    const database = mongo.client.db('prototypes');
    await database.collection('c').updateOne({ a: 1 }, { $set: { list: [1] } }, { upsert: true });
    const answer = await database.command(command).catch(error => error);
    expect(answer.code ?? answer.writeErrors?.[0]?.code).toBe(2);
    expect(
      await database
        .collection('c')
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual([{ a: 1, list: [1] }]);
    expect(polluted()).toBeUndefined();
  });

  test('that every object inherits are fields like any other', async () => {
    const collection = mongo.collection();
    await collection.insertMany([{ _id: 1 }, { _id: 2, toString: 'x', hasOwnProperty: 1 }]);
    expect(await collection.find({ toString: 'x' }).toArray()).toHaveLength(1);
    expect(await collection.find({ valueOf: { $ne: null } }).toArray()).toHaveLength(0);
  });
});

describe('broken messages', () => {
  const send = (bytes: Buffer) =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(new URL(mongo.url).port), '127.0.0.1', () => socket.end(bytes));
      socket.on('close', () => resolve());
      socket.on('error', error => ((error as NodeJS.ErrnoException).code === 'ECONNRESET' ? resolve() : reject(error)));
      socket.resume();
    });
  const header = (length: number, opCode: number) => {
    const bytes = Buffer.alloc(16);
    bytes.writeInt32LE(length, 0);
    bytes.writeInt32LE(opCode, 12);
    return bytes;
  };

  test.each([
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['a negative length', header(-1, 2013)],
    ['a length of 2 GB', header(2 ** 31 - 1, 2013)],
    ['an unknown message type', header(16, 4242)],
    ['no body', Buffer.concat([header(20, 2013), Buffer.alloc(4)])],
    [
      'a section that ends outside',
      Buffer.concat([header(30, 2013), Buffer.alloc(5), Buffer.from([255, 255, 255, 0]), Buffer.alloc(5)]),
    ],
    [
      'a broken document',
      Buffer.concat([header(31, 2013), Buffer.alloc(5), Buffer.from([10, 0, 0, 0, 2, 255, 255, 255, 255, 0])]),
    ],
    ['half a message', header(1_000, 2013)],
  ])('with %s end their connection and no other', async (_, bytes) => {
    await send(bytes);
    expect(await mongo.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  test('that nest 5,000 documents are refused', async () => {
    let deep: object = {};
    for (let level = 0; level < 5_000; level++) deep = { a: deep };
    await expect(mongo.collection().insertOne(deep)).rejects.toMatchObject({ code: 15 });
    expect(await mongo.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
});
