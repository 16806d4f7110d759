import type { DomainEvent } from '@ticketbase/kernel';
import type { Database, PreparedStatement, SendStatement } from '@ticketbase/subgraph-kit';
import { insertInvoiceDue } from '../invoice/invoice-due.ts';
import type { Posting } from '../ledger/ledger-posting.ts';
import { insertPosting } from '../ledger/ledger-posting.ts';
import type { Order, OrderTicket } from './order.entity.ts';
import { IN_HAND, type InHandRow, type OrderInHand, TICKET_COLUMNS, ticketsJson, toInHand } from './order-rows.ts';

/** Everything that a confirmed order leaves behind. */
export interface Confirmation {
  readonly tickets: readonly OrderTicket[];
  readonly sale: Posting;
  /** The invoice to be issued, as `invoiceDue` makes it. */
  readonly due: string | null;
  readonly news: DomainEvent;
}

/** An order that was confirmed, and whether an invoice is to be issued for it now. */
export interface ConfirmedOrder {
  readonly inHand: OrderInHand;
  readonly hasInvoiceDue: boolean;
}

/** A transaction that ends this event's sales may have the order: its end is awaited, and then seen by what follows. */
const LOCK: PreparedStatement = {
  name: 'lock-order-to-confirm',
  text: 'select 1 from orders where id = $1 and organization_id = $2 for update',
};

const CONFIRM: PreparedStatement = {
  name: 'confirm-order',
  text: `
    with confirmed as (
      update orders o
         set status = 'CONFIRMED', step = 'DONE', confirmed_at = now(), closed_reason = null, leased_until = null, retry_at = null
       where o.id = $1 and o.organization_id = $2 and o.status in ('PENDING', 'EXPIRED') and o.step = 'ISSUE_TICKETS'
         and o.total = (select coalesce(sum(amount), 0) from ledger_transaction
                         where order_id = $1 and organization_id = $2 and kind = 'PAYMENT')
         and $3::boolean = (o.total > 0 and exists (
               select 1 from cancelled_event c where c.event_id = o.event_id and c.organization_id = o.organization_id))
      returning ${IN_HAND}
    ), ticketed as (
      insert into order_ticket (${TICKET_COLUMNS})
      select ${TICKET_COLUMNS} from jsonb_populate_recordset(null::order_ticket, $4::jsonb)
       where exists (select 1 from confirmed)
    ), ${insertPosting('$5', '$6', 'exists (select 1 from confirmed)')},
    due as (${insertInvoiceDue('$7', 'false', '$7::jsonb is not null and exists (select 1 from confirmed)')}
    ), told as (
      insert into outbox (event_id, event)
      select ($8::jsonb ->> 'id')::uuid, $8::jsonb where exists (select 1 from confirmed)
    )
    select *, exists (select 1 from due) as "hasInvoiceDue" from confirmed`,
};

/**
 * Makes a paid order CONFIRMED, and its tickets, the ledger and the news of it with it: all or nothing. Null if it is not
 * to be confirmed any more, or was paid for an event that is cancelled.
 */
export async function confirmOrder(
  { driver }: Database,
  order: Pick<Order, 'id' | 'organizationId'>,
  confirmation: Confirmation,
): Promise<ConfirmedOrder | null> {
  const confirmed = await driver.transaction(async (send, post) => {
    post(LOCK, [order.id, order.organizationId]);
    return (await write(send, order, confirmation, false)) ?? undefined;
  });
  return confirmed ?? null;
}

/** As `confirmOrder`, of what was paid for an event that is cancelled: in the caller's transaction, which gives it back. */
export async function confirmForRefund(
  send: SendStatement,
  order: Pick<Order, 'id' | 'organizationId'>,
  confirmation: Confirmation,
): Promise<ConfirmedOrder | null> {
  await send(LOCK, [order.id, order.organizationId]);
  return write(send, order, confirmation, true);
}

async function write(
  send: SendStatement,
  { id, organizationId }: Pick<Order, 'id' | 'organizationId'>,
  { tickets, sale, due, news }: Confirmation,
  isForCancelledEvent: boolean,
): Promise<ConfirmedOrder | null> {
  const values = [id, organizationId, isForCancelledEvent, ticketsJson(tickets), sale.transaction, sale.rows];
  const [row] = await send<InHandRow & { hasInvoiceDue: boolean }>(CONFIRM, [...values, due, JSON.stringify(news)]);
  if (!row) return null;
  const { hasInvoiceDue, ...inHand } = row;
  return { inHand: toInHand(inHand), hasInvoiceDue };
}
