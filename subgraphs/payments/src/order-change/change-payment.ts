import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { PaymentsParts } from '../context.ts';
import { postChangePayment } from '../ledger/ledger.ts';
import { lockOrder } from '../order/lock-order.ts';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import { PaymentMismatchError, PaymentUnknownError } from '../order/order.errors.ts';
import type { Behalf } from '../order/order-progress.ts';
import {
  type AskPayment,
  paymentAnswer,
  type StartedPayment,
  type StartPayment,
  startedPayment,
} from '../payment-method/payment-contract.ts';
import { mayStartAgain, startKey } from '../payment-method/start-attempts.ts';
import { requestRefund } from '../refund/refund-request.ts';
import { changePayload } from './change-payload.ts';
import { type OrderChange, OrderChangeEntity } from './order-change.entity.ts';

type Parts = Pick<PaymentsParts, 'commands' | 'config' | 'database' | 'tokens'>;

/** The plugin said no; `reason` is its code. */
export class NotStarted extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** What a provider and people call a change's payment by: the order's number, and which change of it. */
const numberOf = (order: Order, change: OrderChange) => `${order.number}-${change.number}`;

/** The payment of a change's difference, through the same plugin actions as an order's, under the change's id. */
export class ChangePayment {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Throws NotStarted; PAYMENT_UNKNOWN if the plugin was cut short and is to be asked again. */
  async start(em: EntityManager, change: OrderChange, behalf: Behalf): Promise<void> {
    const order = await em.findOneOrFail(OrderEntity, { id: change.orderId }, { disableIdentityMap: true });
    const { reference, instructions, nextAction } = await this.askToStart(em, order, change, behalf.requestId);
    await em.transactional(async tx => {
      const moved = await tx.nativeUpdate(
        OrderChangeEntity,
        { id: change.id, status: 'PENDING', step: 'START_PAYMENT' },
        {
          step: 'AWAIT_PAYMENT',
          leasedUntil: null,
          retryAt: null,
          paymentReference: reference,
          paymentInstructions: instructions ?? null,
          nextAction: { type: nextAction.type, url: nextAction.url ?? null, payload: nextAction.payload ?? null },
        },
      );
      if (moved === 0) return;
      const payload = { ...(await changePayload(tx, order, change, this.parts.tokens)), paymentReference: reference };
      const by = { ...behalf, organizationId: order.organizationId };
      await recordEvents(tx, domainEvent('order.change_requested', payload, by));
    });
  }

  /** Books the difference if the plugin says that it was paid; returns the refund if that came too late. */
  async confirm(change: OrderChange, behalf: Behalf): Promise<string | null> {
    const em = this.parts.database.forkTenant(change.organizationId);
    const order = await em.findOneOrFail(OrderEntity, { id: change.orderId }, { disableIdentityMap: true });
    const answer = await this.ask(order, change, behalf.requestId);
    if (answer.status !== 'PAID') return null;
    const amount = answer.amount ?? change.difference;
    const currency = answer.currency ?? change.currency;
    if (amount !== change.difference || currency !== change.currency) throw new PaymentMismatchError();
    const reference = answer.externalId ?? change.paymentReference ?? null;
    return em.transactional(tx => this.record(tx, change.id, { reference, note: null }, behalf));
  }

  /** Books the difference once, and lets the change go on; one that is over is paid back. Returns that refund's id. */
  async record(
    tx: EntityManager,
    changeId: string,
    details: { readonly reference: string | null; readonly note: string | null },
    behalf: Behalf,
  ): Promise<string | null> {
    const seen = await tx.findOneOrFail(OrderChangeEntity, { id: changeId }, { disableIdentityMap: true });
    const order = await lockOrder(tx, seen.orderId);
    const change = await tx.findOneOrFail(OrderChangeEntity, { id: changeId }, { disableIdentityMap: true });
    if (change.paid) return null;
    const method = change.payment?.id ?? null;
    await postChangePayment(tx, order, change.difference, behalf.viewer, { ...details, changeId, method });
    const awaited = change.status === 'PENDING' && change.step !== 'EXCHANGE';
    const next = awaited ? ({ step: 'EXCHANGE', leasedUntil: null, retryAt: null } as const) : {};
    await tx.nativeUpdate(OrderChangeEntity, { id: changeId }, { paid: true, ...next });
    if (awaited) return null;
    const reason = 'The change was over before its payment came.';
    return requestRefund(tx, order, { amount: change.difference, reason, voidsAll: false, changeId }, behalf);
  }

  private async askToStart(
    em: EntityManager,
    order: Order,
    change: OrderChange,
    requestId: string,
  ): Promise<StartedPayment> {
    const payment = change.payment!;
    const { pluginId, methodId, startAction, returnUrl, startAttempts: attempt = 0 } = payment;
    const params: StartPayment = {
      method: methodId,
      amount: change.difference,
      currency: change.currency,
      orderId: change.id,
      orderNumber: numberOf(order, change),
      buyerName: order.buyerName,
      buyerEmail: order.buyerEmail,
      returnUrl,
    };
    const result = await this.parts.commands.runPluginAction(
      { pluginId, action: startAction, params, idempotencyKey: startKey(change.id, attempt) },
      { organizationId: order.organizationId, requestId },
    );
    if (!result.ok) {
      const code = result.error?.code ?? 'ACTION_FAILED';
      if (!mayStartAgain(code, attempt)) throw new NotStarted(code);
      const changes = { payment: { ...payment, startAttempts: attempt + 1 } };
      await em.nativeUpdate(OrderChangeEntity, { id: change.id, step: 'START_PAYMENT' }, changes);
      throw new PaymentUnknownError(code);
    }
    const started = startedPayment.safeParse(result.data);
    if (!started.success) throw new NotStarted('ACTION_OUTPUT_INVALID');
    return started.data;
  }

  private async ask(order: Order, change: OrderChange, requestId: string) {
    const { pluginId, confirmAction } = change.payment!;
    const params: AskPayment = {
      orderId: change.id,
      orderNumber: numberOf(order, change),
      reference: change.paymentReference!,
      amount: change.difference,
      currency: change.currency,
    };
    const result = await this.parts.commands.runPluginAction(
      { pluginId, action: confirmAction!, params, idempotencyKey: null },
      { organizationId: order.organizationId, requestId },
    );
    if (!result.ok) throw new PaymentUnknownError(result.error?.code ?? 'ACTION_FAILED');
    const answer = paymentAnswer.safeParse(result.data);
    if (!answer.success) throw new PaymentUnknownError('ACTION_OUTPUT_INVALID');
    return answer.data;
  }
}
