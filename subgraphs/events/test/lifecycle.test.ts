import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createEvent,
  type EventsUnderTest,
  eventInput,
  inDays,
  publishedEvent,
  sell,
  startEvents,
} from './events-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ organizations: { harbour: owner.organizationId } });
});
afterAll(() => events.close());

const CREATE = `mutation($input: CreateEventInput!) { createEvent(input: $input) {
  id slug title description category tags status visibility startsAt endsAt timeZone version capacity currency ticketsSold
  organization { id } createdBy { id } venue { name city country }
  ticketTypes { name price { amount currency formatted } quantity sold held available minPerOrder maxPerOrder } } }`;
const UPDATE = `mutation($id: ID!, $version: Int!, $input: UpdateEventInput!) {
  updateEvent(id: $id, version: $version, input: $input) { id title version capacity venue { name } onlineUrl } }`;
const PUBLISH = 'mutation($id: ID!) { publishEvent(id: $id) { id status version } }';
const CANCEL = 'mutation($id: ID!, $reason: String) { cancelEvent(id: $id, reason: $reason) { status cancelReason } }';
const DELETE = 'mutation($id: ID!) { deleteEvent(id: $id) }';

describe('creating', () => {
  test('makes a draft with its venue and ticket types, and records it', async () => {
    const { createEvent: event } = await events.data<{ createEvent: Record<string, unknown> }>(owner, CREATE, {
      input: eventInput({ capacity: 30 }),
    });
    expect(event).toMatchObject({
      ...{ slug: 'harbour-concert', status: 'DRAFT', visibility: 'PUBLIC', version: 1, capacity: 30, ticketsSold: 0 },
      organization: { id: owner.organizationId },
      createdBy: { id: owner.userId },
      venue: { name: 'Old Quay', city: 'Hamburg', country: 'DE' },
      ticketTypes: [{ name: 'Standing', price: { amount: 2500, formatted: '€25.00' }, available: 20, maxPerOrder: 10 }],
    });
    expect(await events.recorded()).toContain('event.created');
  });

  test('gives events of one title different slugs, also when they are made together', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () => createEvent(events, owner, { title: 'Über Øre & more!' })),
    );
    expect(made.map(event => event.slug).sort()).toEqual([
      ...['uber-ore-more', 'uber-ore-more-2', 'uber-ore-more-3', 'uber-ore-more-4', 'uber-ore-more-5'],
    ]);
  });

  test('answers a repeated key with the first event, and refuses the key for another', async () => {
    const input = eventInput({ title: 'Once', idempotencyKey: 'k-1' });
    const ids = await Promise.all(
      [1, 2, 3].map(
        async () => (await events.data<{ createEvent: { id: string } }>(owner, CREATE, { input })).createEvent.id,
      ),
    );
    expect(new Set(ids).size).toBe(1);
    const other = await events.refusal(owner, CREATE, { input: { ...input, title: 'Twice' } });
    expect(other.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test.each([
    ['an end before the start', { endsAt: inDays(29) }, 'input.endsAt'],
    ['a time zone that is an offset', { timeZone: '+02:00' }, 'input.timeZone'],
    ['a time zone that does not exist', { timeZone: 'Mars/Base' }, 'input.timeZone'],
    ['an empty title', { title: '  ' }, 'input.title'],
    ['sales that end before they start', { salesStartAt: inDays(3), salesEndAt: inDays(2) }, 'input.salesEndAt'],
    ['a negative price', { ticketTypes: [{ name: 'x', price: -1, quantity: 1 }] }, 'input.ticketTypes.0.price'],
    [
      'more per order at least than at most',
      { ticketTypes: [{ name: 'x', price: 1, quantity: 1, minPerOrder: 5, maxPerOrder: 2 }] },
      'input.ticketTypes.0.maxPerOrder',
    ],
    ['a year that no calendar has', { startsAt: '0000-01-01T00:00:00Z' }, 'input.startsAt'],
    ['text that cannot be stored', { title: 'a\u0000b' }, 'input.title'],
    ['no capacity', { capacity: 0 }, 'input.capacity'],
  ])('refuses %s and writes nothing', async (_, more, path) => {
    const before = await events.rows('select count(*) from event');
    const refusal = await events.refusal(owner, CREATE, { input: eventInput(more) });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path }] });
    expect(await events.rows('select count(*) from event')).toEqual(before);
  });

  test('is for those with events:write', async () => {
    const analyst = testViewer({ role: 'ANALYST' });
    expect((await events.refusal(analyst, CREATE, { input: eventInput() })).code).toBe('FORBIDDEN');
    expect((await events.refusal(Viewer.anonymous, CREATE, { input: eventInput() })).code).toBe('UNAUTHENTICATED');
  });
});

