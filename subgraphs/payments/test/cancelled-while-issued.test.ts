import { newId } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BY_ID, PAY, type Payments, startPayments } from './harness.ts';

let payments: Payments;
let other: ReturnType<Payments['database']['forkTenant']>;
beforeEach(async () => {
  payments = await startPayments();
  other = payments.database.forkTenant(null);
});
afterEach(() => payments.close());

const owner = () => testViewer({ organizationId: payments.organizationId });
const statusOf = async (id: string) => (await payments.ask(BY_ID, { id }, owner())).order.status;
const cancelEvent = () =>
  payments.subgraph.deliver({
    id: newId(),
    name: 'event.cancelled',
    version: 1,
    organizationId: payments.organizationId,
    actor: { kind: 'user', id: newId() },
    requestId: newId(),
    occurredAt: new Date().toISOString(),
    payload: { eventId: payments.eventId, title: 'Fair', slug: 'fair', reason: 'storm' },
  });

/** What ends the sales of an event does first, in a transaction that is still open. */
async function beginToEndSales(orderId: string): Promise<void> {
  await other.begin();
  await other.execute('insert into cancelled_event (event_id, organization_id, cancelled_at) values (?, ?, now())', [
    payments.eventId,
    payments.organizationId,
  ]);
  await other.execute('select 1 from orders where id = ? for update', [orderId]);
}
const someoneWaits = () =>
  expect
    .poll(() =>
      payments.sql(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`),
    )
    .toHaveLength(1);

test('an order is refunded whose event is cancelled while its tickets are issued', async () => {
  const { order } = await payments.place({ price: 1_500 });
  payments.events.whenIssuing = async () => {
    payments.events.whenIssuing = undefined;
    await cancelEvent();
  };
  await payments.ask(PAY, { id: order.id, key: newId() }, owner());
  await payments.sweep();
  expect(await statusOf(order.id)).toBe('REFUNDED');
  const names = (await payments.recorded()).map(({ name }) => name);
  expect(names.filter(name => name === 'order.confirmed')).toHaveLength(1);
});

test('control: a confirmation that does not await who has the order’s row does not see that its event was cancelled', async () => {
  const { order } = await payments.place({ price: 1_500 });
  await beginToEndSales(order.id);
  const confirmed = payments.sql(
    `update orders o set confirmed_at = now() where id = ? and status = 'PENDING'
        and not exists (select 1 from cancelled_event c where c.event_id = o.event_id) returning id`,
    [order.id],
  );
  await someoneWaits();
  await other.commit();
  expect(await confirmed).toHaveLength(1);
});

test('an order is refunded whose event is being cancelled in the moment of its confirmation', async () => {
  const { order } = await payments.place({ price: 1_500 });
  let paying: Promise<unknown> | undefined;
  const issuing = new Promise<void>(resolve => {
    payments.events.whenIssuing = async () => {
      payments.events.whenIssuing = undefined;
      await beginToEndSales(order.id);
      resolve();
    };
    paying = payments.ask(PAY, { id: order.id, key: newId() }, owner());
  });
  await issuing;
  await someoneWaits();
  await other.commit();
  await paying;
  await payments.sweep();
  expect(await statusOf(order.id)).toBe('REFUNDED');
});
