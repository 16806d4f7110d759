import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, isId, NotFoundError, severalLines } from '@ticketbase/kernel';
import { idempotent, inputHashOf, isUniqueViolation, parseInput } from '@ticketbase/subgraph-kit';
import { z } from 'zod';
import type { RequestScope } from '../context.ts';
import { postPayment, readBalance } from '../ledger/ledger.ts';
import { OrderChangeEntity } from '../order-change/order-change.entity.ts';
import { type AskPayment, paymentAnswer } from '../payment-method/payment-contract.ts';
import { takePromoCode } from '../promo-code/promo-code.usage.ts';
import { requestRefund } from '../refund/refund-request.ts';
import { lockOrder } from './lock-order.ts';
import { type Order, OrderEntity } from './order.entity.ts';
import {
  OrderExpiredNoStockError,
  OrderNotPayableError,
  PaymentMismatchError,
  PaymentUnknownError,
} from './order.errors.ts';
import type { OrderService } from './order.service.ts';
import type { OrderType } from './order.type.ts';
import { closePending } from './order-closing.ts';
import type { OrderInHand } from './order-rows.ts';
import { RECORD_MANUAL, settleAwaited } from './settle-payment.ts';

const manualPayment = z.object({
  orderId: z.string(),
  note: severalLines({ most: 500, mayBeEmpty: true }).nullable(),
  idempotencyKey: z.string().min(1).max(200),
});

interface Payment {
  readonly method: string | null;
  readonly reference: string | null;
  readonly note: string | null;
}

/** Takes note of payments, and confirms what they pay. */
export class PaymentService {
  private readonly scope: RequestScope;
  private readonly orders: OrderService;

  constructor(scope: RequestScope, orders: OrderService) {
    this.scope = scope;
    this.orders = orders;
  }

  /** Throws BAD_USER_INPUT unless exactly one of id and token is given, NOT_FOUND, PAYMENT_MISMATCH, PAYMENT_UNKNOWN, ORDER_EXPIRED_NO_STOCK and ORDER_BUSY. */
  async confirm({ id, token }: { id: string | null; token: string | null }): Promise<OrderType> {
    if ((id === null) === (token === null))
      throw new BadUserInputError([{ path: 'orderToken', message: 'Give a token or an id, and only one of them.' }]);
    const order = await (token !== null ? this.orders.byToken(token) : this.changeable(id!));
    if (!order) throw new NotFoundError('The order');
    if (!(await this.mayBePaidNow(order))) {
      await this.confirmChange(order);
      return this.settled(order);
    }
    const answer = await this.askPlugin(order);
    if (answer.status === 'PAID') {
      requireMatch(order, answer);
      await this.recordPaid(order, answer.externalId ?? order.paymentReference ?? null);
    }
    if (answer.status === 'FAILED') await this.closeFailed(order);
    return this.settled(order);
  }

  /** An order of the viewer's organization, for who may change it: plugins whose provider says that money came. */
  private changeable(id: string): Promise<Order | null> {
    const organizationId = this.scope.viewer.require('orders:write');
    return isId(id) ? this.scope.em.findOne(OrderEntity, { id, organizationId }) : Promise.resolve(null);
  }

  /** Throws BAD_USER_INPUT, NOT_FOUND, ORDER_NOT_PAYABLE, ORDER_EXPIRED_NO_STOCK and ORDER_BUSY. */
  async recordManual(input: { orderId: string; note: string | null; idempotencyKey: string }): Promise<OrderType> {
    const organizationId = this.scope.viewer.require('orders:write');
    const { orderId, note, idempotencyKey } = parseInput(manualPayment, input);
    if (!isId(orderId)) throw new NotFoundError('The order');
    const settled = await this.settleAwaited(organizationId, { orderId, note }, idempotencyKey);
    if (settled) return this.settled({ id: orderId, organizationId }, settled);
    await idempotent(
      this.scope.database.forkTenant(organizationId),
      { owner: organizationId, operation: RECORD_MANUAL, key: idempotencyKey, input: { orderId, note } },
      async tx => {
        const order = await lockOrder(tx, orderId);
        const isPaid = (await readBalance(tx, order)).paid > 0;
        if (isPaid || order.total === 0 || order.status === 'CANCELLED') throw new OrderNotPayableError(order.status);
        const method = order.payment?.id ?? null;
        await this.settle(tx, order, { method, reference: order.paymentReference ?? null, note });
        return order.id;
      },
    );
    return this.settled({ id: orderId, organizationId });
  }

  /** Null unless the order simply waits for its payment, and the key is new. */
  private async settleAwaited(
    organizationId: string,
    input: { readonly orderId: string; readonly note: string | null },
    key: string,
  ): Promise<OrderInHand | null> {
    const { database, viewer } = this.scope;
    const payment = { ...input, organizationId, key, inputHash: inputHashOf(input), viewer };
    return settleAwaited(database, payment).catch(error => {
      if (isUniqueViolation(error)) return null;
      throw error;
    });
  }

