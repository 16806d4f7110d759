import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sharedGateway, sign } from './gateway-harness.ts';

/** What differs between any two answers, and what only the app adds: the date of a text that nobody keeps. */
const PASSING = ['date', 'server-timing', 'x-request-id', 'content-length', 'transfer-encoding', 'etag'];
const decoders = { br: brotliDecompressSync, gzip: gunzipSync, deflate: inflateSync };

interface Seen {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<Seen> {
  const sent = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
  });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const raw = await buffer(response);
  const decode = decoders[response.headers['content-encoding'] as keyof typeof decoders];
  const told = Object.entries(response.headers).filter(([name]) => !PASSING.includes(name));
  return {
    status: response.statusCode,
    headers: Object.fromEntries(told),
    body: (decode ? decode(raw) : raw).toString().replace(/"requestId":"[^"]+"/, '"requestId":"…"'),
  };
}

const query = (text: string, more: object = {}) => JSON.stringify({ query: text, ...more });
const INTROSPECTION = query('{ __schema { types { name description fields { name description } } } }');

describe('the short way of requests', () => {
  const shared = sharedGateway();

  test.each<[what: string, body: string, headers?: Record<string, string>]>([
    ['a query', query('{ slow }')],
    ['a query with a byte order mark', `\uFEFF${query('{ slow }')}`],
    ['a mutation', query('mutation { change(by: 0) }')],
    ['an answer that is worth compressing', INTROSPECTION, { 'accept-encoding': 'gzip, deflate, br' }],
    ['one for a client that knows gzip only', INTROSPECTION, { 'accept-encoding': 'gzip' }],
    ['one for a client that knows no compression', INTROSPECTION],
    ['a small answer', query('{ slow }'), { 'accept-encoding': 'gzip, br' }],
    ['JSON that is none', '{"query": '],
    ['a text', '"{ slow }"'],
    ['a number', '1'],
    ['a batch', `[${query('{ slow }')}]`],
    ['no query', '{}'],
    ['a faulty query', query('{ nothing }')],
    ['a query that cannot be parsed', query('{')],
    ['one whose client wants the newer media type', query('{'), { accept: 'application/graphql-response+json' }],
    ['one whose client wants what there is not', query('{ slow }'), { accept: 'text/csv' }],
    [
      'a hash that is not known',
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    ],
    [
      'a hash of another text',
      query('{ slow }', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }),
    ],
    ['its cost', query('{ slow }', { extensions: { cost: true } })],
    ['a token that is none', query('{ slow }'), { authorization: 'Bearer nonsense' }],
    ['a valid token', query('{ slow }'), { authorization: `Bearer ${sign()}` }],
    ['a query of 3,000 tokens', query(`{ ${'slow '.repeat(3_000)} }`)],
    [
      'a page of another site',
      query('{ slow }'),
      { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    ],
  ])('answers %s as the app does', async (_, body, headers = {}) => {
    const url = `${shared().url}/graphql`;
    const short = await post(url, body, headers);
    // What has a query in its URL goes through the app.
    const long = await post(`${url}?`, body, headers);
    expect(short).toEqual(long);
  });

  test('is not taken by what is larger than a request may be', async () => {
    const { status } = await post(`${shared().url}/graphql`, query(`{ slow } # ${'x'.repeat(1_100_000)}`), {});
    expect(status).toBe(413);
  });

  test('says which request it was, as the client named it', async () => {
    const { post: ask, log } = shared();
    const { headers } = await ask({ query: '{ slow }' }, { 'x-request-id': 'named-by-me-1' });
    expect(headers.get('x-request-id')).toBe('named-by-me-1');
    await expect.poll(() => log.some(({ requestId }) => requestId === 'named-by-me-1')).toBe(true);
  });
});