describe('changing', () => {
  test('counts the version and tells a stale writer what changed since', async () => {
    const event = await createEvent(events, owner);
    const first = { id: event.id, version: 1, input: { title: 'New title', capacity: 25 } };
    expect(await events.data(owner, UPDATE, first)).toMatchObject({
      updateEvent: { title: 'New title', capacity: 25, version: 2 },
    });
    expect(await events.refusal(owner, UPDATE, { ...first, input: { title: 'Mine' } })).toEqual({
      ...{ code: 'STALE_VERSION', currentVersion: 2, changed: ['capacity', 'title'] },
      changes: [
        {
          ...{ version: 2, fields: ['title', 'capacity'], at: expect.any(String) },
          by: { id: owner.userId, name: `Person ${owner.userId.slice(-4)}` },
        },
      ],
    });
  });

  test('is told who made each change that was missed, a person or not, also of ticket types and status', async () => {
    const event = await createEvent(events, owner);
    const colleague = testViewer({ organizationId: owner.organizationId });
    const token = new Viewer({
      ...{ kind: 'api-token', tokenId: newId(), organizationId: owner.organizationId, scopes: ['events:write'] },
    });
    await events.data(token, UPDATE, { id: event.id, version: 1, input: { title: 'By a machine' } });
    const type = { id: event.ticketTypes[0]!.id, input: { name: 'Standing', price: 2600, quantity: 20 } };
    await events.data(
      colleague,
      'mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { id } }',
      type,
    );
    await events.data(owner, PUBLISH, { id: event.id });
    const { changes } = await events.refusal(owner, UPDATE, { id: event.id, version: 1, input: { title: 'Mine' } });
    expect(changes).toMatchObject([
      { version: 2, fields: ['title'], by: null },
      { version: 3, fields: ['ticketTypes.Standing.price'], by: { id: colleague.userId } },
      { version: 4, fields: ['status'], by: { id: owner.userId } },
    ]);
  });

  test('of two writers at one version, one succeeds', async () => {
    const event = await createEvent(events, owner);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(title => events.ask(owner, UPDATE, { id: event.id, version: 1, input: { title } })),
    );
    expect(answers.filter(answer => !answer.errors)).toHaveLength(1);
    expect(answers.flatMap(answer => answer.errors?.[0]?.extensions?.code ?? [])).toEqual(
      Array(3).fill('STALE_VERSION'),
    );
  });

  test('leaves what is not given, clears what is null, and does not count a change that changes nothing', async () => {
    const event = await createEvent(events, owner, { onlineUrl: 'https://example.com/live' });
    const cleared = await events.data(owner, UPDATE, { id: event.id, version: 1, input: { onlineUrl: null } });
    expect(cleared).toMatchObject({ updateEvent: { onlineUrl: null, venue: { name: 'Old Quay' }, version: 2 } });
    const same = await events.data(owner, UPDATE, { id: event.id, version: 2, input: { title: 'Harbour Concert' } });
    expect(same).toMatchObject({ updateEvent: { version: 2 } });
  });

  test('cannot take the place of a published event away, nor its title', async () => {
    const event = await publishedEvent(events, owner);
    const noPlace = await events.refusal(owner, UPDATE, { id: event.id, version: 2, input: { venue: null } });
    expect(noPlace.code).toBe('EVENT_HAS_NO_PLACE');
    const noTitle = await events.refusal(owner, UPDATE, { id: event.id, version: 2, input: { title: null } });
    expect(noTitle).toMatchObject({ code: 'BAD_USER_INPUT', issues: [{ path: 'input.title' }] });
  });

  test('cannot lower the capacity below what is sold and held', async () => {
    const event = await publishedEvent(events, owner);
    await sell(events, owner.organizationId, event, 3);
    const refusal = await events.refusal(owner, UPDATE, { id: event.id, version: 2, input: { capacity: 2 } });
    expect(refusal).toEqual({ code: 'CAPACITY_BELOW_SOLD', sold: 3, held: 0 });
  });
});

