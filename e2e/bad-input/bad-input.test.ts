import { randomUUID } from 'node:crypto';
import { beforeAll, expect, inject, test } from 'vitest';
import { Client, type GraphqlError } from '../harness/client.ts';
import { draftEvent, type Organizer, publishEvent, registerOrganizer } from '../harness/organizer.ts';

const url = inject('serverUrl');
const guest = new Client(url);
/** Milliseconds; an unguarded planner takes much longer on a machine of its own, and this suffices on a busy one. */
const BOUNDED = 10_000;

let organizer: Organizer;
beforeAll(async () => {
  organizer = await registerOrganizer(url);
});

/** Sends a body as it is, and reads what comes back. */
async function post(body: string, headers: Record<string, string> = {}) {
  const before = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  return { status: response.status, text, errors: errorsOf(text), milliseconds: performance.now() - before };
}

function errorsOf(text: string): GraphqlError[] {
  return (JSON.parse(text) as { errors?: GraphqlError[] }).errors ?? [];
}

/** Nothing of the inside shows: no stack, no path, no name of a part. */
function expectNoInsides(text: string) {
  expect(text).not.toMatch(/node_modules|\.ts:|\.js:|\/(work|home|root|tmp)\/|stacktrace|\bat [A-Z]\w+\./);
}

const ATTACKS: ReadonlyArray<readonly [string, string, string]> = [
  ['a query 50 deep', nested(50), 'QUERY_TOO_DEEP'],
  ['a thousand aliases', `{ ${Array.from({ length: 1_000 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'QUERY_TOO'],
  ['fragments that double at each step', fragmentBomb(24), 'QUERY_TOO_COMPLEX'],
  ['a fragment in a circle', '{ ...A } fragment A on Query { ...A }', ''],
  ['a million-row page', '{ publicEvents(first: 1000000) { edges { node { title } } } }', ''],
];

for (const [title, query, code] of ATTACKS) {
  test(`${title} is refused before it is planned, with a code`, async () => {
    const answer = await post(JSON.stringify({ query }));
    expect(answer.errors[0]?.extensions.code).toContain(code);
    expect(answer.errors[0]?.extensions.code).toBeTruthy();
    expect(answer.milliseconds).toBeLessThan(BOUNDED);
    expectNoInsides(answer.text);
  });
}

const MALFORMED: ReadonlyArray<readonly [string, string]> = [
  ['malformed JSON', '{"query": '],
  ['a body that is no object', '[1, 2]'],
  ['a query that is no string', '{"query": 7}'],
  ['an empty body', ''],
  ['a document that does not parse', '{"query": "{ me { "}'],
  ['a field that does not exist', '{"query": "{ treasure }"}'],
  [
    'variables of the wrong type',
    '{"query": "query ($id: ID!) { event(id: $id) { id } }", "variables": {"id": {"a": 1}}}',
  ],
];

for (const [title, body] of MALFORMED) {
  test(`${title} is a coded error of the client's`, async () => {
    const answer = await post(body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.errors[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
    expect(answer.errors[0]?.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
    expectNoInsides(answer.text);
  });
}

test('a body of 2 MB is refused without being read as a query', async () => {
  const answer = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(2_000_000)}` }));
  expect(answer.status).toBe(413);
  expect(answer.errors[0]?.extensions.code).toBe('PAYLOAD_TOO_LARGE');
});

test('a forged, a foreign and an unsigned token are each refused, and not taken for a guest', async () => {
  const [header, payload] = organizer.api.token!.split('.');
  const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
  const tampered = `${header}.${Buffer.from('{"kind":"user"}').toString('base64url')}.${'A'.repeat(86)}`;
  for (const token of [none, tampered, 'nonsense', `tb_${'a'.repeat(43)}`]) {
    const answer = await post('{"query": "{ publicEvents { totalCount } }"}', { authorization: `Bearer ${token}` });
    expect(answer.errors[0]?.extensions.code, token.slice(0, 20)).toBe('UNAUTHENTICATED');
    expectNoInsides(answer.text);
  }
});

const UNKNOWN = '01936f2e-0000-7000-8000-000000000000';

test('an unknown id, an id that is none, and another tenant’s id are answered alike', async () => {
  const draft = await draftEvent(organizer);
  const stranger = await registerOrganizer(url, 'Stranger');
  const read = 'query ($id: ID!) { event(id: $id) { id title } }';
  for (const id of [UNKNOWN, 'not-an-id', draft]) {
    expect(await stranger.api.ask(read, { id })).toEqual({ event: null });
    const refusal = await stranger.api.refusal('mutation ($id: ID!) { deleteEvent(id: $id) }', { id });
    expect(refusal.extensions.code).toBe('NOT_FOUND');
  }
  expect(await organizer.api.ask(read, { id: draft })).toMatchObject({ event: { id: draft } });
});

test('an input with several faults names each place, and writes nothing', async () => {
  const { events: before } = await organizer.api.ask('{ events { totalCount } }');
  const refusal = await organizer.api.refusal(
    'mutation ($input: CreateEventInput!) { createEvent(input: $input) { id } }',
    {
      input: {
        title: '',
        startsAt: '2030-01-02T10:00:00Z',
        endsAt: '2030-01-01T10:00:00Z',
        timeZone: 'Mars/Olympus',
        currency: 'EUR',
        ticketTypes: [{ name: 'x', price: -1, quantity: 0 }],
      },
    },
  );
  expect(refusal.extensions.code).toBe('BAD_USER_INPUT');
  const paths = (refusal.extensions.issues as Array<{ path: string }>).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['input.title', 'input.timeZone', 'input.ticketTypes.0.price']));
  expect(await organizer.api.ask('{ events { totalCount } }')).toEqual({ events: before });
});

test('quantities that make no sense hold no stock', async () => {
  const event = await publishEvent(organizer, { quantity: 3 });
  const ticketTypeId = event.ticketTypes[0].id;
  const cart = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }';
  for (const quantity of [0, -1, 1.5, 2_147_483_647, 2_147_483_648, 4]) {
    const { errors } = await guest.send(cart, { input: { eventId: event.id, items: [{ ticketTypeId, quantity }] } });
    expect(errors?.[0]?.extensions.code, String(quantity)).toMatch(
      /^(BAD_USER_INPUT|INSUFFICIENT_TICKETS|QUANTITY_NOT_ALLOWED)$/,
    );
  }
  const other = await guest.send(cart, {
    input: { eventId: event.id, items: [{ ticketTypeId: UNKNOWN, quantity: 1 }] },
  });
  expect(other.errors?.[0]?.extensions).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', issues: [{ path: 'input.items.0.ticketTypeId' }] },
  });
  const { event: after } = await organizer.api.ask(
    'query ($id: ID!) { event(id: $id) { ticketTypes { held sold } } }',
    { id: event.id },
  );
  expect(after.ticketTypes).toEqual([{ held: 0, sold: 0 }]);
});

test('a cart of one event holds nothing of another’s, whoever’s that is', async () => {
  const stranger = await registerOrganizer(url);
  const [own, second, foreign] = await Promise.all([
    publishEvent(organizer, { quantity: 3 }),
    publishEvent(organizer, { quantity: 3 }),
    publishEvent(stranger, { quantity: 3 }),
  ]);
  const items = (event: { ticketTypes: { id: string }[] }) => [{ ticketTypeId: event.ticketTypes[0]!.id, quantity: 1 }];
  const create = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }';
  const update =
    'mutation ($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { token } }';
  const { createCart } = await guest.ask(create, { input: { eventId: own.id, items: items(own) } });
  for (const other of [second, foreign]) {
    for (const wanted of [items(other), [...items(own), ...items(other)]]) {
      const made = await guest.send(create, { input: { eventId: own.id, items: wanted } });
      expect(made.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      const changed = await guest.send(update, { token: createCart.token, input: { items: wanted } });
      expect(changed.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  }
  const stock = 'query ($id: ID!) { event(id: $id) { ticketTypes { held sold } } }';
  const held = async (api: Client, id: string) => (await api.ask(stock, { id })).event.ticketTypes;
  expect(await held(organizer.api, own.id)).toEqual([{ held: 1, sold: 0 }]);
  expect(await held(organizer.api, second.id)).toEqual([{ held: 0, sold: 0 }]);
  expect(await held(stranger.api, foreign.id)).toEqual([{ held: 0, sold: 0 }]);
});

test('commands between subgraphs, entities and service fields are no part of the public API', async () => {
  for (const query of [
    'mutation { releaseHold(holdId: "x") }',
    '{ _entities(representations: []) { __typename } }',
    '{ _service { sdl } }',
    '{ organizationForService(slug: "x") { id } }',
    'mutation { exchangeApiToken(token: "x") { accessToken } }',
  ]) {
    const answer = await post(JSON.stringify({ query }));
    expect(answer.errors[0]?.extensions.code, query).toBe('GRAPHQL_VALIDATION_FAILED');
  }
});

test('a request without a preflight that another site could send is refused', async () => {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent('{ __typename }')}`, {
    headers: { 'content-type': 'text/plain' },
  });
  expect(response.status).toBe(400);
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: 'mutation { logout }' }));
  form.set('map', '{}');
  expect((await fetch(`${url}/graphql`, { method: 'POST', body: form })).status).toBe(400);
});

