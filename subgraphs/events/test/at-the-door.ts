import { newId, Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { type EventsUnderTest, publishedEvent, type SoldEvent, sell } from './events-under-test.ts';

export const owner = testViewer();
export const scanner = testViewer({ role: 'SCANNER', organizationId: owner.organizationId });
export const stranger = testViewer();

export const CHECK_IN = `mutation($code: String!, $key: String!, $list: ID) {
  checkInTicket(code: $code, idempotencyKey: $key, listId: $list) { id list { id name } ticket { status } } }`;
export const SYNC = `mutation($input: [OfflineScanInput!]!, $sentAt: DateTime!) { syncCheckIns(input: $input, sentAt: $sentAt) {
  scanId outcome scannedAt voidReason voidedAt ticket { id status attendee { name email } }
  checkIn { checkedInAt deviceId checkedInBy { id } } displaced { checkedInAt deviceId checkedInBy { id } } } }`;
export const TRANSFER =
  'mutation($id: ID!, $input: TransferInput!) { transferTicket(id: $id, input: $input) { id code } }';
/** A ticket type of which an order may take twenty. */
export const many = { ticketTypes: [{ name: 'Standing', price: 2500, quantity: 20, maxPerOrder: 20 }] };
export const grace = { name: 'Grace', email: 'grace@example.com' };

export interface DoorTicket {
  readonly ticketId: string;
  readonly code: string;
  readonly qr: string;
}

export interface Sold {
  readonly event: SoldEvent;
  readonly orderId: string;
  readonly tickets: DoorTicket[];
  /** The first of them. */
  readonly ticket: DoorTicket;
}

export interface Synced {
  readonly outcome: string;
  readonly [field: string]: unknown;
}

export const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1_000).toISOString();

/** A scan as a device keeps it, so many seconds old. */
export const scan = (code: string, secondsBefore: number, more: Record<string, unknown> = {}) => ({
  ...{ scanId: newId(), deviceId: 'gate-1', code, scannedAt: secondsAgo(secondsBefore) },
  ...more,
});

export const outcomes = (answers: readonly Synced[]): string[] => answers.map(answer => answer.outcome);

/** What the tests of the door do with a subgraph, which is there when they run. */
export function atTheDoor(events: () => EventsUnderTest) {
  async function qrOf(code: string): Promise<string> {
    const query = 'query($code: String!) { ticket(code: $code) { qr { payload } } }';
    const { ticket } = await events().data<{ ticket: { qr: { payload: string } } }>(Viewer.anonymous, query, { code });
    return ticket.qr.payload;
  }

  async function sold(quantity = 1, viewer = owner, more: Record<string, unknown> = {}): Promise<Sold> {
    const event = await publishedEvent(events(), viewer, more);
    const { tickets, orderId } = await sell(events(), viewer.organizationId, event, quantity);
    const withQr = await Promise.all(tickets.map(async ticket => ({ ...ticket, qr: await qrOf(ticket.code) })));
    return { event, orderId, tickets: withQr, ticket: withQr[0]! };
  }

  async function sync(
    input: unknown[],
    viewer: Viewer = scanner,
    sentAt: string = new Date().toISOString(),
  ): Promise<Synced[]> {
    const { syncCheckIns } = await events().data<{ syncCheckIns: Synced[] }>(viewer, SYNC, { input, sentAt });
    return syncCheckIns;
  }

  return { qrOf, sold, sync };
}
