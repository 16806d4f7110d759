import { newId } from '@ticketbase/kernel';
import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

const owner = testViewer();
/** Both go on for as long as they may; one asks to be told of its end, and counts what it has done. */
const BACKEND = `var __ticketbasePlugin = { backendActions: {
  greet: async ({ name }, config, ctx) => { await ctx.storage.set('started', name); for (;;) await ctx.sleep(100); },
  misbehave: async ({ how }, config, ctx) => {
    const told = new Promise(resolve => ctx.signal.addEventListener('abort', resolve));
    await ctx.storage.set('started', how);
    await told;
    await ctx.storage.set('tidied', how);
    return { text: 'told by ' + ctx.signal.reason.code };
  },
} };`;

let host: SpawnedPluginHost;
let world: World;
let id: string;
beforeAll(async () => {
  // Longer than the notice of a platform, since machines that test are busy.
  host = await spawnPluginHost({ workers: 1, limits: { wallMs: 60_000, noticeMs: 30_000 } });
  world = await createWorld({ pluginHost: host.host });
  await world.publish(owner, bundleOf(manifestOf(), BACKEND));
  id = await world.install(owner, 'greeter', { configuration: { apiKey: 'the value' } });
});
afterAll(async () => {
  await world?.close();
  await host?.stop();
});

const stored = async (key: string) => {
  const sql = 'select value from plugin_key_value where installation_id = ? and key = ?';
  const [row] = await world.database.database
    .forkTenant(owner.organizationId)
    .execute<{ value: unknown }[]>(sql, [id, key]);
  return row?.value;
};

/** Runs an action in a request that is given up once the action has stored its word. */
async function givenUp(mutation: string, word: string) {
  const request = new AbortController();
  const query = `mutation { ${mutation} }`;
  const answer = world.subgraph.execute({ viewer: owner, query, requestId: newId(), signal: request.signal });
  await expect.poll(() => stored('started'), SOON).toBe(word);
  request.abort();
  return answer;
}

test('an action whose request is given up is told so, and what it stores and answers then counts', async () => {
  const { data, errors } = await givenUp('greeter_misbehave(input: { how: "listen" }) { text }', 'listen');
  expect(errors).toBeUndefined();
  expect(data).toEqual({ greeter_misbehave: { text: 'told by PLUGIN_CANCELLED' } });
  expect(await stored('tidied')).toBe('listen');
});

test('an action that does not ask to be told ends where it stands', async () => {
  const { errors } = await givenUp('greeter_greet(input: { name: "Ada" }) { text }', 'Ada');
  expect(errors).toMatchObject([{ extensions: { code: 'PLUGIN_CANCELLED' } }]);
});
