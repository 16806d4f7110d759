import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { temporaryDataDir } from '../../scripts/temporary-data-dir.ts';
import { Client } from '../harness/client.ts';
import { registerOrganizer } from '../harness/organizer.ts';
import { launchServer, type RunningServer, type ServerOptions, startServer } from '../harness/server.ts';
import { descendants, expectGone, kill, type ProcessInfo } from './processes.ts';

const cleanups: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
  cleanups.length = 0;
});

async function start(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await startServer(options);
  cleanups.push(() => server.stop());
  return server;
}

async function dataDir(): Promise<string> {
  const folder = await temporaryDataDir('ticketbase-lifecycle-');
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('Ctrl-C ends the server and every process that it started', async () => {
  const server = await start();
  const children = await descendants(server.pid);
  expect(
    children.length,
    'PostgreSQL, the MongoDB-compatible server and the plugin host at least',
  ).toBeGreaterThanOrEqual(3);
  server.signal('SIGINT');
  expect(await server.exited).toBe(0);
  await expectGone(children);
});

test('Ctrl-C through npm, which passes the same signal on once more, still stops everything in order', async () => {
  const server = await start();
  const children = await descendants(server.pid);
  server.signal('SIGINT');
  await sleep(50);
  server.signal('SIGINT');
  expect(await server.exited).toBe(0);
  await expectGone(children);
});

test.each(['PostgreSQL', 'gateway'])(
  'Ctrl-C right after %s has started leaves nothing running and blames nobody',
  async part => {
    const server = await launchServer({ env: { DEMO: 'true' } });
    cleanups.push(() => server.stop());
    await expect.poll(() => server.output(), { timeout: 50_000, interval: 20 }).toContain(`✓ ${part}`);
    const before = await descendants(server.pid);
    server.signal('SIGINT');
    expect(await server.exited).toBe(0);
    expect(server.output()).not.toContain('could not start');
    await expectGone(before);
  },
);

test('a start that fails leaves nothing running and says why', async () => {
  const server = await launchServer({ env: { SMTP_URL: 'http://not-mail.example' } });
  cleanups.push(() => server.stop());
  const seen = new Map<number, ProcessInfo>();
  const watch = setInterval(async () => {
    for (const info of await descendants(server.pid)) seen.set(info.pid, info);
  }, 50);
  expect(await server.exited).toBe(78);
  clearInterval(watch);
  expect(server.output()).toContain('SMTP_URL');
  expect(seen.size, 'the embedded servers had been started by then').toBeGreaterThan(0);
  await expectGone(seen.values());
});

test('after a kill -9 the next start on the same data recovers by itself, and nothing acknowledged is lost', async () => {
  const folder = await dataDir();
  const first = await start({ dataDir: folder });
  const { email, password } = await registerOrganizer(first.url);
  first.signal('SIGKILL');
  await first.exited;

  const second = await start({ dataDir: folder });
  const { login } = await new Client(second.url).ask(
    'mutation ($email: String!, $password: String!) { login(email: $email, password: $password) { __typename } }',
    { email, password },
  );
  expect(login.__typename).toBe('AuthTokens');
});

test('a taken port is a clear message that says what to do, and nothing is left running', async () => {
  const port = await freePort();
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  cleanups.push(async () => squatter.close());
  const server = await launchServer({ port });
  expect(await server.exited).not.toBe(0);
  expect(server.output()).toContain(`Port ${port} is taken by another program`);
  expect(server.output()).not.toMatch(/\n\s+at /);
});

test('a second server on the same data is refused with a clear message', async () => {
  const folder = await dataDir();
  await start({ dataDir: folder });
  const second = await launchServer({ dataDir: folder });
  expect(await second.exited).not.toBe(0);
  expect(second.output()).toContain('runs already on these data');
});

test('two servers run side by side, each on its own port and data', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  const { organization } = await registerOrganizer(one.url, 'Only In One');
  const { publicOrganization } = await new Client(two.url).ask(
    'query ($slug: String!) { publicOrganization(slug: $slug) { id } }',
    { slug: organization.slug },
  );
  expect(publicOrganization).toBeNull();
});

test('in production the server refuses to start without its secrets, naming each and showing none', async () => {
  const server = await launchServer({ env: { NODE_ENV: 'production', SUBGRAPH_SECRET: 'too short to be one' } });
  expect(await server.exited).toBe(78);
  for (const name of ['SUBGRAPH_SECRET']) expect(server.output()).toContain(name);
  expect(server.output()).not.toContain('too short to be one');
  const bare = await launchServer({ env: { NODE_ENV: 'production' } });
  expect(await bare.exited).toBe(78);
  for (const name of ['JWT_PRIVATE_KEY', 'PLUGIN_ENCRYPTION_KEYS', 'POSTGRES_URL', 'PUBLIC_URL']) {
    expect(bare.output()).toContain(`${name}: is required`);
  }
});

test('the plugin host comes back after a kill -9', async () => {
  const server = await start();
  const host = (await descendants(server.pid)).find(({ command }) => command.includes('plugin-host'));
  expect(host).toBeDefined();
  kill(host!);
  await expect
    .poll(
      async () =>
        (await descendants(server.pid)).some(
          ({ pid, command }) => pid !== host!.pid && command.includes('plugin-host'),
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
});