describe('the life of an event', () => {
  test('goes from draft to published to cancelled, and no step twice', async () => {
    const { id } = await createEvent(events, owner);
    expect(await events.data(owner, PUBLISH, { id })).toMatchObject({
      publishEvent: { status: 'PUBLISHED', version: 2 },
    });
    expect(await events.refusal(owner, PUBLISH, { id })).toEqual({
      ...{ code: 'INVALID_EVENT_TRANSITION', from: 'PUBLISHED', to: 'PUBLISHED' },
    });
    expect(await events.data(owner, CANCEL, { id, reason: 'Storm' })).toEqual({
      cancelEvent: { status: 'CANCELLED', cancelReason: 'Storm' },
    });
    expect((await events.refusal(owner, CANCEL, { id })).code).toBe('INVALID_EVENT_TRANSITION');
    expect((await events.refusal(owner, PUBLISH, { id })).code).toBe('INVALID_EVENT_TRANSITION');
    const edit = await events.refusal(owner, UPDATE, { id, version: 3, input: { title: 'Later' } });
    expect(edit.code).toBe('EVENT_NOT_EDITABLE');
  });

  test.each([
    ['without ticket types', { ticketTypes: [] }, 'EVENT_HAS_NO_TICKET_TYPES'],
    [
      'with none that can be sold',
      { ticketTypes: [{ name: 'x', price: 1, quantity: 0 }] },
      'EVENT_HAS_NO_TICKET_TYPES',
    ],
    ['without a place', { venue: null }, 'EVENT_HAS_NO_PLACE'],
    ['after its end', { startsAt: inDays(-2), endsAt: inDays(-1) }, 'EVENT_IS_OVER'],
  ])('is not published %s', async (_, more, code) => {
    const { id } = await createEvent(events, owner, more);
    expect((await events.refusal(owner, PUBLISH, { id })).code).toBe(code);
  });

  test('completes by itself after its end, once, however many sweep', async () => {
    const { id } = await publishedEvent(events, owner);
    await events.rows(
      `update event set starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where id = ?`,
      [id],
    );
    const sweepers = [1, 2, 3].map(() => events.sweeper());
    await Promise.all(sweepers.map(sweeper => sweeper.sweep()));
    const { event } = await events.data<{ event: unknown }>(owner, `{ event(id: "${id}") { status version } }`);
    expect(event).toEqual({ status: 'COMPLETED', version: 3 });
    const told = await events.rows(
      `select event->>'organizationId' as org from outbox where event->>'name' = 'event.completed' and event->'payload'->>'eventId' = ?`,
      [id],
    );
    expect(told).toEqual([{ org: owner.organizationId }]);
  });

  test('deletes a draft with all that belongs to it, and never an event with sales', async () => {
    const draft = await createEvent(events, owner);
    expect(await events.data(owner, DELETE, { id: draft.id })).toEqual({ deleteEvent: true });
    expect((await events.refusal(owner, DELETE, { id: draft.id })).code).toBe('NOT_FOUND');
    const sold = await publishedEvent(events, owner);
    await sell(events, owner.organizationId, sold, 1);
    expect((await events.refusal(owner, DELETE, { id: sold.id })).code).toBe('EVENT_HAS_SOLD_TICKETS');
  });

  test('duplicates as a draft with nothing sold, all its times moved', async () => {
    const original = await publishedEvent(events, owner, { capacity: 30, salesEndAt: inDays(29) });
    await sell(events, owner.organizationId, original, 2);
    const startsAt = inDays(60);
    const { duplicateEvent: copy } = await events.data<{ duplicateEvent: Record<string, string> }>(
      owner,
      `mutation($id: ID!, $startsAt: DateTime!) { duplicateEvent(id: $id, startsAt: $startsAt) {
        id slug status startsAt endsAt salesEndAt capacity ticketsSold venue { name } ticketTypes { name quantity sold } } }`,
      { id: original.id, startsAt },
    );
    expect(copy).toMatchObject({
      ...{ status: 'DRAFT', startsAt, capacity: 30, ticketsSold: 0, venue: { name: 'Old Quay' } },
      ticketTypes: [{ name: 'Standing', quantity: 20, sold: 0 }],
    });
    expect(copy.slug).not.toBe(original.slug);
    expect(Date.parse(startsAt) - Date.parse(copy.salesEndAt!)).toBeCloseTo(86_400_000, -3);
  });

  test('duplicates with its waitlist, check-in lists and access codes, and tells others what it is like', async () => {
    const original = await publishedEvent(events, owner, {
      ticketTypes: [
        { name: 'Standing', price: 2_500, quantity: 2 },
        { name: 'Crew', price: 0, quantity: 5, hidden: true, accessCode: 'CREW' },
      ],
    });
    const [standing, crew] = original.ticketTypes.map(type => type.id);
    await events.data(
      owner,
      'mutation($id: ID!) { updateWaitlist(eventId: $id, input: { enabled: true, offerMinutes: 45 }) { id } }',
      { id: original.id },
    );
    const makeList =
      'mutation($id: ID!, $input: CheckInListInput!) { createCheckInList(eventId: $id, input: $input) { id } }';
    await events.data(owner, makeList, { id: original.id, input: { name: 'Lounge', ticketTypeIds: [crew] } });
    await events.data(owner, makeList, { id: original.id, input: { name: 'Second door' } });
    await sell(events, owner.organizationId, original, 2);
    await events.data(Viewer.anonymous, 'mutation($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }', {
      input: { ticketTypeId: standing, name: 'Ada', email: 'ada@example.org', quantity: 1 },
    });
    const startsAt = inDays(60);
    const { duplicateEvent: copy } = await events.data<{
      duplicateEvent: { id: string; ticketTypes: { id: string }[] };
    }>(
      owner,
      `mutation($id: ID!, $startsAt: DateTime!) { duplicateEvent(id: $id, startsAt: $startsAt) {
        id waitlist { enabled waiting offerMinutes } ticketTypes { id name hidden accessCode available } } }`,
      { id: original.id, startsAt },
    );
    expect(copy).toMatchObject({
      waitlist: { enabled: true, waiting: 0, offerMinutes: 45 },
      ticketTypes: [
        { name: 'Standing', available: 2 },
        { name: 'Crew', hidden: true, accessCode: 'CREW' },
      ],
    });
    const { checkInLists } = await events.data<{ checkInLists: { name: string; ticketTypes: unknown }[] }>(
      owner,
      'query($id: ID!) { checkInLists(eventId: $id) { name ticketTypes { id } admitted: counts { checkedIn } } }',
      { id: copy.id },
    );
    const [, copiedCrew] = copy.ticketTypes;
    expect(checkInLists.find(list => list.name === 'Lounge')).toMatchObject({ ticketTypes: [{ id: copiedCrew!.id }] });
    expect(checkInLists.map(list => list.name).sort()).toEqual(expect.arrayContaining(['Lounge', 'Second door']));
    const [told] = await events.rows<{ copied: unknown }>(
      `select event->'payload'->'copied' as copied from outbox
        where event->>'name' = 'event.created' and event->'payload'->>'eventId' = ?`,
      [copy.id],
    );
    expect(told!.copied).toMatchObject({
      fromEventId: original.id,
      ticketTypes: expect.arrayContaining([{ fromId: crew, toId: copiedCrew!.id }]),
    });
  });
});

