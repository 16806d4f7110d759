import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Payload } from '@ticketbase/kernel';
import { type RemoteError, recordEvents } from '@ticketbase/subgraph-kit';
import { holdsExactly } from '../cart/held-items.ts';
import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import type { IssuedTicket } from '../foreign/events.graphql.ts';
import { draftOfOrder } from '../invoice/invoice-draft.ts';
import { noteInvoiceDue } from '../invoice/invoice-due.ts';
import { postSale, readBalance } from '../ledger/ledger.ts';
import { sharesOf } from '../pricing/ticket-share.ts';
import { returnPromoCode } from '../promo-code/promo-code.usage.ts';
import { requestRefund } from '../refund/refund-request.ts';
import { CancelledEventEntity } from './cancelled-event.entity.ts';
import { type Order, OrderEntity, type OrderItem, OrderItemEntity, OrderTicketEntity } from './order.entity.ts';
import { OrderExpiredNoStockError } from './order.errors.ts';
import { orderPayload, ticketsPayload } from './order-payload.ts';
import type { Behalf } from './order-progress.ts';

type Parts = Pick<PaymentsParts, 'commands' | 'logger' | 'refundProgress' | 'tokens' | 'issueInvoices'>;

/** What events says when an order cannot get its tickets, now or later; anything else is tried again. */
const TICKETS_GONE = new Set([
  'INSUFFICIENT_TICKETS',
  'SALES_NOT_OPEN',
  'NOT_FOUND',
  'HOLD_RELEASED',
  'HOLD_ALREADY_ISSUED',
]);

/** Turns a paid (or free) order into a confirmed one with tickets, or, if they are gone, into a refund. */
export class IssueTickets {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Throws ORDER_EXPIRED_NO_STOCK, or, for a free order, what events refuses by. */
  async run(em: EntityManager, order: Order, behalf: Behalf): Promise<void> {
    const { organizationId, attendees } = order;
    let tickets: IssuedTicket[];
    try {
      tickets = await this.parts.commands.issueTickets(
        {
          holdId: order.cartId,
          orderId: order.id,
          buyerName: order.buyerName,
          buyerEmail: order.buyerEmail,
          buyerUserId: order.buyerUserId ?? null,
          attendees: attendees.map(({ ticketTypeId, name, email, answers = [] }) => ({
            ...{ ticketTypeId, name, email },
            answers: answers.map(answer => ({ ...answer, values: [...answer.values] })),
          })),
        },
        { organizationId, requestId: behalf.requestId },
      );
    } catch (error) {
      if (!isRefusal(error) || !TICKETS_GONE.has(error.code)) throw error;
      await this.giveUp(em, order, error, behalf);
      return;
    }
    const refundId = await em.transactional(tx => this.confirm(tx, order, tickets, behalf));
    if (order.total > 0) await this.parts.issueInvoices.run(organizationId, order.id);
    if (refundId) await this.parts.refundProgress.attempt(organizationId, refundId, behalf);
  }

  /** One conditional statement makes it CONFIRMED, and the ledger and the news of it commit with it. */
  private async confirm(
    tx: EntityManager,
    order: Order,
    tickets: readonly IssuedTicket[],
    behalf: Behalf,
  ): Promise<string | null> {
    const { id, organizationId } = order;
    const confirmed = await tx.execute(
      `update orders
          set status = 'CONFIRMED', step = 'DONE', confirmed_at = now(), closed_reason = null, leased_until = null, retry_at = null
        where id = ? and organization_id = ? and status in ('PENDING', 'EXPIRED') and step = 'ISSUE_TICKETS'
          and total = (select coalesce(sum(amount), 0) from ledger_transaction where order_id = ? and kind = 'PAYMENT')
       returning id`,
      [id, organizationId, id],
    );
    if (confirmed.length === 0) return null;
    const items = await this.writeTickets(tx, order, tickets);
    await noteInvoiceDue(tx, order, { drafts: [draftOfOrder(items)] }, behalf);
    await postSale(tx, order, behalf.viewer);
    const payload = confirmedPayload(await orderPayload(tx, order, this.parts.tokens, items), tickets);
    await recordEvents(tx, domainEvent('order.confirmed', payload, { ...behalf, organizationId }));
    const cancelled = order.total > 0 && (await tx.findOne(CancelledEventEntity, { eventId: order.eventId }));
    if (!cancelled) return null;
    const refund = { amount: order.total, reason: 'The event was cancelled.', voidsAll: true };
    return requestRefund(tx, order, refund, behalf);
  }

  /** Each with its parts of what was paid. */
  private async writeTickets(tx: EntityManager, order: Order, tickets: readonly IssuedTicket[]): Promise<OrderItem[]> {
    const { id: orderId, organizationId } = order;
    const items = await tx.find(OrderItemEntity, { orderId }, { disableIdentityMap: true });
    const counted = Map.groupBy(tickets, ticket => ticket.ticketTypeId);
    const lines = [...counted].map(([ticketTypeId, issued]) => ({ ticketTypeId, quantity: issued.length }));
    if (!holdsExactly(lines, items)) throw new Error(`Order ${orderId} was issued other tickets than it bought.`);
    const rows = items.flatMap(item => {
      const shares = sharesOf(item, order.taxMode);
      return counted.get(item.ticketTypeId)!.map(({ ticketId, code, ticketTypeId, ticketTypeName, admits }, index) => ({
        ...shares[index]!,
        ...{ ticketId, code, ticketTypeId, ticketTypeName, admits, organizationId, orderId },
        ...{ orderItemId: item.id, refundId: null },
      }));
    });
    await tx.insertMany(OrderTicketEntity, rows);
    return items;
  }

  /** The tickets are gone: what was paid goes back. */
  private async giveUp(em: EntityManager, order: Order, refusal: RemoteError, behalf: Behalf): Promise<void> {
    const { id, organizationId } = order;
    this.parts.logger.warn({ orderId: id, code: refusal.code }, 'tickets of a paid order not issued');
    const refundId = await em.transactional(async tx => {
      const ended = await tx.nativeUpdate(
        OrderEntity,
        { id, step: 'ISSUE_TICKETS' },
        {
          status: 'EXPIRED',
          step: 'RELEASE_HOLD',
          leasedUntil: null,
          retryAt: null,
          closedReason: OrderExpiredNoStockError.code,
        },
      );
      if (ended === 0) return null;
      await returnPromoCode(tx, id, organizationId);
      if (order.status === 'PENDING') {
        const payload = await orderPayload(tx, order, this.parts.tokens);
        await recordEvents(tx, domainEvent('order.expired', payload, { ...behalf, organizationId }));
      }
      const { paid, committed } = await readBalance(tx, order);
      if (paid - committed <= 0) return null;
      const reason = 'The tickets were sold before the payment came.';
      return requestRefund(tx, order, { amount: paid - committed, reason, voidsAll: false }, behalf);
    });
    if (refundId) await this.parts.refundProgress.attempt(organizationId, refundId, behalf);
  }
}

/** Tells tickets from add-ons: the ones are sent and counted as people, the others are not. */
function confirmedPayload(
  order: Payload<'order.expired'>,
  tickets: readonly IssuedTicket[],
): Payload<'order.confirmed'> {
  const admissions = tickets.filter(ticket => ticket.admits);
  const admitting = new Set(admissions.map(ticket => ticket.ticketTypeId));
  const items = order.items.map(item => (admitting.has(item.ticketTypeId) ? item : { ...item, admits: false }));
  return { ...order, items, tickets: ticketsPayload(admissions) };
}
