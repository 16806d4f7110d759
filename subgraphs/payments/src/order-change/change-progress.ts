import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { HOLD_GRACE } from '../cart/held-items.ts';
import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import { readBalance } from '../ledger/ledger.ts';
import { lockOrder } from '../order/lock-order.ts';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import { OrderBusyError } from '../order/order.errors.ts';
import type { Behalf } from '../order/order-progress.ts';
import { takeLease, underLease } from '../order/step-lease.ts';
import { requestRefund } from '../refund/refund-request.ts';
import { applyChange } from './apply-change.ts';
import { changePayload } from './change-payload.ts';
import { ChangePayment, NotStarted } from './change-payment.ts';
import {
  type OrderChange,
  OrderChangeEntity,
  type OrderChangeState,
  type OrderChangeStep,
} from './order-change.entity.ts';

type Parts = Pick<
  PaymentsParts,
  'commands' | 'config' | 'database' | 'logger' | 'tokens' | 'refundProgress' | 'issueInvoices'
>;
type Step = (em: EntityManager, change: OrderChange, behalf: Behalf) => Promise<void>;

/**
 * Takes changes of orders from step to step, as OrderProgress does orders: each step asks another subgraph under the
 * change's id and then writes down what came of it, so that whoever finds a change between two steps can go on.
 */
export class ChangeProgress {
  private readonly parts: Parts;
  private readonly payment: ChangePayment;
  private readonly steps: Partial<Record<OrderChangeStep, Step>> = {
    HOLD: (em, change, behalf) => this.hold(em, change, behalf),
    START_PAYMENT: (em, change, behalf) => this.startPayment(em, change, behalf),
    EXCHANGE: (em, change, behalf) => this.exchange(em, change, behalf),
    RELEASE_HOLD: (em, change, behalf) => this.releaseHold(em, change, behalf),
  };

  constructor(parts: Parts) {
    this.parts = parts;
    this.payment = new ChangePayment(parts);
  }

  /** As far as it goes without the buyer. Throws ORDER_BUSY if another works on it, and what its step's subgraph throws. */
  async run(organizationId: string, changeId: string, behalf: Behalf): Promise<void> {
    const em = this.parts.database.forkTenant(organizationId);
    for (let done: OrderChangeStep | undefined; ; ) {
      const change = await em.findOneOrFail(OrderChangeEntity, { id: changeId }, { disableIdentityMap: true });
      const step = this.steps[change.step];
      if (!step) return;
      if (change.step === done || !(await takeLease(em, 'order_change', change))) throw new OrderBusyError();
      done = change.step;
      await underLease(em, 'order_change', change, () => step(em, change, behalf));
    }
  }

  /** Asks the plugin whether the difference was paid, and makes the change if it was. */
  async confirmPayment(change: OrderChange, behalf: Behalf): Promise<void> {
    const refundId = await this.payment.confirm(change, behalf);
    if (refundId) await this.parts.refundProgress.attempt(change.organizationId, refundId, behalf);
    await this.run(change.organizationId, change.id, behalf);
  }

  /** Ends a change that awaits its payment. False if it is over, or being made. */
  async end(tx: EntityManager, change: OrderChange, to: OrderChangeState, behalf: Behalf, reason: string | null) {
    const order = await lockOrder(tx, change.orderId);
    const ended = await tx.nativeUpdate(
      OrderChangeEntity,
      { id: change.id, status: 'PENDING', step: { $ne: 'EXCHANGE' } },
      {
        status: to,
        step: 'RELEASE_HOLD',
        leasedUntil: null,
        retryAt: null,
        closedReason: reason,
        completedAt: new Date(),
      },
    );
    if (ended === 0) return false;
    await this.tellEnded(tx, order, change, reason, behalf);
    return true;
  }

