import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, type Viewer } from '@ticketbase/kernel';
import { HOLD_GRACE, holdsExactly } from '../cart/held-items.ts';
import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import { type StartedPayment, type StartPayment, startedPayment } from '../payment-method/payment-contract.ts';
import { mayStartAgain, startKey } from '../payment-method/start-attempts.ts';
import { returnPromoCode } from '../promo-code/promo-code.usage.ts';
import { IssueTickets } from './issue-tickets.ts';
import { type Order, OrderEntity, type OrderStep } from './order.entity.ts';
import { OrderBusyError, PaymentUnknownError } from './order.errors.ts';
import { payloadOf } from './order-payload.ts';
import type { OrderInHand } from './order-rows.ts';
import { underLease } from './step-lease.ts';

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
/** What an order is after its step; null where that is to be read again. */
type Step = (em: EntityManager, inHand: OrderInHand, behalf: Behalf) => Promise<OrderInHand | null>;

/**
 * Takes orders from step to step as far as they go without the buyer. Each step asks another subgraph (idempotently,
 * under the order's id) and then writes down what came of it, with the next step, in one conditional transaction; so
 * whoever finds an order between two steps, a retry or a sweep after a crash, can simply go on.
 */
export class OrderProgress {
  private readonly parts: Parts;
  private readonly issueTickets: IssueTickets;
  private readonly steps: Partial<Record<OrderStep, Step>> = {
    START_PAYMENT: (em, inHand, behalf) => this.startPayment(em, inHand, behalf),
    EXTEND_HOLD: (_, { order }, behalf) => this.extendHold(order, behalf),
    ISSUE_TICKETS: (em, inHand, behalf) => this.issueTickets.run(em, inHand, behalf),
    RELEASE_HOLD: (_, { order }, behalf) => this.releaseHold(order, behalf),
    VOID_TICKETS: (em, { order }, behalf) => this.voidTickets(em, order, behalf),
  };

  constructor(parts: Parts) {
    this.parts = parts;
    this.issueTickets = new IssueTickets(parts);
  }

  /**
   * The order as it stands then. `taken` is one whose step the caller has leased. Throws ORDER_BUSY if another works on it,
   * and what the step's subgraph refuses by.
   */
  async run(organizationId: string, orderId: string, behalf: Behalf, taken?: OrderInHand | null): Promise<Order> {
    const em = this.parts.database.forkTenant(organizationId);
    let inHand = taken ?? null;
    for (let done: OrderStep | undefined; ; ) {
      inHand ??= await this.take(organizationId, orderId, done);
      if (!inHand) return this.idle(em, orderId);
      const { order } = inHand;
      const step = this.steps[order.step];
      if (!step) return order;
      done = order.step;
      const work = inHand;
      inHand = await underLease(em, 'orders', order, () => step(em, work, behalf));
    }
  }

  /** Of the steps that there are to do, not the one that was just done: if it did not help, another is at it. */
  private take(organizationId: string, id: string, done: OrderStep | undefined): Promise<OrderInHand | null> {
    const steps = (Object.keys(this.steps) as OrderStep[]).filter(step => step !== done);
    return this.parts.orderSteps.take({ id, organizationId }, steps);
  }

  /** An order that has no step to take. Throws ORDER_BUSY if it has one, which is another's. */
  private async idle(em: EntityManager, id: string): Promise<Order> {
    const order = await em.findOneOrFail(OrderEntity, { id }, { disableIdentityMap: true });
    if (this.steps[order.step]) throw new OrderBusyError();
    return order;
  }

  private async startPayment(em: EntityManager, inHand: OrderInHand, behalf: Behalf): Promise<OrderInHand | null> {
    const { order } = inHand;
    const { config, tokens, orderSteps } = this.parts;
    const held = this.expiryOf(
      order,
      order.payment!.confirmAction ? config.onlinePaymentMinutes * MINUTE : config.manualPaymentHours * HOUR,
    );
    let started: StartedPayment;
    try {
      await this.requireHold(inHand, held, behalf.requestId);
      started = await this.askPlugin(em, order, behalf.requestId);
    } catch (error) {
      const reason = error instanceof NotStarted ? error.reason : isRefusal(error) ? error.code : undefined;
      if (reason === undefined) throw error;
      await this.reopenCart(em, order, reason);
      return null;
    }
    const { reference, nextAction } = started;
    const { type, url = null, payload = null } = nextAction;
    const isOnline = type === 'REDIRECT' || (type === 'COMPONENT' && order.payment?.confirmAction);
    const expiresAt = this.expiryOf(
      order,
      isOnline ? config.onlinePaymentMinutes * MINUTE : config.manualPaymentHours * HOUR,
    );
    const instructions = started.instructions ?? null;
    const placed = { ...payloadOf(inHand, tokens), instructions, paymentReference: reference };
    return orderSteps.start(
      order,
      {
        next: expiresAt > held ? 'EXTEND_HOLD' : 'AWAIT_PAYMENT',
        ...{ reference, instructions, expiresAt, nextAction: { type, url, payload } },
      },
      domainEvent('order.placed', placed, { ...behalf, organizationId: order.organizationId }),
    );
  }

  private expiryOf({ createdAt }: Order, lifetime: number): Date {
    return new Date(createdAt.getTime() + lifetime);
  }

  /**
   * The tickets must still be there, all of them, before someone is asked for money; and they are kept for as long as the
   * payment may take, as far as that is known.
   */
  private async requireHold({ order, items }: OrderInHand, until: Date, requestId: string): Promise<void> {
    const context = { organizationId: order.organizationId, requestId };
    const withGrace = new Date(until.getTime() + HOLD_GRACE);
    const hold = await this.parts.commands.extendHold(order.cartId, withGrace, context);
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

  private async extendHold(order: Order, { requestId }: Behalf): Promise<OrderInHand | null> {
    const until = new Date(order.expiresAt!.getTime() + HOLD_GRACE);
    try {
      await this.parts.commands.extendHold(order.cartId, until, { organizationId: order.organizationId, requestId });
    } catch (error) {
      // The payment takes the tickets again, if there are some.
      if (!isRefusal(error)) throw error;
      this.parts.logger.warn({ orderId: order.id, code: error.code }, 'hold of a placed order not extended');
    }
    return this.parts.orderSteps.finish(order, 'AWAIT_PAYMENT');
  }

  private async releaseHold(order: Order, { requestId }: Behalf): Promise<OrderInHand | null> {
    try {
      await this.parts.commands.releaseHold(order.cartId, { organizationId: order.organizationId, requestId });
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
    return this.parts.orderSteps.finish(order, 'DONE');
  }

  private async voidTickets(em: EntityManager, order: Order, { requestId }: Behalf): Promise<OrderInHand | null> {
    const { organizationId, id: orderId } = order;
    const rows = await em.execute<{ ticket_id: string }[]>(
      'select ticket_id from order_ticket where order_id = ? and organization_id = ?',
      [orderId, organizationId],
    );
    const ticketIds = rows.map(row => row.ticket_id);
    await this.parts.commands.voidTickets({ orderId, ticketIds, status: 'CANCELLED' }, { organizationId, requestId });
    return this.parts.orderSteps.finish(order, 'DONE');
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
