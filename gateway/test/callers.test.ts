import { brotliDecompressSync } from 'node:zlib';
import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { sign, startGateway } from './gateway-harness.ts';

const env = { TRUST_PROXY: '1', MAX_REQUESTS_PER_ADDRESS: '3', MAX_REQUESTS_PER_CALLER: '5' };
const from = (address: string) => ({ 'x-forwarded-for': address });
const query = { query: '{ me { kind } }' };

describe('limits of callers', () => {
  test('hold for guests of one address, and say when to try again', async () => {
    const { post } = await startGateway({ env });
    for (let i = 0; i < 3; i++) expect((await post(query, from('203.0.113.7'))).status).toBe(200);
    const { status, headers, json } = await post(query, from('203.0.113.7'));
    expect(status).toBe(429);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(json.errors[0].extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: seconds });
    expect((await post(query, from('203.0.113.8'))).status).toBe(200);
  });

  test('count each change of a request, of which aliases and fragments make many', async () => {
    const { post, stage } = await startGateway({ env });
    const four = {
      query:
        'mutation { a: change(by: 1) ...M } fragment M on Mutation { b: change(by: 1) c: change(by: 1) d: change(by: 1) }',
    };
    expect((await post(four, from('203.0.113.7'))).status).toBe(429);
    expect(stage.changes).toBe(0);
    const queries = { query: '{ a: me { kind } b: me { kind } c: me { kind } d: me { kind } }' };
    expect((await post(queries, from('203.0.113.8'))).status).toBe(200);
    const one = { query: 'mutation { change(by: 1) }' };
    for (let i = 0; i < 2; i++) expect((await post(one, from('203.0.113.8'))).status).toBe(200);
    expect((await post(one, from('203.0.113.8'))).status).toBe(429);
  });

  test('count one network of IPv6 as one address', async () => {
    const { post } = await startGateway({ env });
    for (let i = 0; i < 3; i++) await post(query, from(`2001:db8:1:2::${i}`));
    expect((await post(query, from('2001:db8:1:2:ffff::9'))).status).toBe(429);
    expect((await post(query, from('2001:db8:1:3::9'))).status).toBe(200);
  });

  test('hold for a caller wherever it calls from, and for its address not', async () => {
    const { post } = await startGateway({ env });
    const authorization = `Bearer ${sign()}`;
    const call = (i: number) => post(query, { authorization, ...from(`203.0.113.${i}`) });
    for (let i = 0; i < 5; i++) expect((await call(i)).status).toBe(200);
    expect((await call(9)).status).toBe(429);
    const others = `Bearer ${sign()}`;
    expect((await post(query, { authorization: others, ...from('203.0.113.0') })).status).toBe(200);
  });

  test('hold for those who try tokens, and not for others at their address', async () => {
    const { post } = await startGateway({ env });
    const guess = () => post(query, { authorization: 'Bearer guess', ...from('203.0.113.7') });
    const statuses = new Set<number>();
    for (let i = 0; i < 61; i++) statuses.add((await guess()).status);
    expect([...statuses]).toEqual([401]);
    expect((await guess()).json.errors[0].extensions.code).toBe('RATE_LIMITED');
    expect((await post(query, from('203.0.113.7'))).status).toBe(200);
  });

  test('do not hold for this machine, and none at all where they are 0', async () => {
    const own = await startGateway({ env: { ...env, TRUST_PROXY: '0' } });
    for (let i = 0; i < 5; i++) expect((await own.post(query, from('203.0.113.7'))).status).toBe(200);
    const open = await startGateway({ env: { ...env, MAX_REQUESTS_PER_ADDRESS: '0' } });
    for (let i = 0; i < 5; i++) expect((await open.post(query, from('203.0.113.7'))).status).toBe(200);
  });
});

describe('an answer', () => {
  test('tells how long it took, and what planning took of it the first time', async () => {
    const { post } = await startGateway();
    const timings = async () => (await post(query)).headers.get('server-timing');
    expect(await timings()).toMatch(/^plan;dur=\d+\.\d, total;dur=\d+\.\d$/);
    expect(await timings()).toMatch(/^total;dur=\d+\.\d$/);
  });

  test('tells what its operation cost, for those who ask', async () => {
    const { post } = await startGateway();
    const page = { query: '{ events(first: 10) { nodes { title organization { name } } } }' };
    expect((await post({ ...page, extensions: { cost: true } })).json.extensions).toEqual({
      cost: { requested: 21, limit: 10_000 },
    });
    expect((await post(page)).json.extensions).toBeUndefined();
  });

  test('is compressed for those who can read that, if it is long', async () => {
    const { url } = await startGateway();
    const ask = async (first: number) => {
      const body = JSON.stringify({ query: `{ events(first: ${first}) { nodes { title } } }` });
      const headers = { 'content-type': 'application/json', 'accept-encoding': 'br' };
      const answer = await request(`${url}/graphql`, { method: 'POST', headers, body });
      return { encoding: answer.headers['content-encoding'], body: Buffer.from(await answer.body.arrayBuffer()) };
    };
    const long = await ask(200);
    expect(long.encoding).toBe('br');
    expect(JSON.parse(brotliDecompressSync(long.body).toString()).data.events.nodes).toHaveLength(200);
    expect(long.body.length).toBeLessThan(1_500);
    expect((await ask(1)).encoding).toBeUndefined();
  });
});
