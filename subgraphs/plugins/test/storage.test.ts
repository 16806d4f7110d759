import { newId } from '@ticketbase/kernel';
import { createTestDatabase, type TestDatabase } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pluginsDatabase } from '../src/index.ts';
import { PluginStorage, STORAGE_QUOTA, type StorageOwner } from '../src/storage/plugin-storage.ts';

let db: TestDatabase;
let storage: PluginStorage;
let owner: StorageOwner;
beforeAll(async () => {
  db = await createTestDatabase(pluginsDatabase);
  storage = new PluginStorage(db.database);
  await sql(`insert into plugin (id, name, description, author, category, owner_organization_id)
    values ('a', 'A', '', 'A', 'OTHER', gen_random_uuid())`);
  await sql(`insert into plugin_version (id, plugin_id, version, status, manifest, integrity)
    values (gen_random_uuid(), 'a', '1.0.0', 'SUBMITTED', '{}', 'sha256-x')`);
});
afterAll(() => db.close());
beforeEach(async () => {
  owner = await install();
});

const sql = (statement: string, values: unknown[] = []) =>
  db.database.orm.em.getConnection().execute<Array<Record<string, unknown>>>(statement, values);
async function install() {
  const [version] = await sql('select id from plugin_version');
  const installation = { id: newId(), organizationId: newId(), versionId: version!.id as string };
  await sql(
    `insert into plugin_installation (id, organization_id, plugin_id, version_id, enabled, granted_permissions,
       configuration, sealed_configuration)
     values (?, ?, 'a', (select id from plugin_version), true, '[]', '{}', '{}')`,
    [installation.id, installation.organizationId],
  );
  return installation;
}
const set = (key: string, value: unknown) => storage.call(owner, 'storage.set', { key, value });
const get = (key: string) => storage.call(owner, 'storage.get', { key });

test('keeps any value of JSON, replaces it, and deletes it once', async () => {
  for (const value of [null, 0, '', 'text', [1, { a: null }], { 'ü"': true }]) {
    await set('k', value);
    expect(await get('k')).toEqual(value);
  }
  expect(await storage.call(owner, 'storage.delete', { key: 'k' })).toBe(true);
  expect(await storage.call(owner, 'storage.delete', { key: 'k' })).toBe(false);
  expect(await get('k')).toBeNull();
});

const compareAndSet = (key: string, expected: unknown, value: unknown) =>
  storage.call(owner, 'storage.compareAndSet', { key, expected, value });

test('sets what is still as expected, and nothing else', async () => {
  expect(await compareAndSet('k', 1, 'wrong')).toBe(false);
  expect(await get('k')).toBeNull();
  expect(await compareAndSet('k', null, { a: 1, b: [2] })).toBe(true);
  expect(await compareAndSet('k', null, 'wrong')).toBe(false);
  expect(await compareAndSet('k', { b: [2], a: 1 }, 'next')).toBe(true);
  expect(await get('k')).toBe('next');
  await expect(compareAndSet('k', 'next', 'x'.repeat(STORAGE_QUOTA))).rejects.toThrow(/may keep/);
  expect(await get('k')).toBe('next');
});

test('of writers at once that expect the same one sets it, so that no count is lost', async () => {
  await set('count', 0);
  const first = await Promise.all(
    Array.from({ length: 6 }, (_, index) => compareAndSet('count', 0, `writer ${index}`)),
  );
  expect(first.filter(Boolean)).toHaveLength(1);

  const add = async (): Promise<unknown> => {
    const count = (await get('n')) as number | null;
    return (await compareAndSet('n', count, (count ?? 0) + 1)) || add();
  };
  await Promise.all(Array.from({ length: 6 }, add));
  expect(await get('n')).toBe(6);

  // What is read and then set without comparing loses counts (control).
  await set('lost', 0);
  const carelessly = async (count: number) => set('lost', count + 1);
  const read = (await Promise.all(Array.from({ length: 6 }, () => get('lost')))) as number[];
  await Promise.all(read.map(carelessly));
  expect(await get('lost')).toBe(1);
});