  private async tellEnded(
    tx: EntityManager,
    order: Order,
    { id }: OrderChange,
    reason: string | null,
    behalf: Behalf,
  ): Promise<void> {
    // The caller may have read it before the payment was started.
    const change = await tx.findOneOrFail(OrderChangeEntity, { id }, { disableIdentityMap: true });
    const { organizationId } = order;
    const buyerWasAsked = change.paymentReference != null;
    const payload = { ...(await changePayload(tx, order, change, this.parts.tokens)), buyerWasAsked, reason };
    await recordEvents(tx, domainEvent('order.change_ended', payload, { ...behalf, organizationId }));
  }

  private async hold(em: EntityManager, change: OrderChange, behalf: Behalf): Promise<void> {
    const { id: holdId, organizationId, orderId, toTicketTypeId: ticketTypeId } = change;
    const { eventId } = await em.findOneOrFail(OrderEntity, { id: orderId }, { disableIdentityMap: true });
    const expiresAt = new Date(change.expiresAt.getTime() + HOLD_GRACE).toISOString();
    const wanted = { holdId, eventId, items: [{ ticketTypeId, quantity: 1 }], expiresAt, replacesTicket: true };
    try {
      await this.parts.commands.holdTickets(wanted, { organizationId, requestId: behalf.requestId });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await em.transactional(tx => this.end(tx, change, 'FAILED', behalf, error.code));
      return;
    }
    await this.finish(em, change, 'START_PAYMENT');
  }

  private async startPayment(em: EntityManager, change: OrderChange, behalf: Behalf): Promise<void> {
    try {
      await this.payment.start(em, change, behalf);
    } catch (error) {
      const reason = error instanceof NotStarted ? error.reason : isRefusal(error) ? error.code : undefined;
      if (reason === undefined) throw error;
      await em.transactional(tx => this.end(tx, change, 'FAILED', behalf, reason));
    }
  }

  private async exchange(em: EntityManager, change: OrderChange, behalf: Behalf): Promise<void> {
    const { id: changeId, organizationId, orderId, ticketId, toTicketTypeId: ticketTypeId } = change;
    const { commands, issueInvoices, refundProgress, tokens } = this.parts;
    let refundId: string | null;
    try {
      const context = { organizationId, requestId: behalf.requestId };
      const { code } = await commands.exchangeTicket({ changeId, orderId, ticketId, ticketTypeId }, context);
      refundId = await em.transactional(tx => applyChange(tx, change, code ?? null, { ...behalf, tokens }));
      await issueInvoices.run(organizationId, orderId);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refundId = await em.transactional(tx => this.giveUp(tx, change, error.code, behalf));
    }
    if (refundId) await refundProgress.attempt(organizationId, refundId, behalf);
  }

  /** The exchange cannot be made: what was paid for it goes back. */
  private async giveUp(tx: EntityManager, change: OrderChange, code: string, behalf: Behalf): Promise<string | null> {
    const order = await lockOrder(tx, change.orderId);
    this.parts.logger.warn({ changeId: change.id, code }, 'ticket of a paid change not exchanged');
    const failed = await tx.nativeUpdate(
      OrderChangeEntity,
      { id: change.id, status: 'PENDING', step: 'EXCHANGE' },
      { status: 'FAILED', step: 'RELEASE_HOLD', leasedUntil: null, closedReason: code, completedAt: new Date() },
    );
    if (failed === 0) return null;
    await this.tellEnded(tx, order, change, code, behalf);
    const { paid, committed } = await readBalance(tx, order);
    const amount = Math.min(change.difference, paid - committed);
    if (!change.paid || amount <= 0) return null;
    const reason = 'The ticket could not be exchanged.';
    return requestRefund(tx, order, { amount, reason, voidsAll: false, changeId: change.id }, behalf);
  }

  private async releaseHold(em: EntityManager, change: OrderChange, { requestId }: Behalf): Promise<void> {
    try {
      await this.parts.commands.releaseHold(change.id, { organizationId: change.organizationId, requestId });
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    await this.finish(em, change, 'DONE');
  }

  private async finish(em: EntityManager, { id, step }: OrderChange, next: OrderChangeStep): Promise<void> {
    await em.nativeUpdate(OrderChangeEntity, { id, step }, { step: next, leasedUntil: null, retryAt: null });
  }
}
