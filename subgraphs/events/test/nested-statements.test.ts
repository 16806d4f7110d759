import { Viewer } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventsUnderTest, publishedEvent, startEvents } from './events-under-test.ts';
import { enableWaitlist } from './waitlist-under-test.ts';

const owner = testViewer();
let events: EventsUnderTest;

/** A hundred dates of a series, each with tickets, an add-on, a question and a waitlist. */
beforeAll(async () => {
  events = await startEvents({ organizations: { harbour: owner.organizationId } });
  const event = await publishedEvent(events, owner);
  const { createAddOnGroup: group } = await events.data<{ createAddOnGroup: { id: string } }>(
    owner,
    'mutation($id: ID!, $input: AddOnGroupInput!) { createAddOnGroup(eventId: $id, input: $input) { id } }',
    { id: event.id, input: { name: 'T-shirt' } },
  );
  await events.data(
    owner,
    'mutation($id: ID!, $input: TicketTypeInput!) { createTicketType(eventId: $id, input: $input) { id } }',
    { id: event.id, input: { kind: 'ADD_ON', addOnGroupId: group.id, name: 'Shirt', price: 1_500, quantity: 5 } },
  );
  await events.data(
    owner,
    'mutation($id: ID!, $input: QuestionInput!) { createQuestion(eventId: $id, input: $input) { id } }',
    { id: event.id, input: { kind: 'SHORT_TEXT', label: 'Your size?' } },
  );
  const { createEventSeries: series } = await events.data<{ createEventSeries: { id: string } }>(
    owner,
    'mutation($input: CreateEventSeriesInput!) { createEventSeries(input: $input) { id } }',
    { input: { eventId: event.id, rule: 'FREQ=DAILY;COUNT=100' } },
  );
  await events.data(owner, 'mutation($id: ID!) { publishEventSeries(id: $id) { changed { id } } }', { id: series.id });
  await enableWaitlist(events, owner, event);
  await events.rows(
    'insert into waitlist (event_id, organization_id, enabled, offer_minutes, updated_at) select id, organization_id, true, 60, now() from event on conflict do nothing',
  );
}, 60_000);
afterAll(() => events.close());

const NESTED = `id version seriesChanged capacity ticketsSold holdersMayTransfer images { id } venue { name }
  organization { id } series { id title rule }
  addOnGroups { id name minPerTicket }
  questions { id label ticketTypeIds }
  waitlist { enabled waiting waitingTickets offered taken }
  ticketTypes { name kind available sold held waitlistOpen addOnGroup { id name } questions { id label } event { id title } }`;

async function read(viewer: Viewer, field: string, first: number) {
  const query = `{ ${field}(first: ${first}) { edges { node { ${NESTED} } } pageInfo { hasNextPage } totalCount } }`;
  const { result, statements } = await countStatements(() =>
    events.data<Record<string, { edges: unknown[] }>>(viewer, query),
  );
  expect(result[field]!.edges).toHaveLength(first);
  return statements;
}

test.each([
  ['events', owner, 13],
  ['publicEvents', Viewer.anonymous, 11],
] as const)(
  'a page of 100 %s with all that is nested in them costs as much as one of two',
  async (field, viewer, statements) => {
    const few = await read(viewer, field, 2);
    expect(await read(viewer, field, 100)).toBe(few);
    expect(few).toBe(statements);
  },
);
