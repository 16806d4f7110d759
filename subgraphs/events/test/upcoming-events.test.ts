import { newId, Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventEntity, EventStatus } from '../src/event/event.entity.ts';
import { createEvent, type EventsUnderTest, inDays, publishedEvent, startEvents } from './events-under-test.ts';

const owner = testViewer();
const stranger = testViewer();
let events: EventsUnderTest;

/** An event of the day so many days from now. */
const at = (day: number, title: string, more = {}) => ({
  ...{ title, startsAt: inDays(day), endsAt: inDays(day + 0.2) },
  ...more,
});
beforeAll(async () => {
  events = await startEvents();
  const publish = (day: number, title: string, more = {}) => publishedEvent(events, owner, at(day, title, more));
  await publish(9, 'Later');
  await publish(3, 'Sooner', { visibility: 'PRIVATE' });
  const [running, over, cancelled] = [await publish(4, 'Running'), await publish(5, 'Over'), await publish(6, 'Off')];
  await createEvent(events, owner, at(2, 'Draft'));
  await events.rows(`update event set starts_at = now() - interval '1 hour' where id = ?`, [running.id]);
  // Past its end, before the sweeper has completed it.
  await events.rows(
    `update event set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 second' where id = ?`,
    [over.id],
  );
  await events.data(owner, 'mutation($id: ID!) { cancelEvent(id: $id) { id } }', { id: cancelled.id });
  await publishedEvent(events, stranger, at(1, 'Of a stranger'));
}, 60_000);
afterAll(() => events.close());

const reference = (id: string) => ({ __typename: 'Organization', id });
const QUERY = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Organization { id FIELDS } } }';
type Answer = { _entities: Array<Record<string, { title: string }[]> | null> };
const ask = (viewer: Viewer, ids: string[], fields: string) =>
  events.ask(viewer, QUERY.replace('FIELDS', fields), { r: ids.map(reference) });
async function titles(viewer: Viewer, ids: string[], fields = 'upcomingEvents { title }') {
  const { data, errors } = await ask(viewer, ids, fields);
  expect(errors).toBeUndefined();
  return (data as unknown as Answer)._entities.map(each => each!.upcomingEvents!.map(({ title }) => title));
}

test('what is published and not over lies ahead, next start first, also what is not public', async () => {
  expect(await titles(owner, [owner.organizationId])).toEqual([['Running', 'Sooner', 'Later']]);
});

test('so many are answered as are asked for, at each place of one query', async () => {
  const { data } = await ask(
    owner,
    [owner.organizationId],
    'one: upcomingEvents(first: 1) { title } two: upcomingEvents(first: 2) { title }',
  );
  expect((data as unknown as Answer)._entities[0]).toMatchObject({
    one: [{ title: 'Running' }],
    two: [{ title: 'Running' }, { title: 'Sooner' }],
  });
});

test.each([0, -1, 51])('%i events are asked for in vain', async first => {
  const { errors } = await ask(owner, [owner.organizationId], `upcomingEvents(first: ${first}) { title }`);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'first' }] });
});

describe('of another organization', () => {
  test('there are none, whoever asks', async () => {
    expect(await titles(stranger, [owner.organizationId, stranger.organizationId])).toEqual([[], ['Of a stranger']]);
    expect(await titles(owner, [newId()])).toEqual([[]]);
  });

  test('there would be all, if nobody looked at whose they are (control)', async () => {
    const em = events.test.database.forkTenant(owner.organizationId);
    const ahead = { status: EventStatus.PUBLISHED, endsAt: { $gt: new Date() } };
    const found = await em.find(EventEntity, ahead, { orderBy: { startsAt: 'asc' }, filters: { tenant: false } });
    expect(found.map(({ title }) => title)).toEqual(['Running', 'Of a stranger', 'Sooner', 'Later']);
  });
});

test.each([
  ['a guest', Viewer.anonymous, 'UNAUTHENTICATED'],
  [
    'a program without events:read',
    testViewer({ organizationId: owner.organizationId, scopes: ['orders:read'] }),
    'FORBIDDEN',
  ],
])('%s is refused', async (_, viewer, code) => {
  const { errors } = await ask(viewer, [owner.organizationId], 'upcomingEvents { title }');
  expect(errors?.[0]?.extensions?.code).toBe(code);
});

test('one statement reads the events of all organizations and places of a query, however many', async () => {
  const statements = async (ids: string[], fields: string) =>
    (await countStatements(() => ask(owner, ids, fields))).statements;
  expect(await statements([owner.organizationId], 'upcomingEvents(first: 1) { title }')).toBe(1);
  const many = [owner.organizationId, newId(), newId(), owner.organizationId];
  expect(await statements(many, 'a: upcomingEvents(first: 2) { id } b: upcomingEvents(first: 50) { id }')).toBe(1);
  const nested = 'upcomingEvents(first: N) { title venue { name } ticketsSold ticketTypes { name } }';
  const few = await statements([owner.organizationId], nested.replace('N', '2'));
  expect(await statements([owner.organizationId], nested.replace('N', '50'))).toBe(few);
  expect(few).toBe(4);
});