describe('ticket types', () => {
  const ADD =
    'mutation($eventId: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $eventId, input: $input) { id name event { id version } } }';
  const CHANGE =
    'mutation($id: ID!, $input: TicketTypeInput!) { updateTicketType(id: $id, input: $input) { name price { amount } quantity maxPerOrder hidden } }';
  const REMOVE = 'mutation($id: ID!) { deleteTicketType(id: $id) }';

  test('are added, changed and deleted, each a change of the event', async () => {
    const event = await createEvent(events, owner);
    const added = await events.data<{ createTicketType: { id: string } }>(owner, ADD, {
      ...{ eventId: event.id, input: { name: 'Seated', price: 4000, quantity: 5, maxPerOrder: 2 } },
    });
    expect(added.createTicketType).toMatchObject({ name: 'Seated', event: { id: event.id, version: 2 } });
    const { id } = added.createTicketType;
    const changed = await events.data(owner, CHANGE, { id, input: { name: 'Seated', price: 4500, quantity: 6 } });
    expect(changed).toEqual({
      updateTicketType: { name: 'Seated', price: { amount: 4500 }, quantity: 6, maxPerOrder: 2, hidden: false },
    });
    const [last] = await events.rows<{ changed: string[] }>(
      'select changed from event_revision where event_id = ? and version = 3',
      [event.id],
    );
    expect(last?.changed).toEqual(['ticketTypes.Seated.price', 'ticketTypes.Seated.quantity']);
    expect(await events.data(owner, REMOVE, { id })).toEqual({ deleteTicketType: true });
  });

  test('keep what is sold: no lower quantity, no deletion, and a published event keeps its last', async () => {
    const event = await publishedEvent(events, owner);
    const { id } = event.ticketTypes[0]!;
    expect((await events.refusal(owner, REMOVE, { id })).code).toBe('EVENT_HAS_NO_TICKET_TYPES');
    await sell(events, owner.organizationId, event, 4);
    expect(await events.refusal(owner, CHANGE, { id, input: { name: 'Standing', price: 1, quantity: 3 } })).toEqual({
      ...{ code: 'QUANTITY_BELOW_SOLD', sold: 4, held: 0 },
    });
    expect((await events.refusal(owner, REMOVE, { id })).code).toBe('TICKET_TYPE_HAS_SALES');
  });
});

test('who finds an event is told when it is published and with every change', async () => {
  const { id, version } = await publishedEvent(events, owner, { visibility: 'UNLISTED' });
  await events.data(owner, UPDATE, { id, version: version + 1, input: { visibility: 'PRIVATE' } });
  const told = await events.rows(
    `select event->>'name' as name, event->'payload'->>'visibility' as visibility from outbox
      where event->'payload'->>'eventId' = ? and event->>'name' <> 'event.created' order by position`,
    [id],
  );
  expect(told).toEqual([
    { name: 'event.published', visibility: 'UNLISTED' },
    { name: 'event.updated', visibility: 'PRIVATE' },
  ]);
});
