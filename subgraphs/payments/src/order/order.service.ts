import { BadUserInputError, domainEvent, hashSecret, isId, NotFoundError } from '@ticketbase/kernel';
import { mapPage, type Page, paginate, parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import type { ConnectionArgs } from '@ticketbase/subgraph-kit/graphql';
import DataLoader from 'dataloader';
import type { RequestScope } from '../context.ts';
import { type Order, OrderEntity, type OrderItem, OrderItemEntity, OrderTicketEntity } from './order.entity.ts';
import { OrderHasNoTicketsError } from './order.errors.ts';
import { type AnswerInput, answers, type OrderFilter, orderFilter } from './order.input.ts';
import { canViewOrder } from './order.policy.ts';
import type { OrderItemType, OrderType } from './order.type.ts';
import { orderPayload, ticketsPayload } from './order-payload.ts';
import { ordersWhere } from './order-search.ts';
import { toItemType, toOrderType } from './order-type.ts';

/** A buyer's orders may be any organization's: the policy, or the token, decides. */
const ANY_TENANT = { filters: { tenant: false }, disableIdentityMap: true } as const;
const NEWEST_FIRST = { id: 'desc' } as const;

/** Finds orders, and shows them to those who may see them. */
export class OrderService {
  private readonly scope: RequestScope;
  private readonly byId = new DataLoader<string, Order | null>(ids => this.loadMany(ids), { cache: false });
  private readonly itemsByOrder = new DataLoader<string, OrderItem[]>(ids => this.loadItems(ids));
  private readonly currencies = new Map<string, string>();

  constructor(scope: RequestScope) {
    this.scope = scope;
  }

  /** Throws BAD_USER_INPUT unless exactly one of id and token is given. */
  async find({ id, token }: { id: string | null; token: string | null }): Promise<OrderType | null> {
    if ((id === null) === (token === null)) {
      throw new BadUserInputError([{ path: 'id', message: 'Give an id or a token, and only one of them.' }]);
    }
    if (token !== null) {
      const found = await this.byToken(token);
      return found && this.show(found);
    }
    const order = isId(id!) ? await this.byId.load(id!) : null;
    return order && canViewOrder(this.scope.viewer, order) ? this.show(order) : null;
  }

  async listOwn(page: ConnectionArgs): Promise<Page<OrderType>> {
    const where = { buyerUserId: this.scope.viewer.requireUser() };
    const options = { where, orderBy: NEWEST_FIRST, filters: { tenant: false } };
    return mapPage(await paginate<Order>(this.scope.em, OrderEntity, page, options), order => this.show(order));
  }

  async list(filter: OrderFilter, page: ConnectionArgs): Promise<Page<OrderType>> {
    this.scope.viewer.require('orders:read');
    const where = await ordersWhere(this.scope.em, parseInput(orderFilter, filter, 'filter'));
    const options = { where, orderBy: NEWEST_FIRST };
    return mapPage(await paginate<Order>(this.scope.em, OrderEntity, page, options), order => this.show(order));
  }

  async itemsOf(orderId: string): Promise<OrderItemType[]> {
    const currency = this.currencies.get(orderId) ?? '';
    return (await this.itemsByOrder.load(orderId)).map(item => toItemType(item, currency));
  }

  /** Throws NOT_FOUND and ORDER_HAS_NO_TICKETS. */
  async resendTickets(orderId: string): Promise<boolean> {
    const { em, viewer, requestId, tokens } = this.scope;
    const organizationId = viewer.require('orders:write');
    const order = isId(orderId) ? await em.findOne(OrderEntity, { id: orderId, organizationId }) : null;
    if (!order) throw new NotFoundError('The order');
    const tickets = await em.find(
      OrderTicketEntity,
      { orderId, refundId: null, admits: true },
      { orderBy: { ticketId: 'asc' } },
    );
    const valid = order.status === 'CONFIRMED' || order.status === 'PARTIALLY_REFUNDED';
    if (!valid || tickets.length === 0) throw new OrderHasNoTicketsError();
    await em.transactional(async tx => {
      const payload = { ...(await orderPayload(tx, order, tokens)), tickets: ticketsPayload(tickets) };
      await recordEvents(tx, domainEvent('order.tickets_resent', payload, { viewer, requestId }));
    });
    return true;
  }

  /** Throws NOT_FOUND, BAD_USER_INPUT and, once the event has begun, ANSWERS_CLOSED. */
  async changeAnswers(token: string, ticketId: string, given: readonly AnswerInput[]): Promise<OrderType> {
    const answered = parseInput(answers, given, 'answers');
    const order = await this.byToken(token);
    if (!order) throw new NotFoundError('The order');
    const { commands, requestId } = this.scope;
    const context = { organizationId: order.organizationId, requestId };
    await commands.changeAnswers({ orderId: order.id, ticketId, answers: answered }, context);
    return this.show(order);
  }

  /** For services: the order whoever asks, or null. */
  byToken(token: string): Promise<Order | null> {
    return this.scope.em.findOne(OrderEntity, { tokenHash: hashSecret(token) }, ANY_TENANT);
  }

  /** For services that have checked the viewer: the order as it is now. */
  async fresh(id: string): Promise<Order> {
    return this.scope.em.findOneOrFail(OrderEntity, { id }, ANY_TENANT);
  }

  show(order: Order): OrderType {
    this.currencies.set(order.id, order.currency);
    return toOrderType(order);
  }

  private async loadMany(ids: readonly string[]): Promise<(Order | null)[]> {
    const rows = await this.scope.em.find(OrderEntity, { id: { $in: [...ids] } }, ANY_TENANT);
    return ids.map(id => rows.find(row => row.id === id) ?? null);
  }

  private async loadItems(orderIds: readonly string[]): Promise<OrderItem[][]> {
    const where = { orderId: { $in: [...orderIds] } };
    const rows = await this.scope.em.find(OrderItemEntity, where, { ...ANY_TENANT, orderBy: { id: 'asc' } });
    return orderIds.map(id => rows.filter(row => row.orderId === id));
  }
}
