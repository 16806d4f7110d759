import { type SpawnedPluginHost, spawnPluginHost } from '@ticketbase/plugin-host/client';
import type { Subgraph } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf, codeOf, createWorld, manifestOf, SOON, type World } from './plugins-world.ts';

const BACKEND = `var __ticketbasePlugin = { backendActions: {
  tick: async ({ name, slowly, fail }, configuration, ctx) => {
    const key = 'runs:' + name;
    await ctx.storage.set(key, ((await ctx.storage.get(key)) ?? 0) + 1);
    if (slowly) await ctx.sleep(4_000);
    if (fail) throw new Error('no luck today');
  },
} };`;
const input = {
  ...{ type: 'object', required: ['name'], additionalProperties: false },
  properties: { name: { type: 'string' }, slowly: { type: 'boolean' }, fail: { type: 'boolean' } },
};
const schedule = (name: string, params: object = {}) => ({
  [name]: { cron: '0 6 * * *', timeZone: 'Europe/Berlin', action: 'tick', params: { name, ...params } },
});
/** More than two processes have places for runs. */
const SLOW = Array.from({ length: 20 }, (_, n) => `slow-${n}`);
const manifestWith = (id: string, schedules: object) =>
  manifestOf({ id, configSchema: { type: 'object' }, actions: { tick: { input } }, schedules });

let host: SpawnedPluginHost;
let world: World;
let other: Subgraph;
beforeAll(async () => {
  host = await spawnPluginHost({ workers: 2 });
  world = await createWorld({ pluginHost: host.host });
  other = await world.startAnother();
  const publisher = testViewer();
  await world.publish(publisher, bundleOf(manifestWith('ticker', schedule('daily')), BACKEND));
  await world.publish(
    publisher,
    bundleOf({ ...manifestWith('ticker', { ...schedule('daily'), ...schedule('weekly') }), version: '2.0.0' }, BACKEND),
  );
  await world.publish(publisher, bundleOf(manifestWith('failing', schedule('daily', { fail: true })), BACKEND));
  const slow = Object.assign({}, ...SLOW.map(name => schedule(name, { slowly: true })));
  await world.publish(publisher, bundleOf(manifestWith('crowd', slow), BACKEND));
});
afterAll(async () => {
  await other?.close();
  await world?.close();
  await host?.stop();
});

const sql = <Row>(statement: string, values: unknown[]) =>
  world.database.database.forkTenant(null).execute<Row[]>(statement, values);
/** As if nobody had been there at the last ticks. */
const makeDue = (installation: string, ago = '3 days') =>
  sql('update plugin_schedule set next_run_at = now() - ?::interval where installation_id = ?', [ago, installation]);
async function runsOf(installation: string, name = 'daily'): Promise<number> {
  const [row] = await sql<{ value: number }>(
    'select value from plugin_key_value where installation_id = ? and key = ?',
    [installation, `runs:${name}`],
  );
  return row?.value ?? 0;
}
const SCHEDULES = `{ installedPlugins { id enabled
  schedules { name cron timeZone action nextRunAt lastRun { startedAt ok durationMs requestId error { code message } } }
  logs(first: 5) { edges { node { level message requestId } } } } }`;
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
const installedOf = async (viewer: ReturnType<typeof testViewer>): Promise<any> =>
  (await world.data(viewer, SCHEDULES)).installedPlugins[0];

test('an enabled plugin shows when each of its schedules comes next, by the clocks of the time zone', async () => {
  const viewer = testViewer();
  await world.install(viewer, 'ticker');
  const { schedules } = await installedOf(viewer);
  expect(schedules.map((each: { name: string }) => each.name)).toEqual(['daily', 'weekly']);
  expect(schedules[0]).toMatchObject({ cron: '0 6 * * *', timeZone: 'Europe/Berlin', action: 'tick', lastRun: null });
  const inBerlin = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Berlin' });
  expect(inBerlin.format(new Date(schedules[0].nextRunAt))).toBe('06:00');
  expect(Date.parse(schedules[0].nextRunAt)).toBeGreaterThan(Date.now());
});

test('ticks that were missed run once, in one of two processes, and the next one is as planned', async () => {
  const viewer = testViewer();
  const id = await world.install(viewer, 'ticker');
  const before = (await installedOf(viewer)).schedules[0].nextRunAt;
  await makeDue(id);
  await expect
    .poll(async () => (await installedOf(viewer)).schedules[0].lastRun, SOON)
    .toMatchObject({ ok: true, error: null });
  await expect.poll(() => runsOf(id, 'weekly'), SOON).toBe(1);
  expect(await runsOf(id)).toBe(1);
  expect((await installedOf(viewer)).schedules[0].nextRunAt).toBe(before);
});

test('two processes that look at the same time run each tick once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push(await world.install(testViewer(), 'ticker'));
  await sql('update plugin_schedule set next_run_at = now() where installation_id = any(?::uuid[])', [`{${ids}}`]);
  const counts = () => Promise.all(ids.flatMap(id => [runsOf(id), runsOf(id, 'weekly')]));
  await expect.poll(counts, SOON).not.toContain(0);
  expect(await counts()).toEqual(Array(12).fill(1));
});

