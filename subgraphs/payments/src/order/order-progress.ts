import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Viewer } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import { HOLD_GRACE, holdsExactly } from '../cart/held-items.ts';
import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import { mayStartAgain, startKey } from '../payment-method/start-attempts.ts';
import { type StartedPayment, type StartPayment, startedPayment } from '../payment-method/payment-contract.ts';
import { returnPromoCode } from '../promo-code/promo-code.usage.ts';
import { IssueTickets } from './issue-tickets.ts';
import { type Order, OrderEntity, OrderItemEntity, type OrderStep } from './order.entity.ts';
import { OrderBusyError, PaymentUnknownError } from './order.errors.ts';
import { orderPayload } from './order-payload.ts';
import { takeLease, underLease } from './step-lease.ts';

/** Begins the closing reason of an order whose payment did not start; the plugin's code follows. */
export const NOT_STARTED = 'PAYMENT_NOT_STARTED:';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** On whose behalf an order is taken further. */
export interface Behalf {
  readonly viewer: Viewer;
  readonly requestId: string;
}

type Parts = Omit<PaymentsParts, 'orderProgress' | 'changeProgress' | 'holdMinutes'>;
type Step = (em: EntityManager, order: Order, behalf: Behalf) => Promise<void>;

/**
 * Takes orders from step to step as far as they go without the buyer. Each step asks another subgraph (idempotently,
 * under the order's id) and then writes down what came of it, with the next step, in one conditional transaction; so
 * whoever finds an order between two steps, a retry or a sweep after a crash, can simply go on.
 */
export class OrderProgress {
  private readonly parts: Parts;
  private readonly issueTickets: IssueTickets;
  private readonly steps: Partial<Record<OrderStep, Step>> = {
    START_PAYMENT: (em, order, behalf) => this.startPayment(em, order, behalf),
    EXTEND_HOLD: (em, order, behalf) => this.extendHold(em, order, behalf),
    ISSUE_TICKETS: (em, order, behalf) => this.issueTickets.run(em, order, behalf),
    RELEASE_HOLD: (em, order, behalf) => this.releaseHold(em, order, behalf),
    VOID_TICKETS: (em, order, behalf) => this.voidTickets(em, order, behalf),
  };

  constructor(parts: Parts) {
    this.parts = parts;
    this.issueTickets = new IssueTickets(parts);
  }

  /** The order as it stands then. Throws ORDER_BUSY if another works on it, and what the step's subgraph refuses by. */
  async run(organizationId: string, orderId: string, behalf: Behalf): Promise<Order> {
    const em = this.parts.database.forkTenant(organizationId);
    for (let done: OrderStep | undefined; ; ) {
      const order = await em.findOneOrFail(OrderEntity, { id: orderId }, { disableIdentityMap: true });
      const step = this.steps[order.step];
      if (!step) return order;
      if (order.step === done) throw new OrderBusyError();
      if (!(await takeLease(em, 'orders', order))) throw new OrderBusyError();
      done = order.step;
      await underLease(em, 'orders', order, () => step(em, order, behalf));
    }
  }

  private async startPayment(em: EntityManager, order: Order, behalf: Behalf): Promise<void> {
    const context = { organizationId: order.organizationId, requestId: behalf.requestId };
    let started: StartedPayment;
    try {
      await this.requireHold(em, order, context.requestId);
      started = await this.askPlugin(em, order, context.requestId);
    } catch (error) {
      const reason = error instanceof NotStarted ? error.reason : isRefusal(error) ? error.code : undefined;
      if (reason === undefined) throw error;
      await this.reopenCart(em, order, reason);
      return;
    }
    const { config, tokens } = this.parts;
    const { reference, instructions, nextAction } = started;
    const isOnline =
      nextAction.type === 'REDIRECT' || (nextAction.type === 'COMPONENT' && order.payment?.confirmAction);
    const lifetime = isOnline ? config.onlinePaymentMinutes * 60_000 : config.manualPaymentHours * 3_600_000;
    await em.transactional(async tx => {
      const moved = await tx.nativeUpdate(
        OrderEntity,
        { id: order.id, status: 'PENDING', step: 'START_PAYMENT' },
        {
          step: 'EXTEND_HOLD',
          leasedUntil: null,
          retryAt: null,
          paymentReference: reference,
          paymentInstructions: instructions ?? null,
          nextAction: { type: nextAction.type, url: nextAction.url ?? null, payload: nextAction.payload ?? null },
          expiresAt: new Date(order.createdAt.getTime() + lifetime),
        },
      );
      if (moved === 0) return;
      const payload = {
        ...(await orderPayload(tx, order, tokens)),
        instructions: instructions ?? null,
        paymentReference: reference,
      };
      await recordEvents(tx, domainEvent('order.placed', payload, { ...behalf, organizationId: order.organizationId }));
    });
  }

