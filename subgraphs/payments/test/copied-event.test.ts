import { type AnyDomainEvent, domainEvent, newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Payments, startPayments } from './harness.ts';

const DAY = 86_400_000;
const UPDATE =
  'mutation($id: ID!, $input: UpdateWaitingRoomInput!) { updateWaitingRoom(eventId: $id, input: $input) { status } }';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.close());
const owner = () => testViewer({ organizationId: payments.organizationId });

/** As events tells of a copy that begins some days after its original. */
async function copy(days: number, ticketTypes: { fromId: string; toId: string }[] = [], viewer = owner()) {
  const eventId = newId();
  const copied = { fromEventId: payments.eventId, movedBy: days * DAY, ticketTypes };
  const told = domainEvent(
    'event.created',
    { eventId, title: 'Again', slug: 'again', copied },
    { viewer, requestId: newId() },
  );
  // Told twice: the second time changes nothing.
  await payments.subgraph.deliver(told as AnyDomainEvent);
  await payments.subgraph.deliver({ ...told, id: newId() } as AnyDomainEvent);
  return eventId;
}
const roomOf = async (eventId: string) =>
  (
    await payments.sql<{ opens_at: string } & Record<string, unknown>>(
      'select enabled, rate_per_minute, admission_minutes, opens_at, opened_at, issued from waiting_room where event_id = ?',
      [eventId],
    )
  )[0];

test('a copy of an event has its waiting room, empty, which opens as long before the start', async () => {
  const opensAt = new Date(Date.now() + 10 * DAY);
  const input = { enabled: true, ratePerMinute: 42, admissionMinutes: 7, opensAt: opensAt.toISOString() };
  await payments.ask(UPDATE, { id: payments.eventId, input }, owner());
  const room = await roomOf(await copy(30));
  expect(room).toMatchObject({ enabled: true, rate_per_minute: 42, admission_minutes: 7, opened_at: null, issued: 0 });
  expect(new Date(room!.opens_at).getTime()).toBe(opensAt.getTime() + 30 * DAY);
});

test('a room that would have opened already is switched off, and can be given another time', async () => {
  const eventId = await copy(-30);
  expect(await roomOf(eventId)).toMatchObject({ enabled: false, rate_per_minute: 42, opened_at: null });
  const input = { enabled: true, opensAt: new Date(Date.now() + DAY).toISOString() };
  const { updateWaitingRoom } = await payments.ask(UPDATE, { id: eventId, input }, owner());
  expect(updateWaitingRoom).toMatchObject({ status: 'BEFORE_OPENING' });
});

test('ticket types of a copy are taxed as those that they are like', async () => {
  const [fromId, other, toId] = [newId(), newId(), newId()];
  const set = 'mutation ($input: TaxCategoryInput!) { setTaxCategory(input: $input) { category } }';
  await payments.ask(set, { input: { ticketTypeIds: [fromId], category: 'Reduced' } }, owner());
  await copy(1, [
    { fromId, toId },
    { fromId: other, toId: newId() },
  ]);
  const rows = await payments.sql('select ticket_type_id, category from tax_category where ticket_type_id <> ?', [
    fromId,
  ]);
  expect(rows).toEqual([{ ticket_type_id: toId, category: 'Reduced' }]);
});

test('another organization’s news copy nothing of this one', async () => {
  const before = await payments.sql('select count(*)::int as rooms from waiting_room');
  await copy(1, [], testViewer());
  expect(await payments.sql('select count(*)::int as rooms from waiting_room')).toEqual(before);
});
