import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SIGNATURE_HEADER, type SubgraphRequest, Viewer, verifyInternalCall } from '@ticketbase/kernel';
import { describe, expect, onTestFinished, test } from 'vitest';
import { pooledEndpoint } from './pooled-endpoint.ts';

const SECRET = 'a secret that gateway and subgraphs share';
const viewer = Viewer.anonymous;
const query: SubgraphRequest = { query: 'query A { a }', viewer, requestId: 'request-1', accessToken: 'token' };
const mutation: SubgraphRequest = { ...query, query: 'mutation A { a }' };
const ok = (response: ServerResponse) => response.end('{"data":{"a":1}}');

/** A subgraph that answers as told, and counts who came. */
async function subgraph(answer: (request: IncomingMessage, response: ServerResponse) => unknown, timeout = 1_000) {
  const seen = { requests: 0, connections: 0 };
  const server = createServer((request, response) => {
    seen.requests += 1;
    answer(request, response);
  });
  server.on('connection', () => {
    seen.connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint = pooledEndpoint({ name: 'events', url, secret: SECRET, caller: 'gateway', timeout });
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await endpoint.close();
  });
  return { endpoint, seen };
}

const unavailable = { code: 'SERVICE_UNAVAILABLE' };

describe('an endpoint with a pool of connections', () => {
  test('sends what the subgraph verifies, over connections that it keeps', async () => {
    const calls: unknown[] = [];
    const { endpoint, seen } = await subgraph(async (request, response) => {
      const body = await text(request);
      calls.push(verifyInternalCall(SECRET, 'events', request.headers[SIGNATURE_HEADER] as string, body));
      calls.push([request.headers.authorization, request.headers['x-request-id'], JSON.parse(body)]);
      ok(response);
    });
    for (let i = 0; i < 5; i++)
      expect(await endpoint.execute({ ...query, variables: { i: 0 } })).toEqual({ data: { a: 1 } });
    expect(seen.requests).toBe(5);
    // The next may be asked before the last one's connection is free again.
    expect(seen.connections).toBeLessThanOrEqual(2);
    expect(calls.slice(0, 2)).toEqual([
      expect.objectContaining({ iss: 'gateway', aud: 'events', as: 'viewer' }),
      ['Bearer token', 'request-1', { query: 'query A { a }', variables: { i: 0 } }],
    ]);
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['what is not JSON', response => response.writeHead(502).end('<html>Bad Gateway</html>')],
    ['half an answer', response => response.writeHead(200, { 'content-length': '100' }).end('{"data":')],
    ['nothing', response => response.end()],
  ])('fails with a code for %s', async (_, answer) => {
    const { endpoint } = await subgraph((_request, response) => answer(response));
    await expect(endpoint.execute(mutation)).rejects.toMatchObject(unavailable);
  });

  test.each<[string, (response: ServerResponse) => unknown]>([
    ['no answer', () => {}],
    ['an answer that stops half way', response => response.write('{"data":')],
  ])('fails with a code when there is %s within the time', async (_, answer) => {
    const { endpoint } = await subgraph((_request, response) => answer(response), 300);
    const start = performance.now();
    await expect(endpoint.execute(query)).rejects.toMatchObject(unavailable);
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  test('fails with a code when nothing listens', async () => {
    const endpoint = pooledEndpoint({ name: 'events', url: 'http://127.0.0.1:1', secret: SECRET, caller: 'gateway' });
    await expect(endpoint.execute(query)).rejects.toMatchObject(unavailable);
    await endpoint.close();
  });

  test('asks a query again, once, when its connection is cut off, and a mutation never', async () => {
    const cutOff = (request: IncomingMessage) => (request.socket as Socket).destroy();
    let first = true;
    const restarted = await subgraph((request, response) => {
      if (!first) return ok(response);
      first = false;
      return cutOff(request);
    });
    expect(await restarted.endpoint.execute(query)).toEqual({ data: { a: 1 } });
    expect(restarted.seen.requests).toBe(2);
    const broken = await subgraph(cutOff);
    await expect(broken.endpoint.execute(mutation)).rejects.toMatchObject(unavailable);
    expect(broken.seen.requests).toBe(1);
    await expect(broken.endpoint.execute(query)).rejects.toMatchObject(unavailable);
    expect(broken.seen.requests).toBe(3);
  });

  test('gives up when its request is given up', async () => {
    const { endpoint } = await subgraph(() => {}, 60_000);
    const giveUp = new AbortController();
    const asked = endpoint.execute({ ...query, signal: giveUp.signal });
    giveUp.abort(new Error('gone'));
    await expect(asked).rejects.toMatchObject(unavailable);
  });
});