test('a run that fails is in the log and in the plan, and comes again with the next tick only', async () => {
  const viewer = testViewer();
  const id = await world.install(viewer, 'failing');
  await makeDue(id);
  await expect.poll(async () => (await installedOf(viewer)).schedules[0].lastRun?.ok, SOON).toBe(false);
  const { schedules, logs } = await installedOf(viewer);
  const { error, requestId } = schedules[0].lastRun;
  expect(error).toEqual({ code: 'PLUGIN_THREW', message: 'no luck today' });
  expect(logs.edges[0].node).toMatchObject({
    level: 'ERROR',
    requestId,
    message: expect.stringContaining('no luck today'),
  });
  expect(Date.parse(schedules[0].nextRunAt)).toBeGreaterThan(Date.now());
  expect(await runsOf(id)).toBe(1);
});

test('a run whose process died is run again once its claim has run out', async () => {
  const viewer = testViewer();
  const id = await world.install(viewer, 'ticker');
  await sql(
    `update plugin_schedule set next_run_at = now() - interval '1 minute', claimed_until = now() + interval '3 seconds'
      where installation_id = ? and name = 'daily'`,
    [id],
  );
  expect(await runsOf(id)).toBe(0);
  await expect.poll(() => runsOf(id), SOON).toBe(1);
});

test('a disabled plugin does not run; enabled again, it begins with the next tick', async () => {
  const viewer = testViewer();
  const id = await world.install(viewer, 'ticker');
  await world.data(viewer, 'mutation ($id: ID!) { disablePlugin(installationId: $id) { id } }', { id });
  await makeDue(id);
  expect((await installedOf(viewer)).schedules[0].nextRunAt).toBeNull();
  // Another plugin's run shows that the plan was looked at in the meantime.
  const witness = testViewer();
  const ran = await world.install(witness, 'failing');
  await makeDue(ran);
  await expect.poll(() => runsOf(ran), SOON).toBe(1);
  expect(await runsOf(id)).toBe(0);
  await world.data(viewer, 'mutation ($id: ID!) { enablePlugin(installationId: $id) { id } }', { id });
  expect(Date.parse((await installedOf(viewer)).schedules[0].nextRunAt)).toBeGreaterThan(Date.now());
  expect(await runsOf(id)).toBe(0);
});

test('an upgrade brings its schedules, and a downgrade takes them away', async () => {
  const viewer = testViewer();
  const id = await world.install(viewer, 'ticker');
  const change = (version: string) =>
    world.data(
      viewer,
      'mutation ($id: ID!, $version: String!) { upgradePlugin(installationId: $id, version: $version) { schedules { name nextRunAt } } }',
      { id, version },
    );
  expect((await change('1.0.0')).upgradePlugin.schedules).toEqual([{ name: 'daily', nextRunAt: expect.any(String) }]);
  expect((await change('2.0.0')).upgradePlugin.schedules[1]).toEqual({ name: 'weekly', nextRunAt: expect.any(String) });
});

test('a plugin with more slow schedules than there are places keeps nobody waiting', async () => {
  const crowd = await world.install(testViewer(), 'crowd');
  await makeDue(crowd);
  const crowdRuns = async () => (await Promise.all(SLOW.map(name => runsOf(crowd, name)))).filter(Boolean).length;
  await expect.poll(crowdRuns, SOON).toBeGreaterThan(0);
  const quick = await world.install(testViewer(), 'ticker');
  await makeDue(quick);
  await expect.poll(() => runsOf(quick), SOON).toBe(1);
  expect(await crowdRuns()).toBeLessThan(4);
});

test('whoever manages plugins and holds what was granted runs a schedule by hand, and sees how it went', async () => {
  const viewer = testViewer();
  const id = await world.install(viewer, 'ticker');
  const before = (await installedOf(viewer)).schedules[0].nextRunAt;
  const RUN = `mutation ($id: ID!, $schedule: String!) { runPluginSchedule(installationId: $id, schedule: $schedule) { ok requestId } }`;
  const { runPluginSchedule } = await world.data(viewer, RUN, { id, schedule: 'daily' });
  expect(runPluginSchedule.ok).toBe(true);
  expect((await installedOf(viewer)).schedules[0]).toMatchObject({
    nextRunAt: before,
    lastRun: { ok: true, requestId: runPluginSchedule.requestId },
  });
  expect(codeOf(await world.ask(viewer, RUN, { id, schedule: 'never' }))).toBe('NOT_FOUND');
  expect(codeOf(await world.ask(testViewer(), RUN, { id, schedule: 'daily' }))).toBe('NOT_FOUND');
  expect(codeOf(await world.ask(testViewer({ role: 'MANAGER' }), RUN, { id, schedule: 'daily' }))).toBe('FORBIDDEN');
});

test('whoever is to consent sees when a version would run by itself', async () => {
  const { plugin } = await world.data(
    testViewer(),
    '{ plugin(id: "ticker") { versions { version schedules { name cron timeZone action } } } }',
  );
  const daily = { name: 'daily', cron: '0 6 * * *', timeZone: 'Europe/Berlin', action: 'tick' };
  expect(plugin.versions).toEqual([
    { version: '2.0.0', schedules: [daily, { ...daily, name: 'weekly' }] },
    { version: '1.0.0', schedules: [daily] },
  ]);
});
