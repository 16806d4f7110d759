import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, newId, type Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { draftsOfChange } from '../invoice/invoice-draft.ts';
import { noteInvoiceDue } from '../invoice/invoice-due.ts';
import { postChange, postChangePayment, readBalance } from '../ledger/ledger.ts';
import { lockOrder } from '../order/lock-order.ts';
import { type Order, OrderItemEntity, type OrderTicket, OrderTicketEntity } from '../order/order.entity.ts';
import { orderPayload, ticketsPayload } from '../order/order-payload.ts';
import { addShares, type TicketShare } from '../pricing/ticket-share.ts';
import { requestRefund } from '../refund/refund-request.ts';
import type { TokenMint } from '../token-mint.ts';
import { changePayload } from './change-payload.ts';
import { type OrderChange, OrderChangeEntity } from './order-change.entity.ts';

interface By {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly tokens: TokenMint;
}

/**
 * Makes a change part of its order once events has made the exchange: ticket, items, totals, ledger and the news of it,
 * in the caller's transaction. `code` is the ticket's new one; null if it went to someone else, whom events has told.
 * Returns the refund of a difference in the buyer's favour, if there is one.
 */
export async function applyChange(
  tx: EntityManager,
  change: OrderChange,
  code: string | null,
  by: By,
): Promise<string | null> {
  const order = await lockOrder(tx, change.orderId);
  const applied = await tx.nativeUpdate(
    OrderChangeEntity,
    { id: change.id, status: 'PENDING', step: 'EXCHANGE' },
    { status: 'APPLIED', step: 'DONE', leasedUntil: null, retryAt: null, completedAt: new Date() },
  );
  if (applied === 0) return null;
  await moveTicket(tx, order, change, code);
  await sumUp(tx, order);
  await book(tx, order, change, by.viewer);
  await noteInvoiceDue(tx, order, { drafts: draftsOfChange(change), changeId: change.id }, by);
  const { organizationId } = order;
  const changed = { ...(await changePayload(tx, order, change, by.tokens)), changed: ['tickets', 'total'] };
  await recordEvents(tx, domainEvent('order.changed', changed, { ...by, organizationId }));
  if (code !== null) await mailAnew(tx, order, change, by);
  if (change.difference >= 0) return null;
  const { paid, committed } = await readBalance(tx, order);
  const amount = Math.min(-change.difference, paid - committed);
  if (amount <= 0) return null;
  const reason = `${change.fromName} became ${change.toName}.`;
  return requestRefund(tx, order, { amount, reason, voidsAll: false, changeId: change.id }, by);
}

/** From the item that the ticket was of to the one that it is of now, which may be new. */
async function moveTicket(tx: EntityManager, order: Order, change: OrderChange, code: string | null): Promise<void> {
  const { ticketId, toTicketTypeId: ticketTypeId, toName: name, before, after } = change;
  const ticket = await tx.findOneOrFail(OrderTicketEntity, { ticketId }, { disableIdentityMap: true });
  const orderItemId = await addToItem(tx, order, { ticketTypeId, name, after });
  const columns = { ...after, orderItemId, ticketTypeId, ticketTypeName: name, ...(code === null ? {} : { code }) };
  await tx.nativeUpdate(OrderTicketEntity, { ticketId }, columns);
  await takeFromItem(tx, ticket, before);
}

async function takeFromItem(tx: EntityManager, { orderItemId: id }: OrderTicket, before: TicketShare): Promise<void> {
  const item = await tx.findOneOrFail(OrderItemEntity, { id }, { disableIdentityMap: true });
  if (item.quantity === 1) await tx.nativeDelete(OrderItemEntity, { id });
  else {
    await tx.nativeUpdate(OrderItemEntity, { id }, { ...addShares(item, before, -1), quantity: item.quantity - 1 });
  }
}

async function addToItem(
  tx: EntityManager,
  { id: orderId, organizationId }: Order,
  { ticketTypeId, name, after }: { readonly ticketTypeId: string; readonly name: string; readonly after: TicketShare },
): Promise<string> {
  const unitPrice = after.subtotal;
  const item = await tx.findOne(OrderItemEntity, { orderId, ticketTypeId, unitPrice }, { disableIdentityMap: true });
  if (item) {
    const { id, quantity } = item;
    await tx.nativeUpdate(OrderItemEntity, { id }, { ...addShares(item, after, 1), quantity: quantity + 1 });
    return id;
  }
  const id = newId();
  await tx.insert(OrderItemEntity, {
    ...after,
    id,
    organizationId,
    orderId,
    ticketTypeId,
    name,
    unitPrice,
    quantity: 1,
  });
  return id;
}

/** An order's figures are the sums of its items, in one statement. */
async function sumUp(tx: EntityManager, { id, organizationId }: Order): Promise<void> {
  await tx.execute(
    `update orders o
        set subtotal = i.subtotal, discount = i.discount, fees = i.fees, absorbed_fees = i.absorbed_fees,
            tax = i.tax, total = i.total
       from (select sum(subtotal) as subtotal, sum(discount) as discount, sum(fees) as fees,
                    sum(absorbed_fees) as absorbed_fees, sum(tax) as tax, sum(total) as total
               from order_item where order_id = ?) i
      where o.id = ? and o.organization_id = ?`,
    [id, id, organizationId],
  );
}

async function book(tx: EntityManager, order: Order, change: OrderChange, viewer: Viewer): Promise<void> {
  const { id: changeId, before, after, difference, settlement, note } = change;
  if (settlement === 'MANUAL' && difference > 0 && !change.paid) {
    const details = { changeId, method: order.payment?.id ?? null, reference: null, note };
    await postChangePayment(tx, order, difference, viewer, details);
  }
  const { total, fees, absorbedFees, tax } = addShares(after, before, -1);
  await postChange(tx, order, { total, fees, absorbedFees, tax }, viewer, changeId);
}

/** The ticket's old code is void: its buyer gets the new one, and the documents of the change. */
async function mailAnew(tx: EntityManager, order: Order, change: OrderChange, by: By): Promise<void> {
  const where = { ticketId: change.ticketId };
  const ticket = await tx.findOneOrFail(OrderTicketEntity, where, { disableIdentityMap: true });
  const tickets = ticketsPayload([ticket]);
  const payload = { ...(await orderPayload(tx, order, by.tokens)), tickets, changeId: change.id };
  const { organizationId } = order;
  await recordEvents(tx, domainEvent('order.tickets_resent', payload, { ...by, organizationId }));
}
