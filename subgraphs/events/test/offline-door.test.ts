import { newId } from '@ticketbase/kernel';
import { countStatements } from '@ticketbase/subgraph-kit';
import { testViewer } from '@ticketbase/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  atTheDoor,
  CHECK_IN,
  type DoorTicket,
  grace,
  many,
  outcomes,
  owner,
  SYNC,
  scan,
  scanner,
  secondsAgo,
  stranger,
  TRANSFER,
} from './at-the-door.ts';
import { type EventsUnderTest, payments, publishedEvent, sell, startEvents, VOID } from './events-under-test.ts';

let events: EventsUnderTest;
beforeAll(async () => {
  events = await startEvents({ poolSize: 12 });
});
afterAll(() => events.close());
const { sold, sync } = atTheDoor(() => events);

describe('scans from doors without a network', () => {
  test('of all scans of a ticket the earliest counts, even if it arrives last, and the door hears of the others', async () => {
    const { ticket } = await sold();
    const [late] = await sync([scan(ticket.qr, 60, { deviceId: 'gate-2' })]);
    expect(late).toMatchObject({ outcome: 'ADMITTED', checkIn: { deviceId: 'gate-2' }, displaced: null });
    const early = scan(ticket.code, 300, { deviceId: 'gate-1' });
    const [won] = await sync([early]);
    expect(won).toMatchObject({
      ...{ outcome: 'ADMITTED', ticket: { status: 'USED', attendee: { name: 'Ada Buyer', email: null } } },
      checkIn: { deviceId: 'gate-1', checkedInBy: { id: scanner.userId } },
      displaced: { deviceId: 'gate-2', checkedInBy: { id: scanner.userId } },
    });
    const [{ checked_in_at: checkedInAt }] = (await events.rows<{ checked_in_at: Date }>(
      'select checked_in_at from ticket where id = ?',
      [ticket.ticketId],
    )) as [{ checked_in_at: Date }];
    expect(Math.abs(new Date(checkedInAt).getTime() - Date.parse(early.scannedAt))).toBeLessThan(2_000);
    const online = await events.refusal(scanner, CHECK_IN, { code: ticket.code, key: newId() });
    expect(online.code).toBe('TICKET_ALREADY_USED');
    const names = (await events.recorded()).slice(-2);
    expect(names).toEqual(['ticket.checked_in', 'ticket.scanned_twice']);
  });

  test('a scan after one that is known is a duplicate, with when and by whom', async () => {
    const { ticket } = await sold();
    await events.data(owner, CHECK_IN, { code: ticket.code, key: newId() });
    const later = { sentAt: new Date(Date.now() + 600_000).toISOString() };
    const [answer] = await sync([{ ...scan(ticket.qr, 0), scannedAt: later.sentAt }], scanner, later.sentAt);
    expect(answer).toMatchObject({
      outcome: 'DUPLICATE',
      checkIn: { deviceId: null, checkedInBy: { id: owner.userId } },
    });
  });

  test('sent again, a scan changes nothing and is answered as it stands by then', async () => {
    const { ticket } = await sold();
    const mine = scan(ticket.qr, 60);
    const first = await sync([mine, mine]);
    expect(outcomes(first)).toEqual(['ADMITTED', 'ADMITTED']);
    const recorded = (await events.recorded()).length;
    expect(await sync([mine])).toEqual([first[0]]);
    expect((await events.recorded()).length).toBe(recorded);
    await sync([scan(ticket.qr, 120, { deviceId: 'gate-9' })]);
    expect(await sync([mine])).toMatchObject([{ outcome: 'DUPLICATE', checkIn: { deviceId: 'gate-9' } }]);
    expect(await events.rows('select 1 from offline_scan where scan_id = ?', [mine.scanId])).toHaveLength(1);
  });

  test('a clock that is wrong does no harm: a scan is as old as its device says', async () => {
    const { ticket } = await sold();
    const ahead = 3 * 3_600_000;
    const byDevice = (secondsBefore: number) => new Date(Date.now() + ahead - secondsBefore * 1_000).toISOString();
    await sync([scan(ticket.qr, 30, { deviceId: 'right' })]);
    const fast = { ...scan(ticket.qr, 0), deviceId: 'fast', scannedAt: byDevice(90) };
    const [answer] = await sync([fast], scanner, byDevice(0));
    expect(answer).toMatchObject({
      outcome: 'ADMITTED',
      checkIn: { deviceId: 'fast' },
      displaced: { deviceId: 'right' },
    });
    expect(Math.abs(Date.parse(answer!.scannedAt as string) - (Date.now() - 90_000))).toBeLessThan(5_000);
  });

  test('what was void is told apart from what is unknown, with since when', async () => {
    const { event, orderId, tickets } = await sold(3);
    const [moved, refunded, good] = tickets as [DoorTicket, DoorTicket, DoorTicket];
    await events.data(owner, TRANSFER, { id: moved.ticketId, input: grace });
    const input = { orderId, ticketIds: [refunded.ticketId], status: 'REFUNDED' };
    await events.data(payments(owner.organizationId), VOID, { input });
    const answers = await sync([
      scan(moved.qr, 10),
      scan(refunded.code, 10),
      scan('0000-0000-0000-0', 10),
      scan('nonsense', 10),
      scan(good.qr, 10, { listId: (await sold()).event.id }),
      scan(good.qr, 10, { listId: event.id }),
    ]);
    expect(answers.map(({ outcome, voidReason }) => [outcome, voidReason])).toEqual([
      ['VOID', 'TRANSFERRED'],
      ['VOID', 'REFUNDED'],
      ['UNKNOWN', null],
      ['UNKNOWN', null],
      ['OTHER_EVENT', null],
      ['ADMITTED', null],
    ]);
    expect(Date.parse(answers[0]!.voidedAt as string)).toBeGreaterThan(Date.parse(answers[0]!.scannedAt as string));
  });

  test('devices that send the same tickets together, many times, leave one admission each: the earliest', async () => {
    const { tickets } = await sold(6);
    const devices = Array.from({ length: 8 }, (_, device) =>
      tickets.map((ticket, index) =>
        scan(ticket.qr, 100 + ((device * 7 + index * 3) % 50), { deviceId: `d${device}` }),
      ),
    );
    const batches = devices.flatMap(batch => [batch, batch.toReversed(), batch]);
    await Promise.all([
      ...batches.map(batch => sync(batch)),
      ...tickets.map(ticket => events.ask(scanner, CHECK_IN, { code: ticket.code, key: newId() })),
    ]);
    for (const [index, ticket] of tickets.entries()) {
      const rows = await events.rows<{ scan_id: string }>(
        'select scan_id from check_in where ticket_id = ? and undone_at is null and superseded_at is null',
        [ticket.ticketId],
      );
      const earliest = devices.map(batch => batch[index]!).toSorted((a, b) => (a.scannedAt < b.scannedAt ? -1 : 1))[0]!;
      expect(rows).toEqual([{ scan_id: earliest.scanId }]);
    }
    const admitted = await events.rows(
      `select 1 from offline_scan where outcome = 'ADMITTED' and ticket_id in (${tickets.map(() => '?').join(', ')})`,
      tickets.map(ticket => ticket.ticketId),
    );
    expect(admitted).toHaveLength(tickets.length);
  });

  test('without the lock and the index, doors that sync together admit a ticket many times (control)', async () => {
    const bare = await startEvents({ poolSize: 8 });
    try {
      const event = await publishedEvent(bare, owner);
      const { tickets } = await sell(bare, owner.organizationId, event, 1);
      const { ticketId } = tickets[0]!;
      await bare.rows('drop index check_in_once');
      const waiting: Array<() => void> = [];
      await Promise.all(
        Array.from({ length: 6 }, (_, device) =>
          bare.test.database.forkTenant(null).transactional(async tx => {
            const active = await tx.execute('select 1 from check_in where ticket_id = ? and undone_at is null', [
              ticketId,
            ]);
            await new Promise<void>(resolve => {
              waiting.push(resolve);
              if (waiting.length === 6) for (const go of waiting) go();
            });
            if (active.length > 0) return;
            await tx.execute(
              `insert into check_in (id, organization_id, event_id, ticket_id, checked_in_at, device_id)
               values (?, ?, ?, ?, now(), ?)`,
              [newId(), owner.organizationId, event.id, ticketId, `d${device}`],
            );
          }),
        ),
      );
      expect(await bare.rows('select 1 from check_in where ticket_id = ?', [ticketId])).toHaveLength(6);
    } finally {
      await bare.close();
    }
  });

  test('take as many statements for two hundred as for one', async () => {
    const { tickets } = await sold(20, owner, many);
    const one = await countStatements(() => sync([scan(tickets[0]!.qr, 5)]));
    const batch = Array.from({ length: 200 }, (_, index) => scan(tickets[index % 20]!.qr, 1_000 - index));
    const all = await countStatements(() => sync(batch));
    // One more supersedes the first scan, in two statements.
    expect(all.statements).toBeLessThanOrEqual(one.statements + 2);
    expect(one.statements).toBeLessThanOrEqual(16);
  });

  test('are refused as a whole when one is wrong, and change nothing', async () => {
    const { ticket } = await sold();
    const good = scan(ticket.qr, 5);
    const refuse = async (input: unknown[]) =>
      (await events.refusal(scanner, SYNC, { input, sentAt: secondsAgo(0) })).issues;
    expect(await refuse([])).toMatchObject([{ path: 'input' }]);
    expect(await refuse(Array(501).fill(good))).toMatchObject([{ path: 'input' }]);
    expect(await refuse([good, { ...good, scanId: '' }])).toMatchObject([{ path: 'input.1.scanId' }]);
    expect(await refuse([good, scan(ticket.qr, 32 * 86_400)])).toMatchObject([{ path: 'input.1.scannedAt' }]);
    expect(await refuse([good, { ...good, listId: newId() }])).toMatchObject([{ path: 'input.1.listId' }]);
    expect(await events.rows('select 1 from offline_scan where scan_id = ?', [good.scanId])).toEqual([]);
    const analyst = testViewer({ role: 'ANALYST', organizationId: owner.organizationId });
    expect((await events.refusal(analyst, SYNC, { input: [good], sentAt: secondsAgo(0) })).code).toBe('FORBIDDEN');
  });

  test('of another organization are unknown, and leave its tickets alone', async () => {
    const { ticket } = await sold();
    expect(outcomes(await sync([scan(ticket.code, 5), scan(ticket.qr, 5)], stranger))).toEqual(['UNKNOWN', 'FORGED']);
    const rows = await events.rows('select status from ticket where id = ?', [ticket.ticketId]);
    expect(rows).toEqual([{ status: 'VALID' }]);
  });
});
