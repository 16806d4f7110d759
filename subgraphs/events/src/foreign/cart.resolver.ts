import { Ctx, Directive, FieldResolver, Resolver, Root } from '@ticketbase/subgraph-kit/graphql';
import type { EventsContext } from '../context.ts';
import { EventObject } from '../event/event.type.ts';
import { TicketTypeObject } from '../ticket-type/ticket-type.type.ts';
import { CartItemReference, CartReference } from './cart.type.ts';

/**
 * What this subgraph adds to a cart. `payments` hands out a reference only to whoever has the cart's token, and the ids
 * that these fields require are reachable through the query planner only.
 */
@Resolver(() => CartReference)
export class CartResolver {
  @Directive('@requires(fields: "eventId")')
  @FieldResolver(() => EventObject, {
    description: 'The event that the tickets are for. Whoever has the cart sees it, even if it has become private.',
  })
  event(@Root() cart: CartReference, @Ctx() { events }: EventsContext) {
    return events.of(cart);
  }
}

@Resolver(() => CartItemReference)
export class CartItemResolver {
  @FieldResolver(() => TicketTypeObject, { description: 'The ticket type, also if it is hidden.' })
  ticketType(@Root() item: CartItemReference, @Ctx() { ticketTypes }: EventsContext) {
    return ticketTypes.ofTicket(item);
  }
}
