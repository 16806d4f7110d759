import { setTimeout as pause } from 'node:timers/promises';
import type { SubgraphEndpoint, SubgraphRequest } from '@ticketbase/kernel';
import { describe, expect, test, vi } from 'vitest';
import { SOON, startGateway } from './gateway-harness.ts';
import { compose, newStage, type TinySubgraph, tinySubgraphs } from './tiny-subgraphs.ts';

/** What is composed when a plugin is published: the same subgraphs and one more field. */
function released(id: string, spoil: (sdl: string) => string = sdl => sdl) {
  const subgraphs = tinySubgraphs({ stage: newStage(), apiAccessToken: () => '' });
  const plugins = subgraphs.plugins as TinySubgraph;
  const sdl = plugins.sdl.replace('installed: [String!]!', 'installed: [String!]!  published: String');
  return { id, sdl: spoil(compose({ ...subgraphs, plugins: { ...plugins, sdl } })) };
}

const gate = () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: promise, open: resolve };
};

/** An endpoint that tells what it was asked, and answers when the gate opens. */
function watched(wait: Promise<void>) {
  const requests: SubgraphRequest[] = [];
  const endpoint: SubgraphEndpoint = {
    name: 'users',
    async execute(request) {
      requests.push(request);
      await wait;
      return { data: request.query.startsWith('mutation') ? { login: true } : { me: { kind: 'anonymous' } } };
    },
  };
  return { endpoint, requests };
}

describe('releases of the supergraph', () => {
  test('are served as soon as they are published, without a request lost', async () => {
    const { post, stage, gateway } = await startGateway();
    const query = '{ __type(name: "Query") { fields { name } } }';
    const fields = async () =>
      (await post({ query })).json.data.__type.fields.map(({ name }: { name: string }) => name);
    expect(await fields()).not.toContain('published');
    stage.release = released('release-2');
    const answers: unknown[] = [];
    while (gateway.supergraphId !== 'release-2' || answers.length < 50)
      answers.push((await post({ query: '{ event(id: "e1") { title sold widgets } }' })).json);
    expect(await fields()).toContain('published');
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toEqual({ data: { event: { title: 'Event e1', sold: 2, widgets: ['widget of e1'] } } });
  });

  test('have the hottest operations planned before they serve', async () => {
    const { post, stage, gateway } = await startGateway();
    const hot = 'query Hot($with: Boolean!) { event(id: "e1") { title sold @include(if: $with) } }';
    const ask = async () => (await post({ query: hot, variables: { with: true } })).headers.get('server-timing');
    await post({ query: '{ me { kind } }' });
    expect(await ask()).toContain('plan');
    expect(await ask()).not.toContain('plan');
    stage.release = released('release-2');
    await vi.waitFor(() => expect(gateway.supergraphId).toBe('release-2'), SOON);
    expect(await ask()).not.toContain('plan');
    expect((await post({ query: '{ published }' })).headers.get('server-timing')).toContain('plan');
  });

  test('leave a request that is under way to the one that it began on', async () => {
    const { post, stage, gateway } = await startGateway();
    const hold = gate();
    stage.gate = hold.wait;
    const slow = post({ query: '{ slow event(id: "e1") { title sold } }' });
    await pause(50);
    stage.release = released('release-2');
    await vi.waitFor(() => expect(gateway.supergraphId).toBe('release-2'), SOON);
    hold.open();
    expect((await slow).json).toEqual({ data: { slow: 'done', event: { title: 'Event e1', sold: 2 } } });
  });

  test.each([
    ['that are no SDL', () => 'type Query {'],
    ['that are no supergraph', () => 'type Query { a: Int }'],
    ['that name a subgraph there is not', (sdl: string) => sdl.replace('name: "plugins"', 'name: "intruder"')],
    ['with a type that is not there', (sdl: string) => sdl.replace('widgets: [String!]!', 'widgets: [Widget!]!')],
  ])('%s are refused, and the old one goes on', async (_, spoil) => {
    const { post, stage, gateway, log } = await startGateway();
    const before = gateway.supergraphId;
    stage.release = released('broken', spoil);
    await vi.waitFor(
      () => expect(log).toContainEqual(expect.objectContaining({ level: 'error', refused: 'broken' })),
      SOON,
    );
    expect(gateway.supergraphId).toBe(before);
    expect((await post({ query: '{ event(id: "e1") { title widgets } }' })).json.errors).toBeUndefined();
    stage.release = released('mended');
    await vi.waitFor(() => expect(gateway.supergraphId).toBe('mended'), SOON);
    expect(log.filter(({ refused }) => refused)).toHaveLength(1);
  });

  test('that compose, but cannot answer what is asked most often, are refused, and the old one goes on', async () => {
    const { post, stage, gateway, log } = await startGateway();
    const before = gateway.supergraphId;
    const hot = { query: '{ event(id: "e1") { title sold } }' };
    expect((await post(hot)).json.errors).toBeUndefined();
    // Payments has no key any more by which an event of it could be found.
    const spoil = (sdl: string) =>
      sdl.replace(/@join__type\(graph: PAYMENTS, key: "id"\)(?=[^{]*\{[^}]*sold)/, '@join__type(graph: PAYMENTS)');
    stage.release = released('unplannable', spoil);
    const refused = expect.objectContaining({ level: 'error', refused: 'unplannable' });
    await vi.waitFor(() => expect(log).toContainEqual(refused), SOON);
    expect(gateway.supergraphId).toBe(before);
    expect((await post(hot)).json.data).toEqual({ event: { title: 'Event e1', sold: 2 } });
  });

  test('that were published before the gateway started are served from the first request on', async () => {
    const release = released('release-9');
    const plugins: SubgraphEndpoint = {
      name: 'plugins',
      execute: async () => ({ data: { supergraphRelease: release } }),
    };
    const { gateway } = await startGateway({ endpoints: { plugins } });
    expect(gateway.supergraphId).toBe('release-9');
  });
});

describe('requests that are given up', () => {
  test('stop asking subgraphs when the client of a query has gone', async () => {
    const hold = gate();
    const { endpoint, requests } = watched(hold.wait);
    const { url } = await startGateway({ endpoints: { users: endpoint } });
    const client = new AbortController();
    const body = JSON.stringify({ query: '{ me { kind } }' });
    const headers = { 'content-type': 'application/json' };
    const asked = fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: client.signal });
    await vi.waitFor(() => expect(requests).toHaveLength(1), SOON);
    client.abort();
    await expect(asked).rejects.toThrow();
    await vi.waitFor(() => expect(requests[0]?.signal?.aborted).toBe(true), SOON);
    hold.open();
  });

  test('let a mutation run to its end though its client has gone', async () => {
    const hold = gate();
    const { endpoint, requests } = watched(hold.wait);
    const { url, log } = await startGateway({ endpoints: { users: endpoint } });
    const client = new AbortController();
    const body = JSON.stringify({ query: 'mutation { login }' });
    const headers = { 'content-type': 'application/json' };
    const asked = fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: client.signal });
    await vi.waitFor(() => expect(requests).toHaveLength(1), SOON);
    client.abort();
    await expect(asked).rejects.toThrow();
    await vi.waitFor(
      () => expect(log).toContainEqual(expect.objectContaining({ status: 499, type: 'mutation' })),
      SOON,
    );
    expect(requests[0]?.signal?.aborted).toBe(false);
    hold.open();
  });

  test('end with a code when a subgraph never answers', async () => {
    const { endpoint } = watched(new Promise(() => {}));
    const { post } = await startGateway({ endpoints: { users: endpoint }, env: { REQUEST_TIMEOUT: '100' } });
    const answer = await post({ query: '{ me { kind } }' });
    expect(answer.json.errors[0].extensions.code).toBe('SERVICE_UNAVAILABLE');
  });
});

