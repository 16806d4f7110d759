import { newId } from '@ticketbase/kernel';
import { fakeEndpoint, silentLogger } from '@ticketbase/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TicketFiles } from '../src/delivery/ticket-files.ts';
import { happened, orderPayload, type SubgraphUnderTest, startSubgraph, until } from './subgraph-under-test.ts';

let under: SubgraphUnderTest;
beforeAll(async () => {
  under = await startSubgraph();
  await under.subgraph.start();
});
afterAll(() => under.close());
beforeEach(() => {
  under.files.current = { pdf: Buffer.from('%PDF-1.3 tickets').toString('base64'), calendar: 'BEGIN:VCALENDAR' };
  under.files.asked.length = 0;
});

const mailTo = (address: string) =>
  until(async () => {
    const [mail] = (await under.sink.list()).filter(({ to }) => to.includes(address));
    return mail && (await under.sink.read(mail.id));
  }, `a mail to ${address}`);

const confirmed = (email: string, tickets: { ticketId: string; code: string }[]) =>
  happened('order.confirmed', newId(), {
    ...orderPayload({ email, orderToken: 'token' }),
    tickets: tickets.map(ticket => ({ ...ticket, ticketTypeName: 'Standard' })),
  });

test('a confirmed order brings its tickets as a PDF and the event for the calendar', async () => {
  const ticket = { ticketId: newId(), code: 'K7QM-2XPD' };
  await under.subgraph.deliver(confirmed('files@example.org', [ticket]));
  const { attachments } = await mailTo('files@example.org');
  expect(attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['tickets.pdf', 'application/pdf'],
    ['event.ics', 'text/calendar'],
  ]);
  expect(attachments[0]!.content.toString()).toBe('%PDF-1.3 tickets');
  expect(under.files.asked).toEqual([[{ id: ticket.ticketId, code: ticket.code }]]);
});

test('what opens a door is forgotten when the message is done with', async () => {
  await under.subgraph.deliver(confirmed('forgotten@example.org', [{ ticketId: newId(), code: 'K7QM-2XPD' }]));
  await mailTo('forgotten@example.org');
  const row = await until(async () => {
    const em = under.database.database.forkTenant(null);
    const [found] = await em.execute<{ status: string; attached_tickets: unknown }[]>(
      `select status, attached_tickets from notification where recipient = 'forgotten@example.org'`,
    );
    return found?.status === 'SENT' && found;
  }, 'the message to be sent');
  expect(row.attached_tickets).toBeNull();
});

test('a message without good tickets, or with too large a file, comes without it', async () => {
  under.files.current = { pdf: Buffer.alloc(6 * 1_048_576).toString('base64'), calendar: null };
  await under.subgraph.deliver(confirmed('large@example.org', [{ ticketId: newId(), code: 'K7QM-2XPD' }]));
  expect((await mailTo('large@example.org')).attachments).toEqual([]);
  under.files.current = { pdf: null, calendar: null };
  await under.subgraph.deliver(confirmed('none@example.org', [{ ticketId: newId(), code: 'K7QM-2XPD' }]));
  expect((await mailTo('none@example.org')).attachments).toEqual([]);
});

test('while events cannot be asked the message waits, and in the end it goes without files', async () => {
  const files = new TicketFiles(() => fakeEndpoint('events', {}), silentLogger);
  const message = { id: newId(), organizationId: newId(), attachedTickets: [{ id: newId(), code: 'K7QM' }] };
  await expect(files.of({ ...message, attempts: 1 })).rejects.toMatchObject({
    ...{ code: 'TICKETS_UNAVAILABLE', permanent: false },
  });
  expect(await files.of({ ...message, attempts: 3 })).toEqual([]);
});

test('a ticket that is passed on goes to the new person with its file, and the one before is told that theirs is void', async () => {
  const ids = { ticketId: newId(), eventId: newId(), ticketTypeId: newId(), orderId: newId() };
  const moved = (previousEmail: string) =>
    happened('ticket.transferred', newId(), {
      ...{ ...ids, code: 'NEW1-CODE', attendeeName: 'Grace', attendeeEmail: 'grace@example.org' },
      ...{ previousName: 'Ada', previousEmail },
    });
  await under.subgraph.deliver(moved('ada-before@example.org'));
  const toNew = await mailTo('grace@example.org');
  expect([toNew.text, toNew.attachments.length]).toEqual([expect.stringContaining('NEW1-CODE'), 2]);
  const toOld = await mailTo('ada-before@example.org');
  expect(toOld.text).toContain('Grace');
  expect(toOld.text).not.toContain('NEW1-CODE');
  expect(toOld.attachments).toEqual([]);
});

test('whoever only corrects a name is not told that the ticket is gone', async () => {
  const organizationId = newId();
  const ids = { ticketId: newId(), eventId: newId(), ticketTypeId: newId(), orderId: newId() };
  await under.subgraph.deliver(
    happened('ticket.transferred', organizationId, {
      ...{ ...ids, code: 'NEW2-CODE', attendeeName: 'Ada L.', attendeeEmail: 'same@example.org' },
      ...{ previousName: 'Ada', previousEmail: 'Same@Example.org' },
    }),
  );
  await mailTo('same@example.org');
  const em = under.database.database.forkTenant(organizationId);
  const rows = await em.execute('select template from notification where organization_id = ?', [organizationId]);
  expect(rows).toEqual([{ template: 'ticket-transferred' }]);
});
