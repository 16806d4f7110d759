import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLogger, type SubgraphEndpoint, type SubgraphName, type SubgraphRequest } from '@ticketbase/kernel';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { answerErrors } from './answer-error.ts';
import { assignRequestId } from './request-id.ts';
import { webhookRoute } from './webhook-route.ts';

interface Answer {
  readonly status: number;
  readonly body: string | null;
  readonly retryAfter: number | null;
}

/** The route before a plugins subgraph that answers as told. */
async function routeBefore(answer: Answer | 'fault') {
  const requests: SubgraphRequest[] = [];
  const plugins: SubgraphEndpoint = {
    name: 'plugins',
    async execute(request) {
      requests.push(request);
      return answer === 'fault'
        ? { data: null, errors: [{ message: 'secret', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }
        : { data: { receiveWebhook: answer } };
    },
  };
  const logger = createLogger('gateway', 'silent');
  const endpoints = { plugins } as unknown as Record<SubgraphName, SubgraphEndpoint>;
  const app = express();
  app.use(assignRequestId);
  app.use('/webhooks', webhookRoute({ endpoints, logger }));
  app.use(answerErrors(logger));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/in-1/provider/s3cret`;
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body, headers });
  const input = () => (requests[0]!.variables as { input: Record<string, unknown> }).input;
  return { post, requests, input };
}

test('hands the body over byte for byte, whatever it says it is, with the headers of the service', async () => {
  const { post, requests, input } = await routeBefore({ status: 202, body: 'taken', retryAfter: null });
  const bytes = new Uint8Array([0x7b, 0xff, 0x00, 0x20, 0x7d]);
  const headers = {
    'content-type': 'application/json',
    'x-signature': 'v1=abc',
    cookie: 'a=b',
    'x-forwarded-for': '1.2.3.4',
  };
  const response = await post(bytes, headers);
  expect([response.status, await response.text()]).toEqual([202, 'taken']);
  expect(requests[0]!.viewer.isService).toBe(true);
  expect(input()).toMatchObject({ installation: 'in-1', webhook: 'provider', secret: 's3cret' });
  expect([...Buffer.from(input().body as string, 'base64')]).toEqual([...bytes]);
  expect(input().headers).toMatchObject({ 'x-signature': 'v1=abc', 'content-type': 'application/json' });
  expect(Object.keys(input().headers as object)).not.toEqual(expect.arrayContaining(['cookie']));
  expect(Object.keys(input().headers as object)).not.toEqual(expect.arrayContaining(['x-forwarded-for']));
});

test('never answers as a page, and tells when to come again', async () => {
  const { post } = await routeBefore({ status: 409, body: '<script>alert(1)</script>', retryAfter: 60 });
  const response = await post('');
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(response.headers.get('retry-after')).toBe('60');
});

test('a body that is too large is refused before anybody reads it', async () => {
  const { post, requests } = await routeBefore({ status: 200, body: null, retryAfter: null });
  expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  expect(requests).toEqual([]);
});

test('a fault is answered so that the service comes again, and shows nothing', async () => {
  const { post } = await routeBefore('fault');
  const response = await post('{}');
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('secret');
});
