import {
  NotFoundError,
  ServiceUnavailableError,
  type SubgraphEndpoint,
  type SubgraphResponse,
} from '@ticketbase/kernel';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { deadEndpoint, startGateway } from './gateway-harness.ts';

/** What no answer may contain: paths of files, stack traces, names of what stands behind the gateway. */
const INSIDES =
  /node_modules|\.[jt]s\b|\bat [A-Za-z.]+ \(|\/srv|hunter2|ECONN|10\.0\.0\.7|stacktrace|serviceName|subgraph|_entities|"service"/i;

const answering = (name: SubgraphEndpoint['name'], answer: unknown): SubgraphEndpoint => ({
  name,
  execute: async () => answer as SubgraphResponse,
});

describe('errors', () => {
  test('of a subgraph keep their code, message and path', async () => {
    const { post } = await startGateway();
    const answer = await post({ query: '{ gone: event(id: "missing") { title } me { kind } }' });
    expect(answer.json).toEqual({
      errors: [{ message: 'The event was not found.', path: ['gone'], extensions: { code: 'NOT_FOUND' } }],
      data: { gone: null, me: { kind: 'anonymous' } },
    });
    expect(answer.status).toBe(200);
  });

  test('that a subgraph did not code are INTERNAL_SERVER_ERROR with the request id and nothing else', async () => {
    const { post, log } = await startGateway();
    const answer = await post({ query: '{ broken }' }, { 'x-request-id': 'request-of-mine' });
    expect(answer.json.errors).toEqual([
      {
        message: 'Something went wrong on our side.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-of-mine' },
      },
    ]);
    expect(log).toContainEqual(expect.objectContaining({ level: 'error', requestId: 'request-of-mine' }));
  });

  test('are none where a reference leads to what its owner hides: it is null, as if it did not exist', async () => {
    const { post } = await startGateway();
    const answer = await post({ query: '{ order(id: "1") { number related { title organization { name } } } }' });
    expect(answer.json).toEqual({ data: { order: { number: 'N-1', related: null } } });
    const control = await post({ query: '{ order(id: "hidden") { number event { title } } }' });
    expect(control.json).toMatchObject({
      data: { order: null },
      errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });

  test('say where when a subgraph is dead, and leave the rest of the data', async () => {
    const { post } = await startGateway({ endpoints: { payments: deadEndpoint('payments') } });
    const answer = await post({
      query: '{ events(first: 2) { nodes { title sold } } o: order(id: "1") { number } me { kind } }',
    });
    const extensions = { code: 'SERVICE_UNAVAILABLE' };
    const message = 'A part of the platform that this needs does not answer at the moment.';
    expect(answer.json.errors).toContainEqual({ message, path: ['o'], extensions });
    expect(answer.json.errors).toContainEqual({ message, path: ['events', 'nodes'], extensions });
    expect(answer.json.data).toMatchObject({ o: null, me: { kind: 'anonymous' } });
  });

  test.each([
    ['nothing', undefined],
    ['a string', 'Bad Gateway'],
    ['neither data nor errors', {}],
    ['data that is a list', { data: [] }],
    ['errors that are no errors', { errors: ['oops'] }],
    ['one entity for two references', { data: { _entities: [null] } }],
  ])('are SERVICE_UNAVAILABLE when a subgraph answers with %s', async (_, nonsense) => {
    const { post } = await startGateway({
      endpoints: { plugins: answering('plugins', nonsense) },
    });
    const answer = await post({ query: '{ events(first: 2) { nodes { title widgets } } }' });
    expect(answer.json.errors[0]).toMatchObject({
      path: ['events', 'nodes'],
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    });
    expect(answer.text).not.toMatch(INSIDES);
  });

  test('of one entity in a list say which', async () => {
    const plugins = answering('plugins', {
      data: { _entities: [{ widgets: ['a'] }, null] },
      errors: [
        {
          message: 'The event was not found.',
          path: ['_entities', 1, 'widgets'],
          extensions: new NotFoundError('x').toExtensions(),
        },
      ],
    });
    const { post } = await startGateway({ endpoints: { plugins: plugins } });
    const answer = await post({ query: '{ events(first: 2) { nodes { id widgets } } }' });
    expect(answer.json.errors[0].path).toEqual(['events', 'nodes', 1, 'widgets']);
  });

  test('of a subgraph that does not know our schema, or did not take our signature, are not shown', async () => {
    for (const code of ['GRAPHQL_VALIDATION_FAILED', 'UNSIGNED_REQUEST', 'GRAPHQL_PARSE_FAILED']) {
      const users = answering('users', {
        errors: [{ message: 'Cannot query field "hiddenField" on type "User".', extensions: { code } }],
      });
      const { post } = await startGateway({ endpoints: { users: users } });
      const answer = await post({ query: '{ me { kind } }' });
      expect(answer.json.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
      expect(answer.text).not.toContain('hiddenField');
    }
  });

  test('that name another part in a subgraph of ours do not name it to clients', async () => {
    const users = answering('users', {
      data: { me: null },
      errors: [
        {
          message: 'plugins does not answer.',
          path: ['me'],
          extensions: new ServiceUnavailableError('plugins').toExtensions(),
        },
      ],
    });
    const { post } = await startGateway({ endpoints: { users: users } });
    expect((await post({ query: '{ me { kind } }' })).text).not.toMatch(/plugins/);
  });

  test('say so when data breaks the schema, instead of a silent null', async () => {
    const events = answering('events', { data: { event: { __typename: 'Event', id: 'e1', title: null } } });
    const { post } = await startGateway({ endpoints: { events: events } });
    const answer = await post({ query: '{ event(id: "e1") { id title } }' });
    expect(answer.json).toMatchObject({
      data: { event: null },
      errors: [{ path: ['event', 'title'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(answer.json.extensions).toBeUndefined();
  });

  test.each([
    ['a string for an Int', { by: 'many' }],
    ['too large an Int', { by: 1e12 }],
    ['nothing for what must be', {}],
  ])('say which variable is wrong: %s; and nothing is changed', async (_, variables) => {
    const { post, stage } = await startGateway();
    const answer = await post({ query: 'mutation C($by: Int!) { change(by: $by) }', variables });
    expect(answer.json.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'by' }] });
    expect(answer.status).toBe(400);
    expect(stage.changes).toBe(0);
  });

  test('say of a wrong variable where it stands, each time, and cut what was sent', async () => {
    const { post, log } = await startGateway({ env: { LOG_LEVEL: 'debug' } });
    const secret = `hunter2 ${'x'.repeat(10_000)}`;
    const body = { query: '\nmutation C($by: Int!) { change(by: $by) }', variables: { by: secret } };
    for (const _ of ['first', 'known']) {
      const [error] = (await post(body)).json.errors;
      expect(error).toMatchObject({ locations: [{ line: 2, column: 12 }], extensions: { code: 'BAD_USER_INPUT' } });
      expect(error.message).toMatch(/^Variable "\$by" got invalid value "hunter2 x+…$/);
      expect(JSON.stringify(error).length).toBeLessThan(1_500);
    }
    await expect.poll(() => log.filter(({ message }) => message === 'request')).toHaveLength(2);
    expect(JSON.stringify(log)).not.toContain('hunter2');
  });

  test.each(['production', 'development', 'test'])('never tell of our insides with NODE_ENV=%s', async NODE_ENV => {
    vi.stubEnv('NODE_ENV', NODE_ENV);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { url, post } = await startGateway({
      env: { NODE_ENV },
      endpoints: { payments: deadEndpoint('payments') },
    });
    const answers = await Promise.all([
      post({ query: '{ broken }' }),
      post({ query: '{ order(id: "1") { number } }' }),
      post({ query: '{ mustNotBeNull { id } }' }),
      post({ query: '{ secretPlam }' }),
      post({ query: 'mutation { exchangeApiToken(token: "tb_good") { accessToken } }' }),
      post({ query: '{ _service { sdl } _entities(representations: []) { __typename } }' }),
      post({ query: '{' }),
      post('{"query": '),
      post([{ query: '{ slow }' }]),
      post({ query: '{ me { kind } }' }, { authorization: 'Bearer x' }),
      post({ query: '{ me { kind } }', variables: JSON.parse('{"__proto__": {"a": 1}}') }),
      post({ query: '{ slow }' }, { 'apollo-query-plan-experimental': '1' }),
      post({ query: '{ slow }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
      fetch(`${url}/%E0%A4%A`).then(async response => ({ text: await response.text() })),
      fetch(`${url}/nothing/here`).then(async response => ({ text: await response.text() })),
    ]);
    for (const { text } of answers) expect(text.replace('Cannot query field \\"_entities\\"', '')).not.toMatch(INSIDES);
  });
});