  /** The tickets must still be there, all of them, before someone is asked for money. */
  private async requireHold(em: EntityManager, order: Order, requestId: string): Promise<void> {
    const context = { organizationId: order.organizationId, requestId };
    const until = new Date(order.expiresAt!.getTime() + HOLD_GRACE);
    const hold = await this.parts.commands.extendHold(order.cartId, until, context);
    const items = await em.find(OrderItemEntity, { orderId: order.id }, { disableIdentityMap: true });
    if (!holdsExactly(hold.lines, items)) throw new NotStarted('HOLD_CHANGED');
  }

  private async askPlugin(em: EntityManager, order: Order, requestId: string): Promise<StartedPayment> {
    const payment = order.payment!;
    const attempt = payment.startAttempts ?? 0;
    const idempotencyKey = startKey(order.id, attempt);
    const params: StartPayment = {
      method: payment.methodId,
      amount: order.total,
      currency: order.currency,
      orderId: order.id,
      orderNumber: order.number,
      buyerName: order.buyerName,
      buyerEmail: order.buyerEmail,
      returnUrl: payment.returnUrl,
    };
    const result = await this.parts.commands.runPluginAction(
      { pluginId: payment.pluginId, action: payment.startAction, params, idempotencyKey },
      { organizationId: order.organizationId, requestId },
    );
    if (!result.ok) {
      const code = result.error?.code ?? 'ACTION_FAILED';
      if (!mayStartAgain(code, attempt)) throw new NotStarted(code);
      const changes = { payment: { ...payment, startAttempts: attempt + 1 } };
      await em.nativeUpdate(OrderEntity, { id: order.id, step: 'START_PAYMENT' }, changes);
      throw new PaymentUnknownError(code);
    }
    const started = startedPayment.safeParse(result.data);
    if (!started.success) throw new NotStarted('ACTION_OUTPUT_INVALID');
    return started.data;
  }

  /** The order ends, and its cart is open again until it expires, so that the buyer can pay in another way. */
  private async reopenCart(em: EntityManager, order: Order, reason: string): Promise<void> {
    this.parts.logger.warn({ orderId: order.id, method: order.payment?.id, reason }, 'payment not started');
    await em.transactional(async tx => {
      const closed = await tx.nativeUpdate(
        OrderEntity,
        { id: order.id, status: 'PENDING', step: 'START_PAYMENT' },
        { status: 'CANCELLED', step: 'DONE', leasedUntil: null, closedReason: `${NOT_STARTED}${reason}` },
      );
      if (closed === 0) return;
      await returnPromoCode(tx, order.id, order.organizationId);
      await tx.execute(`update cart set status = 'OPEN', order_id = null where id = ? and organization_id = ?`, [
        order.cartId,
        order.organizationId,
      ]);
    });
  }

  private async extendHold(em: EntityManager, order: Order, { requestId }: Behalf): Promise<void> {
    const until = new Date(order.expiresAt!.getTime() + HOLD_GRACE);
    try {
      await this.parts.commands.extendHold(order.cartId, until, { organizationId: order.organizationId, requestId });
    } catch (error) {
      // The payment takes the tickets again, if there are some.
      if (!isRefusal(error)) throw error;
      this.parts.logger.warn({ orderId: order.id, code: error.code }, 'hold of a placed order not extended');
    }
    await this.finish(em, order, 'AWAIT_PAYMENT');
  }

  private async releaseHold(em: EntityManager, order: Order, { requestId }: Behalf): Promise<void> {
    try {
      await this.parts.commands.releaseHold(order.cartId, { organizationId: order.organizationId, requestId });
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    await this.finish(em, order, 'DONE');
  }

  private async voidTickets(em: EntityManager, order: Order, { requestId }: Behalf): Promise<void> {
    const { organizationId, id: orderId } = order;
    const rows = await em.execute<{ ticket_id: string }[]>(
      'select ticket_id from order_ticket where order_id = ? and organization_id = ?',
      [orderId, organizationId],
    );
    const ticketIds = rows.map(row => row.ticket_id);
    await this.parts.commands.voidTickets({ orderId, ticketIds, status: 'CANCELLED' }, { organizationId, requestId });
    await this.finish(em, order, 'DONE');
  }

  private async finish(em: EntityManager, { id, step }: Order, next: OrderStep): Promise<void> {
    await em.nativeUpdate(OrderEntity, { id, step }, { step: next, leasedUntil: null, retryAt: null });
  }
}

/** The plugin said no, or the tickets are gone; `reason` is a code. */
class NotStarted extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
