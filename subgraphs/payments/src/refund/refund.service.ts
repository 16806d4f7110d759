import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError } from '@ticketbase/kernel';
import { idempotent, parseInput } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { RequestScope } from '../context.ts';
import { readBalance } from '../ledger/ledger.ts';
import { lockOrder } from '../order/lock-order.ts';
import { type Order, OrderItemEntity, type OrderTicket, OrderTicketEntity } from '../order/order.entity.ts';
import type { OrderService } from '../order/order.service.ts';
import type { OrderType } from '../order/order.type.ts';
import { type Refund, RefundEntity } from './refund.entity.ts';
import { OrderNotRefundableError, RefundExceedsPaidError, RefundFailedError } from './refund.errors.ts';
import { type RefundOrderInput, refundOrderInput } from './refund.input.ts';
import type { RefundStatus, RefundType } from './refund.type.ts';
import { requestRefund } from './refund-request.ts';

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
      createdAt: refund.createdAt,
      completedAt: refund.completedAt,
    }));
  }

  /** With the order's row locked, so that two refunds at once cannot both take what is left. */
  private async request(tx: EntityManager, { orderId, items, amount, reason }: Values): Promise<string> {
    const order = await lockOrder(tx, orderId);
    if (order.status !== 'CONFIRMED' && order.status !== 'PARTIALLY_REFUNDED') {
      throw new OrderNotRefundableError(order.status);
    }
    const { paid, committed } = await readBalance(tx, order);
    const available = paid - committed;
    const chosen = items ? await chooseTickets(tx, order, items) : null;
    const wanted = chosen?.amount ?? amount ?? available;
    if (wanted > available || available === 0) throw new RefundExceedsPaidError(available);
    if (wanted === 0) throw new BadUserInputError([{ path: 'input.items', message: 'Nothing was paid for these.' }]);
    const request = { amount: wanted, reason: reason || null, voidsAll: wanted === available };
    const refundId = await requestRefund(tx, order, request, this.scope);
    if (chosen) {
      await tx.nativeUpdate(OrderTicketEntity, { ticketId: { $in: chosen.ticketIds } }, { refundId });
    }
    return refundId;
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

/** Which tickets go back, and what was paid for them. Throws BAD_USER_INPUT. */
async function chooseTickets(
  tx: EntityManager,
  order: Order,
  wanted: NonNullable<Values['items']>,
): Promise<{ ticketIds: string[]; amount: number }> {
  const items = await tx.find(OrderItemEntity, { orderId: order.id }, { disableIdentityMap: true });
  const tickets = await tx.find(
    OrderTicketEntity,
    { orderId: order.id },
    { orderBy: { ticketId: 'desc' }, disableIdentityMap: true },
  );
  const ticketIds: string[] = [];
  let amount = 0;
  for (const [index, { orderItemId, quantity, ticketIds: named }] of wanted.entries()) {
    const item = items.find(candidate => candidate.id === orderItemId);
    if (!item) throw fault(index, 'orderItemId', 'Is not an item of this order.');
    const ofItem = tickets.filter(ticket => ticket.ticketTypeId === item.ticketTypeId);
    const left = ofItem.filter(ticket => ticket.refundId === null);
    if (quantity > left.length) throw fault(index, 'quantity', `Only ${left.length} are left.`);
    ticketIds.push(...pick(left, quantity, named ?? null, index));
    const before = ofItem.length - left.length;
    // The parts of a line sum to what was paid for it, in whichever portions it is given back.
    const paidFor = (count: number) => Math.floor((item.total * count) / item.quantity);
    amount += paidFor(before + quantity) - paidFor(before);
  }
  return { ticketIds, amount };
}

function pick(
  left: readonly OrderTicket[],
  quantity: number,
  named: readonly string[] | null,
  index: number,
): string[] {
  if (!named) return left.slice(0, quantity).map(ticket => ticket.ticketId);
  if (named.some(id => !left.some(ticket => ticket.ticketId === id))) {
    throw fault(index, 'ticketIds', 'Names a ticket that is not this item’s, or was given back before.');
  }
  return [...named];
}

const fault = (index: number, field: string, message: string) =>
  new BadUserInputError([{ path: `input.items.${index}.${field}`, message }]);