test('an idempotency key is good for one input', async () => {
  const event = await publishEvent(organizer, { price: 0, quantity: 5 });
  const key = randomUUID();
  const cart = 'mutation ($input: CreateCartInput!) { createCart(input: $input) { token } }';
  const input = (quantity: number) => ({
    eventId: event.id,
    idempotencyKey: key,
    items: [{ ticketTypeId: event.ticketTypes[0].id, quantity }],
  });
  const first = await guest.ask(cart, { input: input(1) });
  expect(await guest.ask(cart, { input: input(1) })).toEqual(first);
  expect((await guest.refusal(cart, { input: input(2) })).extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('an honest query of an admin page passes beside all this', async () => {
  const page = await organizer.api.ask(`{
    me { name } viewerOrganization { name members { edges { node { role user { name } } } } }
    events(first: 20) { totalCount edges { cursor node { id title status venue { name } ticketsSold organization { name } createdBy { name } ticketTypes { id name price { formatted } available } } } pageInfo { hasNextPage endCursor } }
  }`);
  expect(page.me.name).toBe('Test Owner');
});

function nested(depth: number): string {
  const open = Array.from(
    { length: depth / 2 },
    () => 'organization { members { edges { node { organization { id ',
  ).join('');
  return `{ viewerOrganization { members { edges { node { ${open} ${'} } } } } '.repeat(depth / 2)} } } } } }`;
}

/** Each fragment spreads the next one twice under different aliases: short to send, endless to expand. */
function fragmentBomb(steps: number): string {
  const fragments = Array.from({ length: steps }, (_, i) => {
    const next = i + 1 < steps ? `...F${i + 1}` : 'title';
    return `fragment F${i} on Event { ${next} ... on Event { ${next} } }`;
  });
  return `{ publicEvents { edges { node { ...F0 } } } } ${fragments.join(' ')}`;
}