describe('closing', () => {
  test('lets requests in hand complete, and takes no new ones', async () => {
    const { gateway, url, post, stage } = await startGateway();
    const hold = gate();
    stage.gate = hold.wait;
    const inHand = post({ query: 'mutation { slowChange }' });
    const within = gateway.execute({ query: '{ slow }' });
    let drained = false;
    await vi.waitFor(async () => {
      const metrics = await fetch(`${url}/metrics`).then(response => response.text());
      expect(metrics).toContain('gateway_requests_in_flight 1');
    }, SOON);
    expect(gateway.ready()).toBe(true);
    const closed = gateway.close().then(() => {
      drained = true;
    });
    expect(gateway.ready()).toBe(false);
    await expect(post({ query: '{ slow }' })).rejects.toThrow();
    // A request in hand may need the gateway once more, as when it runs a plugin that queries.
    expect(await gateway.execute({ query: '{ me { kind } }' })).toEqual({ data: { me: { kind: 'anonymous' } } });
    expect(drained).toBe(false);
    hold.open();
    expect((await inHand).json).toEqual({ data: { slowChange: 1 } });
    expect(await within).toEqual({ data: { slow: 'done' } });
    await closed;
    expect((await gateway.execute({ query: '{ slow }' })).errors?.[0]?.extensions?.code).toBe('SHUTTING_DOWN');
  });

  test('cuts off what does not end within the limit', async () => {
    const { gateway, post, stage, url } = await startGateway({ env: { DRAIN_TIMEOUT: '100' } });
    stage.gate = new Promise(() => {});
    const inHand = post({ query: '{ slow }' });
    await vi.waitFor(async () => {
      const metrics = await fetch(`${url}/metrics`).then(response => response.text());
      expect(metrics).toContain('gateway_requests_in_flight 1');
    }, SOON);
    const start = performance.now();
    await Promise.all([gateway.close(), expect(inHand).rejects.toThrow()]);
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test('may be asked for twice', async () => {
    const { gateway } = await startGateway();
    await Promise.all([gateway.close(), gateway.close()]);
  });
});
