import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent } from '@ticketbase/kernel';
import { recordEvents } from '@ticketbase/subgraph-kit';
import type { PaymentsParts } from '../context.ts';
import { isRefusal } from '../foreign/commands.ts';
import { draftOfRefund } from '../invoice/invoice-draft.ts';
import { noteInvoiceDue } from '../invoice/invoice-due.ts';
import { postRefund, readBalance } from '../ledger/ledger.ts';
import { lockOrder } from '../order/lock-order.ts';
import { type Order, OrderEntity } from '../order/order.entity.ts';
import { OrderBusyError } from '../order/order.errors.ts';
import { orderPayload } from '../order/order-payload.ts';
import type { Behalf } from '../order/order-progress.ts';
import { returnLease, takeLease, underLease } from '../order/step-lease.ts';
import { type AskRefund, refundAnswer } from '../payment-method/payment-contract.ts';
import { type Refund, RefundEntity } from './refund.entity.ts';
import { RefundNotPendingError } from './refund.errors.ts';
import { breakDown, type RefundedLine } from './refund-breakdown.ts';
import { remainingTickets } from './refund-request.ts';
import { type RefundSource, sourcesOf } from './refund-sources.ts';

type Parts = Pick<PaymentsParts, 'commands' | 'database' | 'logger' | 'tokens' | 'issueInvoices'>;

/** Seconds until a refund that the plugin has not settled is asked for again. */
const PROVIDER_PAUSE = 600;
/** How often that pause doubles. */
const DOUBLINGS = 5;
/** How often the plugin is asked, over two days or so, before a person has to look into it. */
const MOST_ATTEMPTS = 12;

/** Refusals that come before any code of the plugin runs. After any other, the provider may have given the money. */
const NOT_RUN = new Set([
  'PLUGIN_NOT_INSTALLED',
  'PLUGIN_DISABLED',
  'PLUGIN_NOT_CONFIGURED',
  'PLUGIN_ACTION_NOT_FOUND',
  'PLUGIN_INPUT_INVALID',
  'PLUGIN_PARAMS_TOO_LARGE',
  'PERMISSIONS_NOT_GRANTED',
]);

type Answer =
  | { readonly status: 'REFUNDED'; readonly externalId: string | null }
  | { readonly status: 'FAILED'; readonly reason: string }
  | { readonly status: 'PENDING'; readonly reason: string | null };

/**
 * Gives requested refunds: asks the plugin, with the refund's id as the provider's key however often it is asked, books what was given back, and has tickets voided.
 * Like orders, refunds move by steps that anyone can take up again.
 */
export class RefundProgress {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Goes as far as it can now; whatever stops it is logged, and a sweep goes on. */
  async attempt(organizationId: string, refundId: string, behalf: Behalf): Promise<void> {
    const em = this.parts.database.forkTenant(organizationId);
    try {
      while (await this.advance(em, refundId, behalf));
    } catch (error) {
      this.parts.logger.warn({ err: error, refundId }, 'refund not finished yet');
    }
  }

  /**
   * Ends a pending refund as a person says, who has asked the provider or paid from elsewhere. The step is taken first,
   * so that the plugin is not asked at the same time. Throws ORDER_BUSY and REFUND_NOT_PENDING.
   */
  async settle(refund: Refund, given: boolean, note: string | null, behalf: Behalf): Promise<void> {
    const em = this.parts.database.forkTenant(refund.organizationId);
    if (refund.status !== 'PENDING') throw new RefundNotPendingError(refund.status);
    if (!(await takeLease(em, 'refund', refund))) throw new OrderBusyError();
    await underLease(em, 'refund', refund, async () => {
      await em.nativeUpdate(RefundEntity, { id: refund.id, status: 'PENDING' }, { note, manual: true });
      if (given) await this.complete(em, { ...refund, note }, null, behalf);
      else await this.fail(em, refund, 'SETTLED_BY_HAND', behalf);
    });
    if (given) await this.attempt(refund.organizationId, refund.id, behalf);
  }

  /** Takes one step. False if there is none to take now. */
  private async advance(em: EntityManager, refundId: string, behalf: Behalf): Promise<boolean> {
    const refund = await em.findOneOrFail(RefundEntity, { id: refundId }, { disableIdentityMap: true });
    if (refund.step === 'DONE' || refund.step === 'AWAIT_HAND') return false;
    if (!(await takeLease(em, 'refund', refund))) return false;
    return underLease(em, 'refund', refund, () =>
      refund.step === 'ASK_PLUGIN' ? this.give(em, refund, behalf) : this.voidTickets(em, refund, behalf),
    );
  }

