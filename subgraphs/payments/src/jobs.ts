import type { EntityManager } from '@mikro-orm/postgresql';
import { type DomainEvent, domainEvent, Viewer } from '@ticketbase/kernel';
import { type Jobs, recordEvents } from '@ticketbase/subgraph-kit';
import { copyWhatIsKept } from './copied-event.ts';
import { OrderEntity } from './order/order.entity.ts';
import { closePending } from './order/order-closing.ts';
import { orderPayload } from './order/order-payload.ts';
import type { TokenMint } from './token-mint.ts';
import { closeRoom } from './waiting-room/sweep-rooms.ts';

/** What payments does when something happened elsewhere. */
export const createPaymentsJobs = (tokens: TokenMint): Jobs => ({
  'event.created': copyWhatIsKept,
  'event.cancelled': async (event, em) => {
    await closeRoom(em, event.payload.eventId, event.organizationId!);
    await endSales(event, em, tokens);
  },
  'event.completed': (event, em) => closeRoom(em, event.payload.eventId, event.organizationId!),
  'event.deleted': (event, em) => closeRoom(em, event.payload.eventId, event.organizationId!),
});

/**
 * Ends what was bought for a cancelled event, in one transaction: pending orders are cancelled, paid ones get a refund
 * that a sweep gives, free ones are cancelled. An order whose tickets are being issued at this moment is refunded when
 * it is confirmed, because the event is on record here.
 */
async function endSales(event: DomainEvent<'event.cancelled'>, em: EntityManager, tokens: TokenMint): Promise<void> {
  const { eventId, reason } = event.payload;
  const organizationId = event.organizationId!;
  const viewer = Viewer.service('events', organizationId);
  const by = { viewer, requestId: event.requestId, tokens };
  const why = reason ? `The event was cancelled: ${reason}` : 'The event was cancelled.';
  await em.execute(
    'insert into cancelled_event (event_id, organization_id, cancelled_at) values (?, ?, now()) on conflict do nothing',
    [eventId, organizationId],
  );
  await endChanges(em, eventId, organizationId, why);
  const orders = await em.execute<{ id: string; status: string; total: number }[]>(
    `select id, status, total from orders
      where event_id = ? and organization_id = ? and status in ('PENDING', 'CONFIRMED', 'PARTIALLY_REFUNDED')
      order by id for update`,
    [eventId, organizationId],
  );
  await refundPaid(em, eventId, organizationId, why, by);
  for (const { id, status, total } of orders) {
    if (status === 'PENDING')
      await closePending(em, { orderId: id, organizationId, to: 'CANCELLED', reason: why, ...by });
    if (status === 'CONFIRMED' && total === 0) await cancelFree(em, id, why, by);
  }
}

/** Changes that await their payment end; one that is being made at this moment is refused by events. */
async function endChanges(em: EntityManager, eventId: string, organizationId: string, why: string): Promise<void> {
  await em.execute(
    `update order_change c
        set status = 'CANCELLED', step = 'RELEASE_HOLD', leased_until = null, closed_reason = ?, completed_at = now()
       from orders o
      where o.id = c.order_id and o.event_id = ? and c.organization_id = ? and c.status = 'PENDING' and c.step <> 'EXCHANGE'`,
    [why, eventId, organizationId],
  );
}

/** One statement for however many orders: each gets back what is left of what it paid. */
async function refundPaid(
  em: EntityManager,
  eventId: string,
  organizationId: string,
  reason: string,
  { viewer, requestId }: { viewer: Viewer; requestId: string },
): Promise<void> {
  await em.execute(
    `insert into refund (id, organization_id, order_id, amount, currency, reason, status, step, voids_all, manual, fees_kept, breakdown, actor, request_id, created_at)
     select gen_random_uuid(), o.organization_id, o.id, left_over.amount, o.currency, ?, 'PENDING', 'ASK_PLUGIN', true,
            o.payment ->> 'refundAction' is null, 0, '[]', ?::jsonb, ?, now()
       from orders o
       cross join lateral (
         select coalesce((select sum(amount) from ledger_transaction where order_id = o.id and kind = 'PAYMENT'), 0)
              - coalesce((select sum(amount) from refund where order_id = o.id and status <> 'FAILED'), 0) as amount
       ) left_over
      where o.event_id = ? and o.organization_id = ? and o.status in ('CONFIRMED', 'PARTIALLY_REFUNDED') and left_over.amount > 0`,
    [reason, JSON.stringify(viewer.actor), requestId, eventId, organizationId],
  );
}

async function cancelFree(
  em: EntityManager,
  orderId: string,
  reason: string,
  { tokens, ...by }: { viewer: Viewer; requestId: string; tokens: TokenMint },
): Promise<void> {
  const changes = { status: 'CANCELLED', step: 'VOID_TICKETS', closedReason: reason } as const;
  await em.nativeUpdate(OrderEntity, { id: orderId }, changes);
  const order = await em.findOneOrFail(OrderEntity, { id: orderId }, { disableIdentityMap: true });
  await recordEvents(em, domainEvent('order.cancelled', { ...(await orderPayload(em, order, tokens)), reason }, by));
}
