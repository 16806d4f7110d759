import { domainEvent, NotFoundError } from '@ticketbase/kernel';
import { parseInput, recordEvents } from '@ticketbase/subgraph-kit';
import DataLoader from 'dataloader';
import type { RequestScope } from '../context.ts';
import type { OrderService } from '../order/order.service.ts';
import type { OrderType } from '../order/order.type.ts';
import { AttendeeChangeNotAllowedError } from './order-change.errors.ts';
import {
  type OrderRulesInput,
  orderRulesInput,
  type RenameTicketInput,
  renameTicketInput,
} from './order-change.input.ts';
import type { OrderRulesType } from './order-change.type.ts';
import { type OrderRules, OrderRulesEntity } from './order-rules.entity.ts';

/** What buyers may do with their orders, and what they do. */
export class OrderRulesService {
  private readonly scope: RequestScope;
  private readonly orders: OrderService;
  private readonly byOrganization = new DataLoader<string, OrderRules | null>(ids => this.loadMany(ids));

  constructor(scope: RequestScope, orders: OrderService) {
    this.scope = scope;
    this.orders = orders;
  }

  /** The rules of the viewer's organization. */
  async find(): Promise<OrderRulesType> {
    const organizationId = this.scope.viewer.require('payments:read');
    const rules = await this.byOrganization.load(organizationId);
    return { id: organizationId, buyersRenameAttendees: false, updatedAt: null, ...rules };
  }

  /** Throws BAD_USER_INPUT. */
  async update(input: OrderRulesInput): Promise<OrderRulesType> {
    const { em, viewer, requestId } = this.scope;
    const organizationId = viewer.require('payments:write');
    const rules = parseInput(orderRulesInput, input);
    await em.transactional(async tx => {
      await tx.upsert(OrderRulesEntity, { organizationId, ...rules, updatedAt: new Date() });
      const changed = ['buyersRenameAttendees'];
      await recordEvents(tx, domainEvent('organization.updated', { changed }, { viewer, requestId }));
    });
    this.byOrganization.clear(organizationId);
    return this.find();
  }

  /** For whoever reached the order. */
  async mayRename(order: OrderType): Promise<boolean> {
    const isGood = order.status === 'CONFIRMED' || order.status === 'PARTIALLY_REFUNDED';
    return isGood && ((await this.byOrganization.load(order.organizationId))?.buyersRenameAttendees ?? false);
  }

  /** Throws BAD_USER_INPUT, NOT_FOUND, ATTENDEE_CHANGE_NOT_ALLOWED, and TICKET_NOT_VALID of events. */
  async rename(input: RenameTicketInput): Promise<OrderType> {
    const { orderToken, ticketId, name } = parseInput(renameTicketInput, input);
    const order = await this.orders.byToken(orderToken);
    if (!order) throw new NotFoundError('The order');
    if (!(await this.mayRename(this.orders.show(order)))) throw new AttendeeChangeNotAllowedError();
    const context = { organizationId: order.organizationId, requestId: this.scope.requestId };
    await this.scope.commands.renameAttendee({ orderId: order.id, ticketId, name }, context);
    return this.orders.show(order);
  }

  private async loadMany(ids: readonly string[]): Promise<(OrderRules | null)[]> {
    const rows = await this.scope.em.find(
      OrderRulesEntity,
      { organizationId: { $in: [...ids] } },
      { filters: { tenant: false }, disableIdentityMap: true },
    );
    return ids.map(id => rows.find(row => row.organizationId === id) ?? null);
  }
}
