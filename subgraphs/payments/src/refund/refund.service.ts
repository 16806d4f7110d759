import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, domainEvent, isId, NotFoundError } from '@ticketbase/kernel';
import { idempotent, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { RequestScope } from '../context.ts';
import { readBalance } from '../ledger/ledger.ts';
import { lockOrder } from '../order/lock-order.ts';
import {
  type Order,
  OrderEntity,
  OrderItemEntity,
  type OrderTicket,
  OrderTicketEntity,
} from '../order/order.entity.ts';
import type { OrderService } from '../order/order.service.ts';
import type { OrderType } from '../order/order.type.ts';
import { requireNoPendingChange } from '../order-change/pending-change.ts';
import { type Refund, RefundEntity } from './refund.entity.ts';
import {
  OrderNotRefundableError,
  RefundExceedsPaidError,
  RefundFailedError,
  RefundNotPendingError,
} from './refund.errors.ts';
import { type RefundOrderInput, refundOrderInput, type SettleRefundInput, settleRefundInput } from './refund.input.ts';
import type { RefundPreviewType, RefundStatus, RefundType } from './refund.type.ts';
import { breakDown, feesIn, type RefundedLine, taxOf } from './refund-breakdown.ts';
import { remainingTickets, requestRefund } from './refund-request.ts';

type Values = Omit<ReturnType<typeof refundOrderInput.parse>, 'idempotencyKey'>;

/** Gives money back, and shows what was given. */
export class RefundService {
  private readonly scope: RequestScope;
  private readonly orders: OrderService;
  private readonly byOrder = new DataLoader<string, Refund[]>(ids => this.loadMany(ids), { cache: false });

  constructor(scope: RequestScope, orders: OrderService) {
    this.scope = scope;
    this.orders = orders;
  }

  /** Throws BAD_USER_INPUT, NOT_FOUND, ORDER_NOT_REFUNDABLE, REFUND_EXCEEDS_PAID and REFUND_FAILED. */
  async refundOrder(input: RefundOrderInput): Promise<OrderType> {
    const organizationId = this.scope.viewer.require('orders:refund');
    const { idempotencyKey, ...values } = parseInput(refundOrderInput, input);
    const em = this.scope.database.forkTenant(organizationId);
    const call = { owner: organizationId, operation: 'refundOrder', key: idempotencyKey ?? '', input: values };
    const refundId = idempotencyKey
      ? await idempotent(em, call, tx => this.request(tx, values))
      : await em.transactional(tx => this.request(tx, values));
    await this.scope.refundProgress.attempt(organizationId, refundId, this.scope);
    const refund = await em.findOneOrFail(RefundEntity, { id: refundId }, { disableIdentityMap: true });
    if (refund.status === 'FAILED') throw new RefundFailedError(refund.failure ?? 'ACTION_FAILED');
    return this.orders.show(await this.orders.fresh(values.orderId));
  }

  async refundsOf(orderId: string): Promise<RefundType[]> {
    return (await this.byOrder.load(orderId)).map(refund => ({
      id: refund.id,
      amount: { amount: refund.amount, currency: refund.currency },
      reason: refund.reason,
      status: refund.status as RefundStatus,
      failure: refund.failure,
      feesKept: { amount: refund.feesKept, currency: refund.currency },
      needsHand: refund.step === 'AWAIT_HAND',
      createdAt: refund.createdAt,
      completedAt: refund.completedAt,
    }));
  }

  /** What `refundOrder` would give back. Throws what it throws. */
  async preview(input: RefundOrderInput): Promise<RefundPreviewType> {
    const organizationId = this.scope.viewer.require('orders:refund');
    const { idempotencyKey: _, ...values } = parseInput(refundOrderInput, input);
    const em = this.scope.database.forkTenant(organizationId);
    const order = await em.findOne(OrderEntity, { id: values.orderId }, { disableIdentityMap: true });
    if (!order) throw new NotFoundError('The order');
    const plan = await this.plan(em, order, values);
    const money = (amount: number) => ({ amount, currency: order.currency });
    return {
      amount: money(plan.amount),
      tax: money(taxOf(plan.breakdown)),
      feesKept: money(plan.feesKept),
      available: money(plan.available),
      tickets: plan.voidsAll ? plan.remaining : plan.ticketIds.length,
    };
  }

  /** Throws BAD_USER_INPUT, NOT_FOUND, REFUND_NOT_PENDING and ORDER_BUSY. */
  async settle(input: SettleRefundInput): Promise<OrderType> {
    const organizationId = this.scope.viewer.require('orders:refund');
    const { refundId, given, note } = parseInput(settleRefundInput, input);
    const refund = await this.requireRefund(organizationId, refundId);
    await this.scope.refundProgress.settle(refund, given, note || null, this.scope);
    return this.orders.show(await this.orders.fresh(refund.orderId));
  }

  /** Throws NOT_FOUND and REFUND_NOT_PENDING. */
  async retry(refundId: string): Promise<OrderType> {
    const organizationId = this.scope.viewer.require('orders:refund');
    const refund = await this.requireRefund(organizationId, refundId);
    if (refund.status !== 'PENDING') throw new RefundNotPendingError(refund.status);
    const em = this.scope.database.forkTenant(organizationId);
    const waiting = { id: refundId, step: { $in: ['ASK_PLUGIN', 'AWAIT_HAND'] } } as const;
    await em.nativeUpdate(RefundEntity, waiting, { step: 'ASK_PLUGIN', retryAt: null });
    await this.scope.refundProgress.attempt(organizationId, refundId, this.scope);
    return this.orders.show(await this.orders.fresh(refund.orderId));
  }

  private async requireRefund(organizationId: string, refundId: string): Promise<Refund> {
    const em = this.scope.database.forkTenant(organizationId);
    const where = { id: refundId };
    const refund = isId(refundId) ? await em.findOne(RefundEntity, where, { disableIdentityMap: true }) : null;
    if (!refund) throw new NotFoundError('The refund');
    return refund;
  }

  /** With the order's row locked, so that two refunds at once cannot both take what is left. */
  private async request(tx: EntityManager, values: Values): Promise<string> {
    const order = await lockOrder(tx, values.orderId);
    await requireNoPendingChange(tx, order);
    const { ticketIds, amount, feesKept, breakdown, voidsAll } = await this.plan(tx, order, values);
    const reason = values.reason || null;
    const refundId = await requestRefund(tx, order, { amount, feesKept, breakdown, voidsAll, reason }, this.scope);
    if (ticketIds.length > 0) {
      await tx.nativeUpdate(OrderTicketEntity, { ticketId: { $in: ticketIds } }, { refundId });
    }
    const refund = { amount, currency: order.currency };
    const payload = { orderId: order.id, number: order.number, refundId, refund, reason };
    await recordEvents(tx, domainEvent('order.refund_requested', payload, this.scope));
    return refundId;
  }

  /**
   * What goes back, from stored rows: what is named and nothing else becomes void, also where nothing paid is left. Tickets
   * that cost nothing, or whose money went back before, become void with nothing given back. Throws ORDER_NOT_REFUNDABLE,
   * REFUND_EXCEEDS_PAID and BAD_USER_INPUT.
   */
  private async plan(tx: EntityManager, order: Order, { items, amount, includeFees }: Values): Promise<RefundPlan> {
    const { paid, refunded, committed } = await readBalance(tx, order);
    const available = paid - committed;
    if (!isRefundable(order, available)) throw new OrderNotRefundableError(order.status);
    const remaining = await remainingTickets(tx, order);
    const chosen = items ? await chooseTickets(tx, order, remaining, items) : remaining;
    const feesKept = includeFees === false ? sumOf(chosen, feesIn) : 0;
    const wanted = amount ?? (items ? sumOf(chosen, ticket => ticket.total) : available) - feesKept;
    // What is on its way back has its tickets, and may still come to nothing.
    const mayVoid = committed === refunded && (paid > 0 ? remaining.length > 0 : chosen.length < remaining.length);
    const onlyVoids = wanted === 0 && mayVoid;
    if (wanted > available || (available === 0 && !onlyVoids)) throw new RefundExceedsPaidError(available);
    if (wanted <= 0 && !onlyVoids)
      throw new BadUserInputError([{ path: 'input.items', message: 'Nothing is left of it to give back.' }]);
    const voidsAll = !items && (amount == null || wanted === available);
    const breakdown = await breakDown(tx, order, wanted, { tickets: chosen, voids: voidsAll || items != null });
    const ticketIds = items ? chosen.map(ticket => ticket.ticketId) : [];
    return { amount: wanted, available, feesKept, breakdown, voidsAll, ticketIds, remaining: remaining.length };
  }

  private async loadMany(orderIds: readonly string[]): Promise<Refund[][]> {
    const rows = await this.scope.em.find(
      RefundEntity,
      { orderId: { $in: [...orderIds] } },
      { filters: { tenant: false }, orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
    return orderIds.map(id => rows.filter(row => row.orderId === id));
  }
}

interface RefundPlan {
  readonly amount: number;
  readonly available: number;
  readonly feesKept: number;
  readonly breakdown: readonly RefundedLine[];
  readonly voidsAll: boolean;
  /** Tickets that were chosen to become void; all of them do if `voidsAll`. */
  readonly ticketIds: readonly string[];
  /** Tickets that were not given back before. */
  readonly remaining: number;
}

const sumOf = (tickets: readonly OrderTicket[], part: (ticket: OrderTicket) => number) =>
  tickets.reduce((sum, ticket) => sum + part(ticket), 0);

/**
 * What was sold may be given back. So may money that came for an order that had ended: it is given back by itself, but a
 * provider can refuse that, and then somebody has to ask again.
 */
function isRefundable({ status }: Order, available: number): boolean {
  if (status === 'CONFIRMED' || status === 'PARTIALLY_REFUNDED') return true;
  return (status === 'CANCELLED' || status === 'EXPIRED') && available > 0;
}

/** Which tickets go back. Throws BAD_USER_INPUT. */
async function chooseTickets(
  tx: EntityManager,
  order: Order,
  remaining: readonly OrderTicket[],
  wanted: NonNullable<Values['items']>,
): Promise<OrderTicket[]> {
  const items = await tx.find(OrderItemEntity, { orderId: order.id }, { disableIdentityMap: true });
  return wanted.flatMap(({ orderItemId, quantity, ticketIds }, index) => {
    if (!items.some(item => item.id === orderItemId))
      throw fault(index, 'orderItemId', 'Is not an item of this order.');
    const left = remaining.filter(ticket => ticket.orderItemId === orderItemId);
    if (quantity > left.length) throw fault(index, 'quantity', `Only ${left.length} are left.`);
    return pick(left, quantity, ticketIds ?? null, index);
  });
}

function pick(
  left: readonly OrderTicket[],
  quantity: number,
  named: readonly string[] | null,
  index: number,
): OrderTicket[] {
  if (!named) return left.slice(0, quantity);
  if (named.some(id => !left.some(ticket => ticket.ticketId === id))) {
    throw fault(index, 'ticketIds', 'Names a ticket that is not this item’s, or was given back before.');
  }
  return left.filter(ticket => named.includes(ticket.ticketId));
}

const fault = (index: number, field: string, message: string) =>
  new BadUserInputError([{ path: `input.items.${index}.${field}`, message }]);