  private async give(em: EntityManager, refund: Refund, behalf: Behalf): Promise<boolean> {
    if (refund.manual || refund.amount === 0) return this.complete(em, refund, null, behalf);
    const order = await em.findOneOrFail(OrderEntity, { id: refund.orderId }, { disableIdentityMap: true });
    const answer = await this.askPlugin(em, order, refund, behalf.requestId);
    switch (answer.status) {
      case 'REFUNDED':
        return this.complete(em, refund, answer.externalId, behalf);
      case 'FAILED':
        return this.fail(em, refund, answer.reason, behalf);
      case 'PENDING':
        await this.postpone(em, refund, answer.reason);
        return false;
    }
  }

  /** Asks for what goes back to each payment; all of them must have answered before anything is settled. */
  private async askPlugin(em: EntityManager, order: Order, refund: Refund, requestId: string): Promise<Answer> {
    const answers: Answer[] = [];
    for (const source of await sourcesOf(em, refund)) {
      answers.push(await this.askFor(source, order, refund, requestId));
    }
    const [first] = answers;
    if (!first) return { status: 'PENDING', reason: 'NO_PAYMENT_TO_REFUND' };
    const isOne = answers.every(answer => answer.status === first.status);
    return isOne ? first : { status: 'PENDING', reason: 'REFUNDED_IN_PART' };
  }

  private async askFor(source: RefundSource, order: Order, refund: Refund, requestId: string): Promise<Answer> {
    const { pluginId, refundAction, reference, changeId, amount } = source;
    if (!pluginId || !refundAction || !reference) return { status: 'PENDING', reason: 'PAID_BY_HAND' };
    // One key for each payment that the refund is given out of.
    const key = changeId === null ? refund.id : `${refund.id}:${changeId}`;
    const params: AskRefund = {
      orderId: changeId ?? order.id,
      orderNumber: order.number,
      reference,
      amount,
      currency: refund.currency,
      idempotencyKey: key,
      ...(refund.reason ? { reason: refund.reason } : {}),
    };
    // The platform keeps an action's outcome per key, also a timeout: another attempt needs another key there.
    const idempotencyKey = `${key}:${refund.attempts}`;
    try {
      const result = await this.parts.commands.runPluginAction(
        { pluginId, action: refundAction, params, idempotencyKey },
        { organizationId: order.organizationId, requestId },
      );
      if (!result.ok) return refused(result.error?.code ?? 'PLUGIN_FAILED');
      const answer = refundAnswer.safeParse(result.data);
      if (!answer.success) return { status: 'PENDING', reason: 'PLUGIN_OUTPUT_INVALID' };
      const { status, externalId } = answer.data;
      if (status === 'FAILED') return { status, reason: 'REFUSED_BY_PROVIDER' };
      return status === 'PENDING' ? { status, reason: null } : { status, externalId: externalId ?? null };
    } catch (error) {
      if (isRefusal(error)) return refused(error.code);
      throw error;
    }
  }

  /** Asked for again later, under the provider's same key. */
  private async postpone(em: EntityManager, refund: Refund, failure: string | null): Promise<void> {
    if (failure) this.parts.logger.warn({ refundId: refund.id, failure }, 'refund not settled by the plugin');
    const { id } = refund;
    const attempts = refund.attempts + 1;
    if (attempts >= MOST_ATTEMPTS) {
      const changes = { step: 'AWAIT_HAND', attempts, failure, leasedUntil: null, retryAt: null } as const;
      await em.nativeUpdate(RefundEntity, { id, step: 'ASK_PLUGIN' }, changes);
      return;
    }
    await em.nativeUpdate(RefundEntity, { id, step: 'ASK_PLUGIN' }, { attempts, failure });
    await returnLease(em, 'refund', refund, PROVIDER_PAUSE * 2 ** Math.min(refund.attempts, DOUBLINGS));
  }

