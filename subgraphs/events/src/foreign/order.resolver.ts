import { Ctx, Directive, FieldResolver, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { EventObject } from '../event/event.type.ts';
import { TicketObject } from '../ticket/ticket.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import { OrderItemReference, OrderReference } from './order.type.ts';

/**
 * What this subgraph adds to an order. `payments` hands out a reference only to whoever may see the order (its buyer by
 * token, or the organizer by scope), and `Order.organizationId` and
 * `Order.eventId` are reachable through the query planner only.
 */
@Resolver(() => OrderReference)
export class OrderResolver {
  @Directive('@requires(fields: "eventId")')
  @FieldResolver(() => EventObject, {
    description: 'The event that the tickets are for. Whoever sees the order sees it, even if it has become private.',
  })
  event(@Root() order: OrderReference, @Ctx() { events }: EventsContext) {
    return events.of(order);
  }

  @Directive('@requires(fields: "organizationId")')
  @FieldResolver(() => [TicketObject], { description: 'The tickets of the order; none until it is confirmed.' })
  tickets(@Root() order: OrderReference, @Ctx() { tickets }: EventsContext) {
    return tickets.ofOrder(order.organizationId, order.id);
  }
}

@Resolver(() => OrderItemReference)
export class OrderItemResolver {
  @FieldResolver(() => TicketTypeObject, { description: 'The ticket type, also if it is hidden.' })
  ticketType(@Root() item: OrderItemReference, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.ofTicket(item);
  }
}
