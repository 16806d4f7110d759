import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { answerOf, sharedGateway, startGateway } from './gateway-harness.ts';

const get = async (url: string, headers: Record<string, string> = {}) =>
  answerOf(await fetch(url, { headers, redirect: 'manual' }));

describe('GraphQL over HTTP', () => {
  const shared = sharedGateway();

  test.each([
    ['JSON that is none', '{"query": ', 400, 'BAD_REQUEST'],
    [
      'a body of 2 MB',
      JSON.stringify({ query: '{ slow }', variables: { a: 'x'.repeat(2_000_000) } }),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['no query', '{"variables": {}}', 400, 'BAD_REQUEST'],
    ['an empty body', '', 400, 'BAD_REQUEST'],
    ['a query that is no string', '{"query": {"a": 1}}', 400, 'BAD_REQUEST'],
    ['a batch', '[{"query": "{ slow }"}, {"query": "{ slow }"}]', 400, 'BAD_REQUEST'],
    ['variables that are a list', '{"query": "{ slow }", "variables": [1]}', 400, 'BAD_REQUEST'],
    [
      'variables nested 10,000 levels deep',
      `{"query": "{ slow }", "variables": {"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}}`,
      400,
      'QUERY_TOO_COMPLEX',
    ],
    ['an operation name that there is not', '{"query": "query A { slow }", "operationName": "B"}', 400, 'BAD_REQUEST'],
  ])('refuses %s with a code', async (_, body, status, code) => {
    const { post } = shared();
    const answer = await post(body);
    expect(answer.json.errors[0].extensions.code).toBe(code);
    expect(answer.status).toBe(status);
  });

  test('answers queries by GET, and no mutations', async () => {
    const { url, stage } = shared();
    const headers = { 'apollo-require-preflight': 'true' };
    expect((await get(`${url}/graphql?query={slow}`, headers)).json).toEqual({ data: { slow: 'done' } });
    const mutation = await get(`${url}/graphql?query=mutation{change(by:1)}`, headers);
    expect(mutation.status).toBe(405);
    expect(stage.changes).toBe(0);
  });

  test.each([
    ['a GET of a page elsewhere', { 'sec-fetch-site': 'cross-site' }, 'GET'],
    ['a GET of an older browser', { 'user-agent': 'Mozilla/5.0 (X11)' }, 'GET'],
    ['a GET with a visitor’s cookies', { cookie: 'a=b' }, 'GET'],
    ['a GET that pretends to be a form', { 'content-type': 'text/plain' }, 'GET'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'POST'],
    ['plain text', { 'content-type': 'text/plain' }, 'POST'],
  ])('refuses %s, which any site could send for a visitor', async (_, headers, method) => {
    const { url, stage } = shared();
    const target = method === 'GET' ? `${url}/graphql?query={slow}` : `${url}/graphql`;
    const body = method === 'GET' ? undefined : '{"query": "mutation { change(by: 1) }"}';
    const answer = await answerOf(
      await fetch(target, { method, headers: { accept: 'application/json', ...headers }, body }),
    );
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(stage.changes).toBe(0);
  });

  test('speaks application/graphql-response+json to those who ask for it', async () => {
    const { post } = shared();
    const answer = await post({ query: '{ slow }' }, { accept: 'application/graphql-response+json' });
    expect(answer.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  });

  test('sends a browser that opens the endpoint to the explorer', async () => {
    const { url } = shared();
    const answer = await get(`${url}/graphql`, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/explorer']);
  });

  test.each(['short', 'x'.repeat(65), 'with space', '<script>'])('does not take %j for a request id', async given => {
    const { post } = shared();
    const answer = await post({ query: '{ me { requestId } }' }, { 'x-request-id': given });
    const requestId = answer.headers.get('x-request-id');
    expect(requestId).not.toBe(given);
    expect(answer.json.data.me.requestId).toBe(requestId);
  });
});

describe('other sites', () => {
  const preflight = (url: string, origin: string) =>
    fetch(`${url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    });

  test('may not call the API from a browser unless the configuration names them', async () => {
    const { url } = await startGateway({ env: { CORS_ORIGINS: 'https://shop.example, https://app.example' } });
    const allowed = await preflight(url, 'https://app.example');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example');
    const refused = await preflight(url, 'https://evil.example');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('may not at all by default', async () => {
    const { url } = await startGateway();
    expect((await preflight(url, 'https://app.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('platform routes', () => {
  test('sends a content security policy that lets workers and nothing foreign run', async () => {
    const { url } = await startGateway({ env: { ASSET_ORIGINS: 'http://127.0.0.1:9000' } });
    const policy = (await get(`${url}/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toContain("img-src 'self' data: blob: http://127.0.0.1:9000");
    expect(policy).not.toContain('upgrade-insecure-requests');
  });

  test('leads from the root to the admin app', async () => {
    const { url } = await startGateway();
    expect((await get(`${url}/`)).headers.get('location')).toBe('/admin');
  });

  test('is ready while its parts are, and says which is not', async () => {
    let broken = false;
    const health = [
      { name: 'events', check: async () => {} },
      { name: 'payments', check: async () => {} },
      {
        name: 'payments',
        check: async () => {
          if (broken) throw new Error('connect ECONNREFUSED 10.0.0.7');
        },
      },
      { name: 'payments', check: async () => {} },
    ];
    const { url } = await startGateway({ services: { health } });
    expect((await get(`${url}/health/ready`)).json).toEqual({
      status: 'ready',
      checks: { gateway: 'ready', events: 'ready', payments: 'ready' },
    });
    broken = true;
    const failing = await get(`${url}/health/ready`);
    expect(failing.status).toBe(503);
    expect(failing.json.checks).toEqual({ gateway: 'ready', events: 'ready', payments: 'failing' });
    expect((await get(`${url}/health/live`)).json).toEqual({ status: 'live' });
  });

  test('is not ready when a part does not say how it is', async () => {
    const { url } = await startGateway({
      services: { health: [{ name: 'hung', check: () => new Promise(() => {}) }] },
    });
    expect((await get(`${url}/health/ready`)).json.checks.hung).toBe('failing');
  });

  test('counts requests by type and status, and looks into the plan cache', async () => {
    const { url, post } = await startGateway();
    await post({ query: '{ slow }' });
    await post({ query: '{ slow }' });
    await post('nonsense');
    const metrics = (await get(`${url}/metrics`)).text;
    expect(metrics).toContain('gateway_request_duration_seconds_count{type="query",status="200"} 2');
    expect(metrics).toContain('gateway_request_duration_seconds_count{type="none",status="400"} 1');
    expect(metrics).toContain('gateway_plan_cache_total{outcome="hit"} 1');
    expect(metrics).toContain('gateway_requests_in_flight 0');
  });

  test('shows metrics in production to whoever brings the token, and not to a proxy of this machine', async () => {
    const token = 'a token of the operator';
    const { url } = await startGateway({ env: { NODE_ENV: 'production', METRICS_TOKEN: token } });
    expect((await get(`${url}/metrics`)).status).toBe(403);
    expect((await get(`${url}/metrics`, { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  test('shows metrics to this machine only, unless told otherwise', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    const closed = await startGateway();
    expect((await get(`${closed.url}/metrics`, forwarded)).status).toBe(403);
    const open = await startGateway({ env: { METRICS_ACCESS: 'any' } });
    expect((await get(`${open.url}/metrics`, forwarded)).status).toBe(200);
  });

  test('publishes the public keys', async () => {
    const keys = [{ kty: 'EC', kid: 'key-1' }];
    const { url } = await startGateway({ services: { jwks: () => ({ keys }) } });
    expect((await get(`${url}/.well-known/jwks.json`)).json).toEqual({ keys });
  });

  test('answers unknown paths and broken ones with a code', async () => {
    const { url } = await startGateway();
    expect((await get(`${url}/nothing`)).json.errors[0].extensions.code).toBe('NOT_FOUND');
    const broken = await raw(url, 'GET /%E0%A4%A HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    expect(broken).toMatch(/^HTTP\/1\.1 40[04]/);
  });

  test('logs what was asked and how it went, never variables or tokens', async () => {
    const { post, log } = await startGateway();
    await post(
      { query: 'query Named($id: ID!) { event(id: $id) { title } }', variables: { id: 'missing' } },
      { authorization: '' },
    );
    await post({ query: 'query Named($id: ID!) { event(id: $id) { title } }', variables: { id: 'missing' } });
    const line = log.filter(({ message }) => message === 'request').at(-1);
    expect(line).toEqual({
      ...{ level: 'info', message: 'request', requestId: expect.any(String), duration: expect.any(Number) },
      ...{ operation: 'Named', type: 'query', viewer: 'anonymous', status: 200, errors: ['NOT_FOUND'] },
    });
  });
});

async function raw(url: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(request);
  return text(socket);
}