  /** Books the refund and where it leaves the order, once. */
  private async complete(
    em: EntityManager,
    refund: Refund,
    externalId: string | null,
    behalf: Behalf,
  ): Promise<boolean> {
    await em.transactional(async tx => {
      const order = await lockOrder(tx, refund.orderId);
      const done = await tx.nativeUpdate(
        RefundEntity,
        { id: refund.id, status: 'PENDING' },
        {
          status: 'SUCCEEDED',
          step: 'VOID_TICKETS',
          leasedUntil: null,
          retryAt: null,
          externalId,
          failure: null,
          completedAt: new Date(),
        },
      );
      if (done === 0) return;
      const { sold } = await readBalance(tx, order);
      const breakdown = sold ? await this.breakdownOf(tx, order, refund) : [];
      await tx.nativeUpdate(RefundEntity, { id: refund.id }, { breakdown });
      if (refund.amount > 0) await postRefund(tx, order, { ...refund, externalId, breakdown }, sold);
      if (refund.changeId == null) {
        const drafts = [draftOfRefund(breakdown)];
        await noteInvoiceDue(tx, order, { drafts, refundId: refund.id }, behalf);
      }
      if (refund.voidsAll) {
        await tx.execute(
          'update order_ticket set refund_id = ? where order_id = ? and organization_id = ? and refund_id is null',
          [refund.id, order.id, order.organizationId],
        );
      }
      if (order.status === 'CONFIRMED' || order.status === 'PARTIALLY_REFUNDED') {
        await tx.nativeUpdate(OrderEntity, { id: order.id }, { status: await this.statusAfter(tx, order) });
      }
      const given = { amount: refund.amount, currency: refund.currency };
      const payload = {
        ...(await orderPayload(tx, order, this.parts.tokens)),
        ...{ refundId: refund.id, refund: given },
        ...(refund.changeId == null ? {} : { ofChange: true }),
        reason: refund.reason ?? null,
      };
      const { organizationId } = order;
      await recordEvents(tx, domainEvent('order.refunded', payload, { ...behalf, organizationId }));
    });
    await this.parts.issueInvoices.run(refund.organizationId, refund.orderId);
    return true;
  }

  /** An order is over when nothing is left of it: neither money nor a ticket, such as one that costs nothing. */
  private async statusAfter(tx: EntityManager, order: Order): Promise<Order['status']> {
    const { paid, refunded } = await readBalance(tx, order);
    if (refunded === 0) return order.status;
    const isOver = refunded >= paid && (await remainingTickets(tx, order)).length === 0;
    return isOver ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  }

  /** Of a refund that was asked for with many others it is not known yet. */
  private async breakdownOf(tx: EntityManager, order: Order, refund: Refund): Promise<readonly RefundedLine[]> {
    if (refund.breakdown.length > 0 || refund.changeId != null) return refund.breakdown;
    const tickets = await remainingTickets(tx, order);
    return breakDown(tx, order, refund.amount, { tickets, voids: refund.voidsAll });
  }

  /** Nothing was given back: the amount and the tickets are free again. */
  private async fail(em: EntityManager, refund: Refund, failure: string, behalf: Behalf): Promise<boolean> {
    const { id: refundId, organizationId, orderId, amount, currency } = refund;
    this.parts.logger.warn({ refundId, failure }, 'refund refused by the plugin');
    await em.transactional(async tx => {
      const { number } = await lockOrder(tx, orderId);
      const changes = { status: 'FAILED', step: 'DONE', leasedUntil: null, failure, completedAt: new Date() } as const;
      const failed = await tx.nativeUpdate(RefundEntity, { id: refundId, status: 'PENDING' }, changes);
      if (failed === 0) return;
      const payload = { orderId, number, refundId, refund: { amount, currency }, failure };
      await recordEvents(tx, domainEvent('order.refund_failed', payload, { ...behalf, organizationId }));
      await tx.execute('update order_ticket set refund_id = null where refund_id = ? and organization_id = ?', [
        refundId,
        organizationId,
      ]);
    });
    return false;
  }

  private async voidTickets(em: EntityManager, refund: Refund, { requestId }: Behalf): Promise<boolean> {
    const { organizationId, orderId } = refund;
    const rows = await em.execute<{ ticket_id: string }[]>(
      'select ticket_id from order_ticket where refund_id = ? and organization_id = ?',
      [refund.id, organizationId],
    );
    if (rows.length > 0) {
      const ticketIds = rows.map(row => row.ticket_id);
      await this.parts.commands.voidTickets({ orderId, ticketIds, status: 'REFUNDED' }, { organizationId, requestId });
    }
    const done = { step: 'DONE', leasedUntil: null, retryAt: null } as const;
    await em.nativeUpdate(RefundEntity, { id: refund.id, step: 'VOID_TICKETS' }, done);
    return false;
  }
}

const refused = (code: string): Answer =>
  NOT_RUN.has(code) ? { status: 'FAILED', reason: code } : { status: 'PENDING', reason: code };
