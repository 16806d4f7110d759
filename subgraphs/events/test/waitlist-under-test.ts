import { newId, type Viewer } from '@ticketbase/kernel';
import { type EventsUnderTest, type Issued, publishedEvent, type SoldEvent, sell } from './events-under-test.ts';

export const JOIN = 'mutation($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }';
export const LEAVE = 'mutation($token: String!) { leaveWaitlist(token: $token) }';
export const PLACE = `query($token: String!) { waitlistPlace(token: $token) {
  status ahead quantity acceptFewer offered offerExpiresAt event { id } ticketType { id } } }`;
export const TAKE = `mutation($token: String!, $expiresAt: DateTime!) {
  takeWaitlistOffer(token: $token, expiresAt: $expiresAt) { id eventId expiresAt lines { ticketTypeId quantity } } }`;
export const UPDATE =
  'mutation($id: ID!, $input: UpdateWaitlistInput!) { updateWaitlist(eventId: $id, input: $input) { id } }';
export const ENTRIES = `query($id: ID!) { waitlistEntries(eventId: $id) {
  edges { node { status email place ticketType { id } } } totalCount } }`;

/** One person's wish for a ticket of the first type. */
export const join = (event: SoldEvent, more: Record<string, unknown> = {}) => ({
  input: {
    ...{ ticketTypeId: event.ticketTypes[0]!.id, name: 'Ada', email: `${newId()}@example.org`, quantity: 1 },
    ...more,
  },
});

const until = new Date(Date.now() + 600_000).toISOString();
export const takeInput = (token: string) => ({ token, expiresAt: until });

export const enableWaitlist = (events: EventsUnderTest, owner: Viewer, event: SoldEvent) =>
  events.data(owner, UPDATE, { id: event.id, input: { enabled: true } });

/** An event with a waitlist, whose tickets are all in one order. */
export async function soldOut(
  events: EventsUnderTest,
  owner: Viewer & { readonly organizationId: string },
  quantity: number,
): Promise<SoldEvent & { readonly order: { orderId: string; tickets: Issued[] } }> {
  const event = await publishedEvent(events, owner, { ticketTypes: [{ name: 'A', price: 1, quantity }] });
  await enableWaitlist(events, owner, event);
  return { ...event, order: await sell(events, owner.organizationId, event, quantity) };
}

interface Entry {
  readonly id: string;
  readonly email: string;
  readonly status: string;
  readonly quantity: number;
  readonly offered: number | null;
}

/** Everyone who ever waited, in order. */
export const lineOf = (events: EventsUnderTest, event: SoldEvent) =>
  events.rows<Entry>(
    'select id, email, status, quantity, offered from waitlist_entry where event_id = ? order by place',
    [event.id],
  );

const tokens = async (events: EventsUnderTest, event: SoldEvent, name: string) => {
  const rows = await events.rows<{ token: string }>(
    `select event->'payload'->>'waitlistToken' as token from outbox
      where event->>'name' like ? and event->'payload'->>'eventId' = ? order by position`,
    [name, event.id],
  );
  return rows.map(row => row.token);
};

/** The secret in the n-th mail about a place. */
export const placeToken = async (events: EventsUnderTest, event: SoldEvent, index: number) =>
  (await tokens(events, event, 'waitlist.joined%'))[index]!;

/** The secrets in the mails with offers, in order. */
export const offerTokens = (events: EventsUnderTest, event: SoldEvent) => tokens(events, event, 'waitlist.offered');

/** Moves the clock past the end of all offers and carts of an event. */
export async function expireOffers(events: EventsUnderTest, event: SoldEvent): Promise<void> {
  await events.rows(
    `update waitlist_entry set offer_expires_at = now() - interval '1 second' where event_id = ? and status = 'OFFERED'`,
    [event.id],
  );
  await events.rows(
    `update hold set expires_at = now() - interval '1 second' where event_id = ? and status = 'ACTIVE'`,
    [event.id],
  );
}
