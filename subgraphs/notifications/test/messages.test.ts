import { newId, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { happened, type SubgraphUnderTest, startSubgraph, until } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
const organizationId = newId();
const viewer = testViewer({ organizationId });
const eventId = newId();

beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.start();
  under.attendees.set(eventId, {
    organizationId,
    attendees: [
      { name: 'Ada', email: 'ada@message.example' },
      { name: 'Ada again', email: 'ADA@message.example' },
      { name: 'Bea', email: 'bea@message.example' },
      { name: 'Cleo', email: 'cleo@message.example' },
    ],
  });
  await under.subgraph.deliver(happened('event.created', organizationId, { eventId, title: 'Pier', slug: 'pier' }));
});
afterAll(() => under.close());

const SEND = 'mutation ($eventId: ID!, $input: MessageInput!) { messageAttendees(eventId: $eventId, input: $input) }';
const send = (input: Record<string, unknown>, as: Viewer = viewer, id = eventId) =>
  under.execute(as, SEND, { eventId: id, input: { subject: 'Doors', body: 'Open at <18:00>', ...input } });

const mailsTo = async (address: string) => (await under.sink.list()).filter(({ to }) => to.includes(address));
const mailTo = (address: string) =>
  until(async () => {
    const [mail] = await mailsTo(address);
    return mail && (await under.sink.read(mail.id));
  }, `a mail to ${address}`);

test('a message reaches every address once, and who unsubscribes gets no further one but their tickets', async () => {
  expect((await send({})).data).toEqual({ messageAttendees: 3 });
  const mail = await mailTo('bea@message.example');
  expect(mail.subject).toBe('Doors');
  expect(mail.html).toContain('Open at &lt;18:00&gt;');
  expect(String(mail.headers.get('list') && JSON.stringify(mail.headers.get('list')))).toContain(
    '/shop/unsubscribe?token=',
  );
  expect(await until(async () => under.recorded.length > 0 && under.recorded, 'an event')).toMatchObject([
    { name: 'notification.message_sent', organizationId, payload: { eventId, subject: 'Doors', recipients: 3 } },
  ]);

  const token = /unsubscribe\?token=([\w-]+)/.exec(mail.text ?? '')?.[1];
  const unsubscribe = (secret: unknown) =>
    under.execute(Viewer.anonymous, 'mutation ($token: String!) { unsubscribe(token: $token) }', { token: secret });
  expect((await unsubscribe('wrong')).data).toEqual({ unsubscribe: false });
  expect((await unsubscribe(token)).data).toEqual({ unsubscribe: true });
  expect((await unsubscribe(token)).data).toEqual({ unsubscribe: true });

  expect((await send({ subject: 'Second' })).data).toEqual({ messageAttendees: 2 });
  await under.subgraph.deliver(
    happened('user.registered', organizationId, { userId: newId(), email: 'bea@message.example', name: 'Bea' }),
  );
  await until(async () => (await mailsTo('bea@message.example')).length === 2, 'the welcome still comes');
  const subjects = (await mailsTo('bea@message.example')).map(({ subject }) => subject);
  expect(subjects.sort()).toEqual(['Doors', 'Welcome, Bea']);
});

test('the same key and message are sent once; the same key with other words is refused', async () => {
  const idempotencyKey = newId();
  expect((await send({ idempotencyKey, subject: 'Third' })).data).toEqual({ messageAttendees: 2 });
  expect((await send({ idempotencyKey, subject: 'Third' })).data).toEqual({ messageAttendees: 2 });
  const other = await send({ idempotencyKey, subject: 'Fourth' });
  expect(other.errors?.[0]?.extensions?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  const query = '{ notifications(filter: { recipient: "cleo@MESSAGE.example" }) { totalCount } }';
  expect((await under.execute(viewer, query)).data).toEqual({ notifications: { totalCount: 3 } });
});

for (const [what, input, path] of [
  ['a subject of two lines', { subject: 'Doors\r\nBcc: x@example.org' }, 'input.subject'],
  ['an empty subject', { subject: '  ' }, 'input.subject'],
  ['an empty body', { body: '' }, 'input.body'],
  ['a body without end', { body: 'x'.repeat(20_001) }, 'input.body'],
] as const) {
  test(`${what} is refused with its place, and nobody is told`, async () => {
    const before = await under.execute(viewer, '{ notifications { totalCount } }');
    const { errors } = await send(input);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    expect(await under.execute(viewer, '{ notifications { totalCount } }')).toEqual(before);
  });
}

test('messages are listed with their attempts in three statements, however many there are', async () => {
  const query = '{ notifications(first: 50) { totalCount edges { node { id attemptLog { number error } } } } }';
  const { result, statements } = await countStatements(() => under.execute(viewer, query));
  expect((result.data as { notifications: { edges: unknown[] } }).notifications.edges.length).toBeGreaterThan(3);
  expect(statements).toBe(3);
});

test('an unknown event, and another organization’s, are not found', async () => {
  for (const [as, id] of [
    [viewer, newId()],
    [viewer, 'no-id'],
    [testViewer(), eventId],
  ] as const) {
    expect((await send({}, as, id)).errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  }
});

test('who lacks the scope is refused', async () => {
  expect((await send({}, testViewer({ organizationId, role: 'SUPPORT' }))).errors?.[0]?.extensions).toEqual({
    code: 'FORBIDDEN',
    requiredScope: 'notifications:write',
  });
});
