import { fetchJwks, httpEndpoint, jwksKeys, newId, UnsignedRequestError, Viewer } from '@ticketbase/kernel';
import { type SubgraphServer, serveSubgraph } from '@ticketbase/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type Person, REGISTER, UsersUnderTest } from './users-under-test.ts';

const secret = 'a secret that gateway and subgraphs share';
let under: UsersUnderTest;
let server: SubgraphServer;
beforeAll(async () => {
  under = await UsersUnderTest.start();
  const { subgraph, routes } = under.users;
  const findKey = jwksKeys(async () => under.users.publicKeys());
  server = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret, findKey, routes });
});
afterAll(async () => {
  await server.close();
  await under.close();
});

const gateway = () => httpEndpoint({ name: 'users', url: server.url, secret, caller: 'gateway' });
const ask = (query: string, person?: Person, variables = {}) =>
  gateway().execute({
    query,
    variables,
    viewer: person?.viewer ?? Viewer.anonymous,
    accessToken: person?.tokens.accessToken,
    requestId: newId(),
  });

test('the public keys verify the tokens, wherever they are fetched', async () => {
  const { data } = await ask(REGISTER, undefined, {
    input: { name: 'Ada', email: 'ada@example.com', password: PASSWORD, organizationName: 'Ada' },
  });
  const tokens = data!.register as Person['tokens'];
  const ada = await under.person('ada@example.com', tokens);
  const response = await fetch(`${server.url}/.well-known/jwks.json`);
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(jwksKeys(fetchJwks(server.url))).toBeTypeOf('function');
  expect((await ask('{ me { name } }', ada)).data).toEqual({ me: { name: 'Ada' } });
});

test('a command from another subgraph is answered, and the same from outside is not', async () => {
  const command = {
    query: '{ organizationForService(slug: "x") { id } }',
    viewer: Viewer.service('events'),
    requestId: 'r',
  };
  const events = httpEndpoint({ name: 'users', url: server.url, secret, caller: 'events' });
  expect(await events.execute(command)).toEqual({ data: { organizationForService: null } });
  const stranger = httpEndpoint({
    name: 'users',
    url: server.url,
    secret: 'another secret altogether, as long',
    caller: 'events',
  });
  expect((await stranger.execute(command)).errors?.[0]?.extensions?.code).toBe(UnsignedRequestError.code);
});