test('lists keys by prefix and page, whatever characters they have', async () => {
  for (const key of ['a%1', 'a%2', 'a_3', 'B', 'ä']) await set(key, 1);
  expect(await storage.call(owner, 'storage.list', {})).toEqual({
    keys: ['B', 'a%1', 'a%2', 'a_3', 'ä'],
    endCursor: null,
  });
  expect(await storage.call(owner, 'storage.list', { prefix: 'a%', first: 1 })).toEqual({
    keys: ['a%1'],
    endCursor: 'a%1',
  });
  const rest = await storage.call(owner, 'storage.list', { prefix: 'a%', after: 'a%1' });
  expect(rest).toEqual({ keys: ['a%2'], endCursor: null });
});

test('installations do not share, even when they name each other’s organization', async () => {
  await set('k', 'ours');
  const other = await install();
  expect(await storage.call(other, 'storage.get', { key: 'k' })).toBeNull();
  const forged = { ...owner, organizationId: other.organizationId };
  expect(await storage.call(forged, 'storage.get', { key: 'k' })).toBeNull();
  await expect(storage.call(forged, 'storage.set', { key: 'k', value: 'theirs' })).rejects.toThrow(/not installed/);
  await expect(storage.call(forged, 'storage.delete', { key: 'k' })).rejects.toMatchObject({ code: 'NOT_INSTALLED' });
  expect(await get('k')).toBe('ours');
});

test('writers at once cannot pass the quota together, and what is refused leaves no trace', async () => {
  const value = 'x'.repeat(STORAGE_QUOTA / 4);
  const writes = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => set(`k${index}`, value)));
  const kept = writes.filter(({ status }) => status === 'fulfilled').length;
  expect(kept).toBe(3);
  const refused = writes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  expect(refused.reason).toMatchObject({ name: 'HostCallRefused', code: 'STORAGE_QUOTA_EXCEEDED' });
  const [sum] = await sql(
    'select count(*)::int as rows, sum(bytes)::int as bytes from plugin_key_value where installation_id = ?',
    [owner.id],
  );
  expect(sum?.rows).toBe(3);
  expect(sum?.bytes).toBeLessThanOrEqual(STORAGE_QUOTA);
});

test('a value may be replaced while the storage is full', async () => {
  await set('big', 'x'.repeat(STORAGE_QUOTA - 100));
  await set('big', 'y'.repeat(STORAGE_QUOTA - 100));
  await expect(set('more', 'x'.repeat(200))).rejects.toThrow(/may keep/);
});

test.each([
  ['storage.set', { key: '', value: 1 }],
  ['storage.set', { key: 'x'.repeat(300), value: 1 }],
  ['storage.set', { key: 'k' }],
  ['storage.set', { key: 'k', value: 'a\0b' }],
  ['storage.compareAndSet', { key: 'k', expected: 1 }],
  ['storage.get', null],
  ['storage.list', { first: 1_000 }],
])('%s refuses %j', async (name, args) => {
  await expect((async () => storage.call(owner, name, args))()).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
});

test('an unknown call is refused', async () => {
  await expect((async () => storage.call(owner, 'storage.drop', {}))()).rejects.toMatchObject({ code: 'UNKNOWN_CALL' });
});

test('code of a version that is not installed any more changes nothing', async () => {
  await set('k', 'new');
  const former = { ...owner, versionId: newId() };
  const refused = { code: 'UPGRADED' };
  await expect(storage.call(former, 'storage.set', { key: 'k', value: 'old' })).rejects.toMatchObject(refused);
  await expect(storage.call(former, 'storage.delete', { key: 'k' })).rejects.toMatchObject(refused);
  expect(await get('k')).toBe('new');
});
