import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Payload } from '@ticketbase/kernel';
import { type RemoteError, recordEvents, sendIn } from '@ticketbase/subgraph-kit';
import { holdsExactly } from '../cart/held-items.ts';
import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import type { IssuedTicket } from '../foreign/events.graphql.ts';
import { draftOfOrder } from '../invoice/invoice-draft.ts';
import { invoiceDue } from '../invoice/invoice-due.ts';
import { readBalance, salePosting } from '../ledger/ledger.ts';
import { sharesOf } from '../pricing/ticket-share.ts';
import { returnPromoCode } from '../promo-code/promo-code.usage.ts';
import { requestRefund } from '../refund/refund-request.ts';
import { type Confirmation, confirmForRefund, confirmOrder } from './confirm-order.ts';
import { type Order, OrderEntity, type OrderTicket } from './order.entity.ts';
import { OrderExpiredNoStockError } from './order.errors.ts';
import { orderPayload, payloadOf, ticketsPayload } from './order-payload.ts';
import type { Behalf } from './order-progress.ts';
import type { OrderInHand } from './order-rows.ts';

type Parts = Pick<PaymentsParts, 'commands' | 'database' | 'logger' | 'refundProgress' | 'tokens' | 'issueInvoices'>;

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
  async run(em: EntityManager, inHand: OrderInHand, behalf: Behalf): Promise<OrderInHand | null> {
    const { order } = inHand;
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
      return null;
    }
    return this.confirm(em, order, this.confirmationOf(inHand, tickets, behalf), behalf);
  }

  private async confirm(
    em: EntityManager,
    order: Order,
    confirmation: Confirmation,
    behalf: Behalf,
  ): Promise<OrderInHand | null> {
    const { database, issueInvoices } = this.parts;
    const confirmed = await confirmOrder(database, order, confirmation);
    if (!confirmed) {
      await this.confirmToRefund(em, order, confirmation, behalf);
      return null;
    }
    if (confirmed.hasInvoiceDue) await issueInvoices.run(order.organizationId, order.id);
    return confirmed.inHand;
  }

  /** The event was cancelled while its tickets were issued: what was paid is given back, in the same transaction. */
  private async confirmToRefund(em: EntityManager, order: Order, confirmation: Confirmation, behalf: Behalf) {
    const { organizationId, id } = order;
    const refundId = await em.transactional(async tx => {
      if (!(await confirmForRefund(sendIn(tx), order, confirmation))) return null;
      const refund = { amount: order.total, reason: 'The event was cancelled.', voidsAll: true };
      return requestRefund(tx, order, refund, behalf);
    });
    if (!refundId) return;
    await this.parts.issueInvoices.run(organizationId, id);
    await this.parts.refundProgress.attempt(organizationId, refundId, behalf);
  }

  private confirmationOf(inHand: OrderInHand, issued: readonly IssuedTicket[], behalf: Behalf): Confirmation {
    const { order, items } = inHand;
    const payload = confirmedPayload(payloadOf(inHand, this.parts.tokens), issued);
    return {
      tickets: ticketsOf(inHand, issued),
      sale: salePosting(order, behalf.viewer),
      due: invoiceDue(order, { drafts: [draftOfOrder(items)] }, behalf),
      news: domainEvent('order.confirmed', payload, { ...behalf, organizationId: order.organizationId }),
    };
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

/** Each with its parts of what was paid. */
function ticketsOf({ order, items }: OrderInHand, issued: readonly IssuedTicket[]): OrderTicket[] {
  const { id: orderId, organizationId } = order;
  const counted = Map.groupBy(issued, ticket => ticket.ticketTypeId);
  const lines = [...counted].map(([ticketTypeId, of]) => ({ ticketTypeId, quantity: of.length }));
  if (!holdsExactly(lines, items)) throw new Error(`Order ${orderId} was issued other tickets than it bought.`);
  return items.flatMap(item => {
    const shares = sharesOf(item, order.taxMode);
    return counted.get(item.ticketTypeId)!.map(({ ticketId, code, ticketTypeId, ticketTypeName, admits }, index) => ({
      ...shares[index]!,
      ...{ ticketId, code, ticketTypeId, ticketTypeName, admits, organizationId, orderId },
      ...{ orderItemId: item.id, refundId: null },
    }));
  });
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
