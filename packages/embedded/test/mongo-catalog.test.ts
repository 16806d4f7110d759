import { describe, expect, test } from 'vitest';
import { useMongo } from './mongo-harness.ts';

const mongo = useMongo();

describe('databases and collections', () => {
  test('are listed, and are gone when dropped', async () => {
    const [one, two] = [mongo.client.db('one'), mongo.client.db('two')];
    await one.createCollection('empty');
    await one.collection('full').insertOne({ a: 1 });
    await two.collection('full').insertOne({ a: 2 });
    expect((await one.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['empty', 'full']);
    expect((await one.listCollections({ name: 'full' }, { nameOnly: true }).toArray()).map(({ name }) => name)).toEqual(
      ['full'],
    );
    await expect(one.createCollection('full')).rejects.toMatchObject({ code: 48 });
    await expect(one.createCollection('capped', { capped: true, size: 1 })).rejects.toMatchObject({ code: 238 });
    await one.dropDatabase();
    expect((await mongo.client.db('admin').admin().listDatabases()).databases.map(({ name }) => name)).toEqual(['two']);
    expect(await one.collection('full').countDocuments()).toBe(0);
    expect(await two.collection('full').findOne({}, { projection: { _id: 0 } })).toEqual({ a: 2 });
  });

  test('of one name in two databases do not meet', async () => {
    const [a, b] = [mongo.client.db('a'), mongo.client.db('ab')];
    await a.collection<{ _id: number }>('bc').insertOne({ _id: 1 });
    await b.collection<{ _id: number }>('c').insertOne({ _id: 1 });
    expect(await a.collection('bc').estimatedDocumentCount()).toBe(1);
    await b.collection('c').drop();
    expect(await a.collection('bc').estimatedDocumentCount()).toBe(1);
  });

  test('answer what drivers and shells ask of a server', async () => {
    const admin = mongo.client.db('admin').admin();
    expect(await admin.ping()).toMatchObject({ ok: 1 });
    expect(await admin.buildInfo()).toMatchObject({ version: '7.0.0' });
    expect(await admin.command({ hello: 1 })).toMatchObject({
      isWritablePrimary: true,
      maxBsonObjectSize: 16 * 1024 * 1024,
    });
    expect(await admin.command({ connectionStatus: 1 })).toMatchObject({ ok: 1 });
    expect(await admin.serverStatus()).toMatchObject({ ok: 1 });
  });
});
