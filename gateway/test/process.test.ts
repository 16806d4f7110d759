import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { SUBGRAPHS } from '@ticketbase/kernel';
import { expect, onTestFinished, test, vi } from 'vitest';
import { deadEndpoint, KEY_ID, post, publicKey, SECRET, SOON, serveSigned, sign } from './gateway-harness.ts';
import { compose, newStage, tinyEndpoint, tinySubgraphs } from './tiny-subgraphs.ts';

const entry = join(import.meta.dirname, '../src/main.ts');

/** The gateway as a process of its own, over small subgraphs behind signed HTTP. */
async function startProcess() {
  const stage = newStage();
  const subgraphs = tinySubgraphs({ stage, apiAccessToken: () => sign() });
  const urls = await Promise.all(
    SUBGRAPHS.map(async name => {
      const subgraph = subgraphs[name];
      const endpoint = subgraph ? tinyEndpoint(name, subgraph) : deadEndpoint(name);
      const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID }];
      return [`${name.toUpperCase()}_URL`, await serveSigned(endpoint, keys)] as const;
    }),
  );
  const directory = await mkdtemp(join(tmpdir(), 'gateway-process-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const supergraph = join(directory, 'supergraph.graphql');
  await writeFile(supergraph, compose(subgraphs));
  const child = spawn(process.execPath, ['--conditions=source', entry], {
    env: { ...Object.fromEntries(urls), PORT: '0', SUBGRAPH_SECRET: SECRET, SUPERGRAPH_PATH: supergraph },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, stage, url: await readyUrl(child) };
}

/** The URL that the process logs when it listens. */
async function readyUrl(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const { msg, url } = JSON.parse(line);
    if (msg === 'ready') return url;
  }
  throw new Error('The gateway ended before it was ready.');
}

test.each(['SIGTERM', 'SIGINT'] as const)('lets requests in hand complete before it exits on %s', async signal => {
  const { child, stage, url } = await startProcess();
  const token = sign();
  const me = await post(
    `${url}/graphql`,
    { query: '{ me { kind } event(id: "e1") { title sold } }' },
    { authorization: `Bearer ${token}` },
  );
  expect(me.json).toEqual({ data: { me: { kind: 'user' }, event: { title: 'Event e1', sold: 2 } } });
  const hold = Promise.withResolvers<void>();
  stage.gate = hold.promise;
  const inHand = post(`${url}/graphql`, { query: '{ slow }' });
  await vi.waitFor(async () => {
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('gateway_requests_in_flight 1');
  }, SOON);
  const exited = once(child, 'exit');
  child.kill(signal);
  await vi.waitFor(() => expect(fetch(`${url}/health/live`)).rejects.toThrow(), SOON);
  hold.resolve();
  expect((await inHand).json).toEqual({ data: { slow: 'done' } });
  expect(await exited).toEqual([0, null]);
});

test('says by /.well-known/jwks.json what users publishes, and is not ready while a subgraph is not', async () => {
  const { url } = await startProcess();
  const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
  expect(keys.map(({ kid }) => kid)).toEqual([KEY_ID]);
  const ready = await fetch(`${url}/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ checks: { gateway: 'ready', users: 'ready', analytics: 'failing' } });
});

test('names every missing variable and exits', async () => {
  const child = spawn(process.execPath, ['--conditions=source', entry], {
    env: {},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  expect(said).toMatch(/SUBGRAPH_SECRET.*USERS_URL.*NOTIFICATIONS_URL/s);
  expect(code).not.toBe(0);
});