  /** Books the payment; the next step issues the tickets. A late one goes the same way, out of stock if there is none. */
  private async settle(tx: EntityManager, order: Order, payment: Payment): Promise<void> {
    await postPayment(tx, order, this.scope.viewer, payment);
    if (order.status === 'EXPIRED' && order.promoCodeId && !order.promoUsed) {
      // Its price was promised; when others have used the code up meanwhile, it is honoured without being counted.
      const { promoCodeId, organizationId, buyerEmail } = order;
      const promoUsed = (await takePromoCode(tx, { promoCodeId, organizationId, buyerEmail })) === 'TAKEN';
      await tx.nativeUpdate(OrderEntity, { id: order.id }, { promoUsed });
    }
    await tx.nativeUpdate(OrderEntity, { id: order.id }, { step: 'ISSUE_TICKETS', leasedUntil: null, retryAt: null });
  }

  private async recordPaid(order: Order, reference: string | null): Promise<void> {
    const em = this.scope.database.forkTenant(order.organizationId);
    const refundId = await em.transactional(async tx => {
      const locked = await lockOrder(tx, order.id);
      if ((await readBalance(tx, locked)).paid > 0) return null;
      const payment = { method: locked.payment!.id, reference, note: null };
      if (locked.status !== 'CANCELLED') {
        await this.settle(tx, locked, payment);
        return null;
      }
      await postPayment(tx, locked, this.scope.viewer, payment);
      const refund = {
        amount: locked.total,
        reason: 'The order was cancelled before the payment came.',
        voidsAll: false,
      };
      return requestRefund(tx, locked, refund, this.scope);
    });
    if (refundId) await this.scope.refundProgress.attempt(order.organizationId, refundId, this.scope);
  }

  /** The difference of a change, if one is awaited and its plugin can be asked. */
  private async confirmChange({ id: orderId, organizationId }: Order): Promise<void> {
    const em = this.scope.database.forkTenant(organizationId);
    const [change] = await em.find(
      OrderChangeEntity,
      { orderId, paid: false, settlement: 'ONLINE', paymentReference: { $ne: null } },
      { orderBy: { number: 'desc' }, limit: 1, disableIdentityMap: true },
    );
    if (change?.payment?.confirmAction) await this.scope.changeProgress.confirmPayment(change, this.scope);
  }

  private async closeFailed(order: Order): Promise<void> {
    const { viewer, requestId, tokens } = this.scope;
    const reason = 'The payment failed.';
    const em = this.scope.database.forkTenant(order.organizationId);
    const { id: orderId, organizationId } = order;
    await em.transactional(tx =>
      closePending(tx, { orderId, organizationId, to: 'CANCELLED', reason, viewer, requestId, tokens }),
    );
  }

  /** Only what has a plugin to ask and is not paid. */
  private async mayBePaidNow(order: Order): Promise<boolean> {
    if (!order.payment?.confirmAction || order.paymentReference == null) return false;
    if (!['PENDING', 'EXPIRED', 'CANCELLED'].includes(order.status)) return false;
    return (await readBalance(this.scope.em, order)).paid === 0;
  }

  private async askPlugin(order: Order) {
    const { pluginId, confirmAction } = order.payment!;
    const params: AskPayment = {
      orderId: order.id,
      orderNumber: order.number,
      reference: order.paymentReference!,
      amount: order.total,
      currency: order.currency,
    };
    const result = await this.scope.commands.runPluginAction(
      { pluginId, action: confirmAction!, params, idempotencyKey: null },
      { organizationId: order.organizationId, requestId: this.scope.requestId },
    );
    if (!result.ok) throw new PaymentUnknownError(result.error?.code ?? 'ACTION_FAILED');
    const answer = paymentAnswer.safeParse(result.data);
    if (!answer.success) throw new PaymentUnknownError('ACTION_OUTPUT_INVALID');
    return answer.data;
  }

  /** Takes the order as far as it goes and shows it. */
  private async settled(
    { id, organizationId }: Pick<Order, 'id' | 'organizationId'>,
    taken?: OrderInHand,
  ): Promise<OrderType> {
    const order = await this.scope.orderProgress.run(organizationId, id, this.scope, taken);
    const isLate = order.closedReason === OrderExpiredNoStockError.code && order.total > 0;
    if (isLate) throw new OrderExpiredNoStockError();
    return this.orders.show(order);
  }
}

/** A client never says what was paid; a plugin that says so must say what is due. */
function requireMatch(order: Order, answer: { amount?: number | null; currency?: string | null }): void {
  const amount = answer.amount ?? order.total;
  const currency = answer.currency ?? order.currency;
  if (amount !== order.total || currency !== order.currency) throw new PaymentMismatchError();
}
