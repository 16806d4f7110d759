import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { ApolloServer } from '@apollo/server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
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

const persisted = (text: string) =>
  query(text, {
    extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') } },
  });

/** What urql's client sends with each query. */
const URQL =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';

/** The server learns an operation when it is asked again, and it is answered without the server from then on. */
const TIMES = 4;

describe.each([['compiled'], ['apollo']])('the short way of requests, with the executor %s', executor => {
  const shared = sharedGateway({ env: { GATEWAY_EXECUTOR: executor } });

  test.each<[what: string, body: string, headers?: Record<string, string>]>([
    ['a query', query('{ slow }')],
    ['a query with a byte order mark', `\uFEFF${query('{ slow }')}`],
    ['a mutation', query('mutation { change(by: 0) }')],
    ['one of several operations', query('query A { slow } query B { me { kind } }', { operationName: 'B' })],
    ['none of several operations', query('query A { slow } query B { me { kind } }')],
    ['an operation without a name by the empty one', query('{ slow }', { operationName: '' })],
    ['a name that is none', query('{ slow }', { operationName: 1 })],
    ['variables', query('query ($id: ID!) { event(id: $id) { id title } }', { variables: { id: 'e1' } })],
    ['a variable that is missing', query('query ($id: ID!) { event(id: $id) { id title } }')],
    ['variables that are null', query('query ($n: Int) { events(first: $n) { nodes { id } } }', { variables: null })],
    ['variables that are a list', query('query ($n: Int) { events(first: $n) { nodes { id } } }', { variables: [1] })],
    ['a condition', query('query ($c: Boolean!) { slow me @include(if: $c) { kind } }', { variables: { c: true } })],
    ['several types of fields', query('{ node(id: "e1") { __typename id ... on Event { organization { name } } } }')],
    ['what is not found beside what is', query('{ slow event(id: "missing") { id } }')],
    ['a fault beside what is there', query('{ slow broken }')],
    ['a null that may not be', query('{ mustNotBeNull { id } }')],
    ['introspection beside data', query('{ slow __type(name: "Event") { name } }')],
    ['a subscription', query('subscription { supergraphChanged { id } }')],
    ['a cookie that an operation sets', query('mutation { login }')],
    ['what urql sends', query('{ slow }'), { accept: URQL }],
    ['a fault as urql asks for it', query('{ slow broken }'), { accept: URQL }],
    ['a missing variable as urql asks', query('query ($id: ID!) { event(id: $id) { id } }'), { accept: URQL }],
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
    ['a text with its hash', persisted('{ slow }')],
    ['extensions that are a list', query('{ slow }', { extensions: [] })],
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
    // What has a query in its URL goes through the app.
    await post(`${url}?`, body, headers);
    const long = await post(`${url}?`, body, headers);
    for (let time = 0; time < TIMES; time += 1) expect(await post(url, body, headers)).toEqual(long);
  });

  test('spares the server what it has answered again before', async () => {
    const { post: ask } = shared();
    const parsed = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
    onTestFinished(() => parsed.mockRestore());
    const answered: unknown[] = [];
    for (let time = 0; time < TIMES; time += 1) answered.push((await ask({ query: '{ __typename slow }' })).json);
    expect(answered).toEqual(Array(TIMES).fill({ data: { __typename: 'Query', slow: 'done' } }));
    expect(parsed).toHaveBeenCalledTimes(2);
  });

  test('counts and logs what was answered without the server', async () => {
    const { post: ask, log } = shared();
    for (let time = 0; time < TIMES; time += 1)
      await ask({ query: 'query Named { slow broken }' }, { 'x-request-id': `named-query-${time}` });
    const entry = (time: number) =>
      log.find(({ message, requestId }) => message === 'request' && requestId === `named-query-${time}`);
    await expect.poll(() => entry(TIMES - 1)).toBeDefined();
    const told = (time: number) => {
      const { operation, type, viewer, status, errors } = entry(time)!;
      return { operation, type, viewer, status, errors };
    };
    expect(told(TIMES - 1)).toEqual(told(0));
    expect(told(0)).toMatchObject({ operation: 'Named', type: 'query', errors: ['INTERNAL_SERVER_ERROR'] });
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
